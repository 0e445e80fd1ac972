import type { JobError, JsonObject } from '@fasttrack/contracts';
import { wordsOf } from '@fasttrack/jobs/job-words';
import type { mongo } from 'mongoose';
import { skewOf, SKEW_NAMES } from '../created-skew';
import type { Migration } from './migration';

const INDEXES: mongo.IndexDescription[] = [
  { name: 'by_words', key: { words: 1, _id: 1 } },
  { name: 'by_tag', key: { tags: 1, _id: 1 }, partialFilterExpression: { tags: { $exists: true } } },
  { name: 'by_key', key: { key: 1, _id: 1 }, partialFilterExpression: { key: { $exists: true } } },
  { name: 'by_invalid', key: { resultValid: 1, _id: 1 }, partialFilterExpression: { resultValid: false } },
  { name: 'by_priority', key: { priority: 1, _id: 1 } },
  { name: 'by_updated', key: { updatedAt: 1, _id: 1 } },
];
/** Jobs that are read and written at a time. */
const BATCH = 500;

interface StoredJob {
  readonly _id: string;
  readonly type: string;
  readonly payload: string;
  readonly error?: JobError;
  readonly createdAt: Date;
  readonly words?: readonly string[];
}

/** What jobs are found and sorted by; jobs that are there get their words. */
export const find: Migration = {
  name: '0003-find',
  async up(db) {
    await db.collection('jobs').createIndexes(INDEXES);
    const skew = await addWords(db.collection<StoredJob>('jobs'));
    const meta = db.collection<{ _id: string; number: number }>('meta');
    for (const [side, name] of Object.entries(SKEW_NAMES)) {
      const number = skew[side as keyof typeof SKEW_NAMES];
      await meta.updateOne({ _id: name }, { $max: { number } }, { upsert: true });
    }
  },
};

/** Goes through all jobs by id. Gives how far their times of creation lie beside their ids. */
async function addWords(jobs: mongo.Collection<StoredJob>): Promise<{ ahead: number; behind: number }> {
  const skew = { ahead: 0, behind: 0 };
  for (let last = ''; ;) {
    const batch = await jobs
      .find({ _id: { $gt: last } }, { projection: { type: 1, payload: 1, error: 1, createdAt: 1, words: 1 } })
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray();
    for (const job of batch) {
      const { ahead, behind } = skewOf(job._id, job.createdAt);
      Object.assign(skew, { ahead: Math.max(skew.ahead, ahead), behind: Math.max(skew.behind, behind) });
    }
    const updates = batch.filter(({ words }) => !words).map(updateOf);
    if (updates.length > 0) await jobs.bulkWrite(updates, { ordered: false });
    if (batch.length < BATCH) return skew;
    last = batch.at(-1)?._id ?? last;
  }
}

/** An error that came meanwhile brought its words itself. */
function updateOf({ _id, type, payload, error }: StoredJob): mongo.AnyBulkWriteOperation<StoredJob> {
  const { submitted, error: ofError } = wordsOf({
    type,
    payload: JSON.parse(payload) as JsonObject,
    ...(error && { error }),
  });
  const set = { words: [...submitted, ...ofError], submittedWords: submitted.length };
  return { updateOne: { filter: { _id, words: { $exists: false } }, update: { $set: set } } };
}
