import type { TypeBackoff } from '@fasttrack/contracts';
import { CONCURRENCY_MAX, MAX_ATTEMPTS_LIMIT } from '@fasttrack/contracts';

const DAY_SECONDS = 86_400;
const MONTH_SECONDS = 30 * DAY_SECONDS;
/** Longest time, in days, for which ended jobs can be told to be kept; 0 keeps them for ever. */
export const RETENTION_MAX_DAYS = 36_500;

const days = { type: 'integer', minimum: 0, maximum: RETENTION_MAX_DAYS };

/** What an entry of `JOB_TYPES_FILE` may say about how jobs of its type are run: JSON Schema of each member. */
export const SETTINGS_PROPERTIES = {
  timeoutSeconds: { type: 'integer', minimum: 1, maximum: MONTH_SECONDS },
  maxAttempts: { type: 'integer', minimum: 1, maximum: MAX_ATTEMPTS_LIMIT },
  backoff: {
    type: 'object',
    required: ['initialSeconds'],
    additionalProperties: false,
    properties: {
      initialSeconds: { type: 'number', minimum: 0, maximum: DAY_SECONDS },
      factor: { type: 'number', minimum: 1, maximum: 10 },
      maxSeconds: { type: 'number', minimum: 0, maximum: MONTH_SECONDS },
      jitter: { type: 'number', minimum: 0, maximum: 1 },
    },
  },
  concurrency: { type: 'integer', minimum: 1, maximum: CONCURRENCY_MAX },
  retention: {
    type: 'object',
    additionalProperties: false,
    properties: { completed: days, failed: days, cancelled: days },
  },
};

/** The backoff of a type with what the file left out: it doubles up to five minutes, or its first wait if that is longer. */
export const wholeBackoff = (given: Partial<TypeBackoff> & Pick<TypeBackoff, 'initialSeconds'>): TypeBackoff => ({
  factor: 2,
  maxSeconds: Math.max(300, given.initialSeconds),
  jitter: 0.5,
  ...given,
});
