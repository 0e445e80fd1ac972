import { CONCURRENCY_MAX } from '@fasttrack/contracts';
import { waitingFor } from './openapi-job-schemas';

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const orNull = (schema: object): object => ({ anyOf: [schema, { type: 'null' }] });

const backoff = {
  type: 'object',
  required: ['initialSeconds', 'factor', 'maxSeconds', 'jitter'],
  properties: {
    initialSeconds: { type: 'number' },
    factor: { type: 'number' },
    maxSeconds: { type: 'number' },
    jitter: { type: 'number', minimum: 0, maximum: 1 },
  },
};
const retention = {
  type: 'object',
  required: ['completed', 'failed', 'cancelled'],
  properties: { completed: count, failed: count, cancelled: count },
};

const PROPERTIES = {
  name: text,
  title: text,
  description: text,
  schema: { type: 'object', additionalProperties: true, description: 'JSON Schema 2020-12 of the payload' },
  executor: text,
  paused: { type: 'boolean', description: 'No job is handed out' },
  concurrency: {
    ...orNull({ type: 'integer', minimum: 1, maximum: CONCURRENCY_MAX }),
    description: 'Most jobs that run at once; null: any number',
  },
  running: { ...count, description: 'Jobs that run now' },
  hindrance: {
    ...orNull(waitingFor),
    description: 'What keeps its due jobs from being run, where that is known; null: workers are only busy',
  },
  timeoutSeconds: { ...orNull({ type: 'integer', minimum: 1 }), description: 'Longest time of one run; null: any' },
  maxAttempts: { type: 'integer', minimum: 1 },
  backoff: { ...orNull(backoff), description: 'Wait after a failed run; null: the usual one' },
  retention: { ...retention, description: 'Days for which ended jobs are kept; 0: for ever' },
};

const example = {
  name: 'prompt',
  title: 'Prompt',
  description: 'A question or order',
  schema: { type: 'object' },
  executor: 'pull',
  paused: false,
  concurrency: 5,
  running: 2,
  hindrance: null,
  timeoutSeconds: null,
  maxAttempts: 3,
  backoff: { initialSeconds: 10, factor: 2, maxSeconds: 300, jitter: 0.5 },
  retention: { completed: 30, failed: 90, cancelled: 30 },
};

/** What answers about job types look like, by name. */
export const TYPE_SCHEMAS = {
  JobType: { type: 'object', required: Object.keys(PROPERTIES), properties: PROPERTIES, example },
  JobTypes: { type: 'array', items: { $ref: '#/components/schemas/JobType' }, example: [example] },
};
