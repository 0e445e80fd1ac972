import { EXCERPT_LENGTH, HISTORY_HEAD, HISTORY_TAIL, promptOf, titleOf } from '@fasttrack/contracts';
import type { Job, JobEvent, Lease } from '@fasttrack/jobs/job';
import type { JobChange } from '@fasttrack/jobs/job-change';
import { wordsOf } from '@fasttrack/jobs/job-words';
import type { mongo } from 'mongoose';
import type { EventRecord, JobRecord, Stage } from './records';
import type { WordFields } from './submitted-words';

/** What a list shows of a text. */
export interface Excerpt {
  readonly value: unknown;
  readonly isCut: boolean;
}

/** Digits of a turn in `claimOrder`: as texts they sort like numbers. */
const TURN_DIGITS = 12;
const MOST_URGENT = 9;

/** The record of a new job. `changeId` marks its events. */
export function toRecord(job: Job, { turn, changeId, now }: { turn: number; changeId: string; now: Date }): JobRecord {
  const { id, payload, result, metadata, lease, history, historyOmitted, ...same } = job;
  const events = history.map((event) => toEventRecord(event, changeId));
  const prompt = promptOf(job);
  const words = wordsOf(job);
  return withoutUndefined({
    ...same,
    _id: id,
    tags: same.tags && [...same.tags],
    words: [...words.submitted, ...words.error],
    submittedWords: words.submitted.length,
    claimOrder: claimOrder(job, turn),
    stage: stageOf(job.status, job.dueAt, now),
    canExpire: job.expiresAt && true,
    payload: JSON.stringify(payload),
    metadata: metadata && JSON.stringify(metadata),
    promptExcerpt: prompt === undefined ? undefined : excerptText(prompt),
    title: titleOf(job),
    ...resultFields(result),
    ...leaseFields(lease),
    head: events.slice(0, HISTORY_HEAD),
    tail: events.slice(-HISTORY_TAIL),
    eventCount: events.length + historyOmitted,
  }) as unknown as JobRecord;
}

/** The update that writes a change and its event together. `words`: what the job is found by then, if that changes. */
export function toUpdate(
  { set, event }: JobChange,
  { changeId, now, words }: { changeId: string; now: Date; words: WordFields },
): mongo.UpdateFilter<JobRecord> {
  const { result, lease, ...same } = set;
  return updateOf(
    {
      ...same,
      ...words,
      ...('result' in set && resultFields(result)),
      ...('lease' in set && leaseFields(lease)),
      status: event.to,
      stage: stageOf(event.to, set.dueAt, now),
      updatedAt: event.at,
    },
    toEventRecord(event, changeId),
  );
}

/** Sets what has a value, removes what has none, and adds the event. */
export function updateOf(fields: Readonly<Record<string, unknown>>, event: EventRecord): mongo.UpdateFilter<JobRecord> {
  const absent = Object.keys(fields).filter((name) => fields[name] === undefined);
  return {
    $set: withoutUndefined(fields),
    ...(absent.length > 0 && { $unset: Object.fromEntries(absent.map((name) => [name, 1])) }),
    $inc: { eventCount: 1 },
    $push: {
      head: { $each: [event], $slice: HISTORY_HEAD },
      tail: { $each: [event], $slice: -HISTORY_TAIL },
    },
  };
}

/** The event as it is stored. */
export const toEventRecord = (event: JobEvent, changeId: string): EventRecord => ({ changeId, ...event });

/** The turn inside a `claimOrder`. */
export const turnOf = (order: string): number => Number(order.slice(1, 1 + TURN_DIGITS));

const claimOrder = ({ id, priority }: Job, turn: number): string =>
  `${MOST_URGENT - priority}${String(turn).padStart(TURN_DIGITS, '0')}${id}`;

/** A PENDING job whose due time is not known here waits for the next sweep, which knows it. */
function stageOf(status: Job['status'], dueAt: Date | undefined, now: Date): Stage | undefined {
  if (status !== 'PENDING') return undefined;
  return dueAt && dueAt <= now ? 'ready' : 'delayed';
}

const resultFields = (result: unknown): Pick<JobRecord, 'result' | 'resultExcerpt'> => ({
  result: result === undefined ? undefined : JSON.stringify(result),
  resultExcerpt: result === undefined ? undefined : excerptText(result),
});

/** The fields of a lease; of none they have no value. */
export const leaseFields = (
  lease: Lease | undefined,
): Pick<JobRecord, 'holder' | 'leaseUntil' | 'isHandedOver' | 'deadline'> => ({
  holder: lease?.holder,
  deadline: lease?.deadline,
  leaseUntil: lease?.until,
  isHandedOver: lease?.handedOver,
});

function excerptText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const isCut = text.length > EXCERPT_LENGTH;
  return JSON.stringify({ value: isCut ? text.slice(0, EXCERPT_LENGTH) : value, isCut } satisfies Excerpt);
}

const withoutUndefined = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
