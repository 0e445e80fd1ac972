import type { JobRowView, JobView } from '@fasttrack/contracts';
import { JOB_STATUSES, PRIORITIES, PRIORITY_DEFAULT } from '@fasttrack/contracts';
import { isRecord } from './is-record';
import type { Check, Shape } from './read-shape';
import { isCount, isFlag, isName, isText, isTime, optional, readShape, shape } from './read-shape';

const isStatus: Check = (value) => (JOB_STATUSES as readonly unknown[]).includes(value);

const ROW: Shape = {
  needed: {
    id: isName,
    type: isText,
    status: isStatus,
    attempt: isCount,
    attempts: isCount,
    maxAttempts: isCount,
    createdAt: isTime,
    updatedAt: isTime,
  },
  optional: {
    prompt: isText,
    title: isText,
    priority: (value) => (PRIORITIES as readonly unknown[]).includes(value),
    key: isText,
    scheduledFor: isTime,
    expiresAt: isTime,
    expects: (value) => value === 'json' || value === 'text',
    resultValid: isFlag,
    error: shape({ code: isText, message: isText }),
    progress: shape({ percent: optional(isCount), message: optional(isText) }),
    tags: (value) => Array.isArray(value) && value.every(isText),
    metadata: isRecord,
    retryOf: isName,
    retriedAs: isName,
    usage: shape({ model: optional(isText), inputTokens: optional(isCount), outputTokens: optional(isCount) }),
    waitingFor: shape({ reason: isText, until: optional(isTime) }),
    startedAt: isTime,
    completedAt: isTime,
    truncated: isFlag,
  },
  defaults: { priority: PRIORITY_DEFAULT, expects: 'json' },
};
const JOB: Shape = {
  needed: ROW.needed,
  optional: { ...ROW.optional, payload: isRecord, history: Array.isArray, historyOmitted: isCount },
  defaults: { ...ROW.defaults, payload: {}, history: [] },
};
const EVENT: Shape = {
  needed: { at: isTime, event: isText, to: isStatus },
  optional: { from: isStatus, attempt: isCount, by: isText, note: isText },
  defaults: { attempt: 0, by: 'unknown' },
};

/** Reads a list row; `undefined` when too little of it can be shown. Odd members are left out, unknown ones do no harm. */
export const readJobRow = (value: unknown): JobRowView | undefined => readShape(value, ROW) as JobRowView | undefined;

/** Reads a whole job; `undefined` when too little of it can be shown. Odd members and events are left out. */
export function readWholeJob(value: unknown): JobView | undefined {
  const job = readShape(value, JOB) as JobView | undefined;
  if (!job) return undefined;
  const history = job.history.flatMap((event) => (readShape(event, EVENT) as typeof event | undefined) ?? []);
  const isSame = history.length === job.history.length && history.every((event, index) => event === job.history[index]);
  return isSame ? job : { ...job, history };
}
