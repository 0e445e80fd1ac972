import { HISTORY_TAIL } from '@fasttrack/contracts';
import type { JsonObject } from '@fasttrack/contracts';
import type { Job, JobEvent } from '@fasttrack/jobs/job';
import type { JobExcerpt } from '@fasttrack/jobs/job-store.port';
import type { EventRecord, JobRecord } from './records';
import type { Excerpt } from './to-record';

type Facts = Omit<Job, 'payload' | 'result' | 'history' | 'historyOmitted'>;
/** A record without what lists never load. */
export type FactsRecord = Omit<JobRecord, (typeof HEAVY)[number]>;

const HEAVY = ['payload', 'result', 'head', 'tail', 'words'] as const;
/** Leaves out what lists never load. */
export const WITHOUT_HEAVY = Object.fromEntries(HEAVY.map((name) => [name, 0 as const]));

/** Fields that a job and its record have in common. */
const SAME = [
  ...(['type', 'status', 'priority', 'key', 'attempt', 'attempts', 'maxAttempts', 'expects'] as const),
  ...(['dueAt', 'scheduledFor', 'expiresAt', 'resultValid', 'error', 'progress', 'tags'] as const),
  ...(['retryOf', 'retriedAs', 'usage', 'createdAt', 'updatedAt', 'startedAt', 'completedAt'] as const),
];

/** The whole job. */
export function toJob(record: JobRecord): Job {
  const { head, tail, eventCount } = record;
  const rest = Math.min(eventCount - head.length, HISTORY_TAIL);
  const events = rest > 0 ? [...head, ...tail.slice(-rest)] : head;
  return {
    ...toFacts(record),
    payload: JSON.parse(record.payload) as JsonObject,
    ...(record.result !== undefined && { result: JSON.parse(record.result) as unknown }),
    history: events.map(toEvent),
    historyOmitted: eventCount - events.length,
  };
}

/** The job without its texts and history, as far as time needs it to change it. */
export const toBareJob = (record: FactsRecord): Job => ({
  ...toFacts(record),
  payload: {},
  history: [],
  historyOmitted: 0,
});

/** The list row. */
export function toExcerpt(record: FactsRecord): JobExcerpt {
  const prompt = excerptOf(record.promptExcerpt);
  const result = excerptOf(record.resultExcerpt);
  return {
    ...toFacts(record),
    ...(prompt && { prompt: String(prompt.value) }),
    ...(record.title !== undefined && { title: record.title }),
    ...(result && { result: result.value }),
    ...((prompt?.isCut ?? false) || (result?.isCut ?? false) ? { truncated: true } : {}),
  };
}

function toFacts(record: FactsRecord): Facts {
  const { holder = '', leaseUntil, isHandedOver: handedOver = false, deadline, metadata } = record;
  const same = Object.fromEntries(SAME.flatMap((name) => (record[name] === undefined ? [] : [[name, record[name]]])));
  return {
    id: record._id,
    ...(same as unknown as Omit<Facts, 'id'>),
    ...(metadata !== undefined && { metadata: JSON.parse(metadata) as JsonObject }),
    ...(leaseUntil && { lease: { holder, until: leaseUntil, handedOver, ...(deadline && { deadline }) } }),
  };
}

const toEvent = ({ changeId: _changeId, ...event }: EventRecord): JobEvent => event;

const excerptOf = (text: string | undefined): Excerpt | undefined =>
  text === undefined ? undefined : (JSON.parse(text) as Excerpt);
