import { BATCH_MAX_BYTES, MAX_ATTEMPTS_LIMIT } from '@fasttrack/contracts';

/** Member of `metadata` that directs the stand-in. It alone is no text. */
export const SIMULATE = 'simulate';

/** What can go wrong with the way of an answer. */
export const CALLBACK_FAULTS = ['duplicate', 'late', 'stale', 'forged', 'silent'] as const;
/** One of {@link CALLBACK_FAULTS}. */
export type CallbackFault = (typeof CALLBACK_FAULTS)[number];

/** How the stand-in of a worker shall behave with one job. */
export interface Simulation {
  /** How long a run takes, in place of the usual time. */
  readonly delayMs?: number;
  /** The first so many runs are directed, those after them are as usual. Absent: all are. */
  readonly runs?: number;
  /** It says that it failed. `retryable`: whether another run could help; by default it could. */
  readonly fail?: { readonly message?: string; readonly retryable?: boolean };
  /** The result is a text that looks like JSON and is none. */
  readonly malformed?: boolean;
  /** The result is so long, as text. */
  readonly resultBytes?: number;
  readonly callback?: CallbackFault;
  /** With `late` and `silent`: how long the answer is waited for, unless the type of the job says it. */
  readonly deadlineMs?: number;
}

const MESSAGE_MAX_LENGTH = 500;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const onlyWithout = (...names: readonly string[]): object => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, false])),
});

/** JSON Schema of {@link Simulation}. */
export const SIMULATION_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  description:
    'Directs the built-in stand-in of a worker, for tests: not in production, and only for types that it runs. ' +
    'Whatever it does, it does by callbacks over HTTP',
  properties: {
    delayMs: { type: 'integer', minimum: 0, maximum: HOUR_MS, description: 'How long a run takes' },
    runs: {
      type: 'integer',
      minimum: 1,
      maximum: MAX_ATTEMPTS_LIMIT,
      description: 'The first so many runs go like this, the others as usual; without it all go like this',
    },
    fail: {
      type: 'object',
      additionalProperties: false,
      description: 'The run fails',
      properties: {
        message: { type: 'string', minLength: 1, maxLength: MESSAGE_MAX_LENGTH },
        retryable: { type: 'boolean', default: true },
      },
    },
    malformed: { type: 'boolean', description: 'The result looks like JSON and is none' },
    resultBytes: {
      type: 'integer',
      minimum: 1,
      maximum: BATCH_MAX_BYTES,
      description: 'The result is so long; longer than CALLBACK_MAX_BYTES is refused',
    },
    callback: {
      type: 'string',
      enum: [...CALLBACK_FAULTS],
      description:
        'duplicate: the answer comes twice. late: it comes three seconds after the deadline. stale: the first run ' +
        'fails, the next one is first answered in its name. forged: before the answer comes one with a wrong secret. ' +
        'silent: none comes, and the deadline ends the run',
    },
    deadlineMs: {
      type: 'integer',
      minimum: 1,
      maximum: DAY_MS,
      description: 'late and silent: how long the answer is waited for, unless the type says it',
    },
  },
  dependentSchemas: {
    fail: onlyWithout('malformed', 'resultBytes'),
    deadlineMs: {
      type: 'object',
      required: ['callback'],
      properties: { callback: { type: 'string', enum: ['late', 'silent'] } },
    },
  },
} as const;
