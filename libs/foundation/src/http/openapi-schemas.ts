import { JOB_STATUSES } from '@fasttrack/contracts';
import { BULK_SCHEMAS } from './openapi-bulk-schemas';
import { CALLBACK_ENTRIES } from './openapi-callback-schema';
import { JOB_SCHEMAS, faults } from './openapi-job-schemas';
import { TYPE_SCHEMAS } from './openapi-type-schemas';
import { TREND_SCHEMA } from './openapi-trend-schema';
import { BAD_PROMPT, problemExample } from './problem-examples';

const time = { type: 'string', format: 'date-time' };
const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const tokens = { inputTokens: count, outputTokens: count };
const counts = {
  type: 'object',
  properties: Object.fromEntries(JOB_STATUSES.map((name) => [name, count])),
  required: JOB_STATUSES,
};

/** What answers look like, by name; they go into `components.schemas`. */
export const SCHEMAS = {
  ...JOB_SCHEMAS,
  ...BULK_SCHEMAS,
  CallbackEntries: CALLBACK_ENTRIES,
  Lease: {
    type: 'object',
    required: ['cancelRequested', 'leaseUntil'],
    properties: { cancelRequested: { type: 'boolean' }, leaseUntil: time },
    example: { cancelRequested: false, leaseUntil: '2026-01-22T10:00:15.000Z' },
  },
  Stats: {
    type: 'object',
    required: ['total', 'byStatus', 'byType'],
    properties: {
      total: count,
      byStatus: counts,
      byType: { type: 'object', additionalProperties: counts },
      oldestWaiting: {
        ...time,
        description: 'Since when the job has been due that waits longest; absent while none that is due waits',
      },
      usage: {
        type: 'object',
        description: 'Tokens that models used for the jobs that are counted here; absent while they used none',
        required: ['inputTokens', 'outputTokens', 'byType'],
        properties: {
          ...tokens,
          byType: {
            type: 'object',
            additionalProperties: { type: 'object', required: ['inputTokens', 'outputTokens'], properties: tokens },
          },
        },
      },
    },
    example: {
      total: 1,
      oldestWaiting: '2026-01-22T10:00:00.000Z',
      byStatus: { PENDING: 1, PROCESSING: 0, COMPLETED: 0, FAILED: 0, CANCELLED: 0 },
      byType: { prompt: { PENDING: 1, PROCESSING: 0, COMPLETED: 0, FAILED: 0, CANCELLED: 0 } },
      usage: { inputTokens: 41, outputTokens: 12, byType: { prompt: { inputTokens: 41, outputTokens: 12 } } },
    },
  },
  Trend: TREND_SCHEMA,
  ...TYPE_SCHEMAS,
  Service: {
    type: 'object',
    required: ['name', 'version', 'environment', 'storage', 'hallucinate', 'executors', 'links'],
    properties: {
      name: text,
      version: text,
      environment: text,
      storage: text,
      hallucinate: { type: 'boolean' },
      executors: { type: 'object', additionalProperties: text },
      links: { type: 'object', additionalProperties: text },
    },
    example: {
      name: 'Fast Track',
      version: '0.1.0',
      environment: 'development',
      storage: 'embedded',
      hallucinate: true,
      executors: { prompt: 'simulated' },
      links: { docs: '/docs', openapi: '/openapi.json', health: '/health', jobs: '/jobs' },
    },
  },
  Health: {
    type: 'object',
    required: ['status'],
    properties: {
      status: { type: 'string', enum: ['ok', 'degraded', 'error', 'shutting_down'] },
      info: { type: 'object', additionalProperties: true },
      error: { type: 'object', additionalProperties: true },
      details: { type: 'object', additionalProperties: true },
    },
    example: { status: 'ok', info: { store: { status: 'up' } }, error: {}, details: { store: { status: 'up' } } },
  },
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'detail', 'code', 'error', 'requestId'],
    properties: {
      type: text,
      title: text,
      status: { type: 'integer' },
      detail: text,
      code: text,
      error: text,
      requestId: text,
      errors: faults,
      cancelRequested: { type: 'boolean', description: 'To a worker: its run is over because its job was cancelled' },
    },
    example: problemExample(BAD_PROMPT),
  },
};
