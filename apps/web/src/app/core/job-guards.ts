import type { JobRowView, JobView } from '@fasttrack/contracts';
import { JOB_STATUSES } from '@fasttrack/contracts';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isTime: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const isStatus: Check = (value) => (JOB_STATUSES as readonly unknown[]).includes(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const shape =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isRecord(value) && Object.entries(checks).every(([name, check]) => check(value[name]));

/** What the screens read without asking again. */
const isRow = shape({
  id: (value) => isText(value) && value !== '',
  type: isText,
  prompt: optional(isText),
  status: isStatus,
  attempt: isCount,
  attempts: isCount,
  maxAttempts: isCount,
  error: optional(shape({ code: isText, message: isText })),
  progress: optional(shape({ percent: optional(isCount), message: optional(isText) })),
  waitingFor: optional(shape({ reason: isText, until: optional(isTime) })),
  tags: optional(isTexts),
  createdAt: isTime,
  updatedAt: isTime,
  startedAt: optional(isTime),
  completedAt: optional(isTime),
});
const isEvent = shape({ at: isTime, event: isText, to: isStatus, attempt: isCount });

/** Whether a value is a JSON object. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a list row has what screens need; unknown members do no harm. */
export const isJobRow = (value: unknown): value is JobRowView => isRow(value);

/** Whether a whole job has what screens need. */
export const isJob = (value: unknown): value is JobView =>
  isRow(value) &&
  isRecord(value) &&
  isRecord(value['payload']) &&
  Array.isArray(value['history']) &&
  value['history'].every(isEvent);
