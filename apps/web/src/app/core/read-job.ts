import type { JobRowView, JobView } from '@fasttrack/contracts';
import { JOB_STATUSES, PRIORITIES, PRIORITY_DEFAULT } from '@fasttrack/contracts';
import { isRecord } from './is-record';

type Check = (value: unknown) => boolean;
type Checks = Readonly<Record<string, Check>>;
type Members = Readonly<Record<string, unknown>>;

/** What is expected of an object. */
interface Shape {
  /** Without one of these nothing can be shown. */
  readonly needed: Checks;
  /** One that is not as promised is left out: it costs itself and nothing else. */
  readonly optional: Checks;
  /** Stand in for members that are always there by contract. */
  readonly defaults: Members;
}

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isName: Check = (value) => isText(value) && value !== '';
const isCount: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isTime: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const isStatus: Check = (value) => (JOB_STATUSES as readonly unknown[]).includes(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const fits = (value: Members, checks: Checks): boolean =>
  Object.entries(checks).every(([name, check]) => check(value[name]));
const shape =
  (checks: Checks): Check =>
  (value) =>
    isRecord(value) && fits(value, checks);

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
export const readJobRow = (value: unknown): JobRowView | undefined => read(value, ROW) as JobRowView | undefined;

/** Reads a whole job; `undefined` when too little of it can be shown. Odd members and events are left out. */
export function readWholeJob(value: unknown): JobView | undefined {
  const job = read(value, JOB) as JobView | undefined;
  if (!job) return undefined;
  const history = job.history.flatMap((event) => (read(event, EVENT) as typeof event | undefined) ?? []);
  const isSame = history.length === job.history.length && history.every((event, index) => event === job.history[index]);
  return isSame ? job : { ...job, history };
}

/** The value itself when nothing is odd about it. */
function read(value: unknown, { needed, optional, defaults }: Shape): unknown {
  if (!isRecord(value) || !fits(value, needed)) return undefined;
  const isGood = (name: string): boolean => !Object.hasOwn(optional, name) || optional[name]?.(value[name]) === true;
  const names = Object.keys(value);
  if (names.every(isGood) && Object.keys(defaults).every((name) => name in value)) return value;
  return { ...defaults, ...Object.fromEntries(names.filter(isGood).map((name) => [name, value[name]])) };
}
