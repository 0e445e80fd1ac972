import { BULK_ACTIONS, JOB_STATUSES, OPERATION_STATES } from '@fasttrack/contracts';
import { JOB_SCHEMAS } from './openapi-job-schemas';

const time = { type: 'string', format: 'date-time' };
const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const action = { type: 'string', enum: BULK_ACTIONS };
const filter = {
  type: 'object',
  properties: {
    status: { type: 'string', enum: JOB_STATUSES },
    ...{ type: text, tag: text, key: text, search: text, createdAfter: time, createdBefore: time },
    resultValid: { type: 'boolean' },
  },
};

const operation = {
  id: '019a0f5e-8b00-7d4f-9a63-4e2f1b0c8d22',
  action: 'retry',
  filter: { status: 'FAILED' },
  state: 'RUNNING',
  pace: 200,
  total: 12_480,
  examined: 1200,
  changed: 1198,
  skipped: 2,
  failed: 0,
  by: 'api',
  startedAt: '2026-01-22T10:00:00.000Z',
  updatedAt: '2026-01-22T10:00:06.000Z',
};
const OPERATION = {
  type: 'object',
  required: Object.keys(operation),
  properties: {
    id: { type: 'string', format: 'uuid' },
    action,
    filter,
    state: { type: 'string', enum: OPERATION_STATES, description: 'FAILED: something unforeseen stopped it' },
    pace: { ...count, description: 'Most jobs that it changes in a second' },
    total: { ...count, description: 'Jobs that it could change when it began' },
    examined: { ...count, description: 'Jobs looked at so far: changed, skipped and failed together' },
    changed: count,
    skipped: { ...count, description: 'Left alone: somebody else changed them since it began' },
    failed: { ...count, description: 'Others changed them each time it tried' },
    error: { ...text, description: 'Why its state is FAILED' },
    by: { ...text, description: 'Name of the API key by which it was asked for, or api' },
    startedAt: time,
    updatedAt: time,
    finishedAt: time,
  },
  example: operation,
};

const OUTCOME = {
  oneOf: [
    {
      type: 'object',
      required: ['id', 'status', 'job'],
      properties: { id: text, status: { const: 200 }, job: { $ref: '#/components/schemas/Job' } },
    },
    {
      type: 'object',
      required: ['id', 'status', 'error'],
      properties: { id: text, status: { type: 'integer', enum: [404, 409] }, error: text },
    },
  ],
};
const PREVIEW = {
  type: 'object',
  required: ['action', 'filter', 'total', 'createdBefore', 'sample'],
  properties: {
    action,
    filter,
    total: { ...count, description: 'Exact, however many there are' },
    createdBefore: {
      ...time,
      description:
        'Only jobs of before were counted: in the filter of the operation it keeps out those that come later',
    },
    sample: JOB_SCHEMAS.JobRows,
  },
};

/** What answers about actions on many jobs look like, by name. */
export const BULK_SCHEMAS = {
  Operation: OPERATION,
  Operations: { type: 'array', items: { $ref: '#/components/schemas/Operation' }, example: [operation] },
  BulkAnswer: {
    oneOf: [{ type: 'array', description: 'One for each id, in order', items: OUTCOME }, PREVIEW],
    example: {
      ...{ action: 'retry', filter: operation.filter, total: 12_480, createdBefore: '2026-01-22T11:00:00.000Z' },
      sample: JOB_SCHEMAS.JobRows.example,
    },
  },
  Jobs: {
    type: 'array',
    items: { $ref: '#/components/schemas/Job' },
    example: [JOB_SCHEMAS.Job.example],
  },
};
