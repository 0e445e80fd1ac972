import { JOB_STATUSES, PRIORITIES } from '@fasttrack/contracts';
import { BAD_PROMPT, problemExample } from './problem-examples';

const time = { type: 'string', format: 'date-time' };
const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const status = { type: 'string', enum: JOB_STATUSES };
const counts = {
  type: 'object',
  properties: Object.fromEntries(JOB_STATUSES.map((name) => [name, count])),
  required: JOB_STATUSES,
};

const error = {
  type: 'object',
  required: ['code', 'message', 'retryable'],
  properties: { code: text, message: text, retryable: { type: 'boolean' } },
};

const FACTS = {
  id: { type: 'string', format: 'uuid', description: 'UUIDv7' },
  type: text,
  prompt: text,
  status,
  priority: { type: 'integer', enum: PRIORITIES },
  key: text,
  attempt: { ...count, description: 'Number of the latest run: the fence' },
  attempts: { ...count, description: 'Runs used up' },
  maxAttempts: count,
  scheduledFor: time,
  expiresAt: time,
  expects: { type: 'string', enum: ['json', 'text'] },
  result: { description: 'Any JSON; a string stands byte for byte as it came' },
  resultValid: { type: 'boolean', description: 'false: JSON was asked for and the string does not parse' },
  error,
  progress: { type: 'object', properties: { percent: { type: 'number' }, message: text, at: time } },
  tags: { type: 'array', items: text },
  metadata: { type: 'object', additionalProperties: true },
  retryOf: text,
  retriedAs: text,
  usage: { type: 'object', additionalProperties: true },
  waitingFor: { type: 'object', required: ['reason'], properties: { reason: text, until: time } },
  createdAt: time,
  updatedAt: time,
  startedAt: time,
  completedAt: time,
};
const ALWAYS = [
  'id',
  'type',
  'status',
  'priority',
  'attempt',
  'attempts',
  'maxAttempts',
  'expects',
  'createdAt',
  'updatedAt',
];

const row = {
  id: '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11',
  type: 'prompt',
  prompt: 'Write a haiku about queues',
  status: 'PENDING',
  priority: 3,
  attempt: 0,
  attempts: 0,
  maxAttempts: 3,
  expects: 'json',
  waitingFor: { reason: 'worker' },
  createdAt: '2026-01-22T10:00:00.000Z',
  updatedAt: '2026-01-22T10:00:00.000Z',
};

/** What answers look like, by name; they go into `components.schemas`. */
export const SCHEMAS = {
  Job: {
    type: 'object',
    required: [...ALWAYS, 'payload', 'history'],
    properties: {
      ...FACTS,
      payload: { type: 'object', additionalProperties: true },
      history: {
        type: 'array',
        items: {
          type: 'object',
          required: ['at', 'event', 'to', 'attempt', 'by'],
          properties: { at: time, event: text, from: status, to: status, attempt: count, by: text, note: text },
        },
      },
      historyOmitted: count,
    },
    example: {
      ...row,
      payload: { prompt: row.prompt },
      history: [{ at: row.createdAt, event: 'created', to: 'PENDING', attempt: 0, by: 'api' }],
    },
  },
  Lease: {
    type: 'object',
    required: ['cancelRequested', 'leaseUntil'],
    properties: { cancelRequested: { type: 'boolean' }, leaseUntil: time },
    example: { cancelRequested: false, leaseUntil: '2026-01-22T10:00:15.000Z' },
  },
  JobRows: {
    type: 'array',
    items: { type: 'object', required: ALWAYS, properties: { ...FACTS, truncated: { type: 'boolean' } } },
    example: [row],
  },
  Stats: {
    type: 'object',
    required: ['total', 'byStatus', 'byType'],
    properties: { total: count, byStatus: counts, byType: { type: 'object', additionalProperties: counts } },
    example: {
      total: 1,
      byStatus: { PENDING: 1, PROCESSING: 0, COMPLETED: 0, FAILED: 0, CANCELLED: 0 },
      byType: { prompt: { PENDING: 1, PROCESSING: 0, COMPLETED: 0, FAILED: 0, CANCELLED: 0 } },
    },
  },
  JobTypes: {
    type: 'array',
    items: {
      type: 'object',
      required: ['name', 'title', 'description', 'schema', 'executor'],
      properties: {
        name: text,
        title: text,
        description: text,
        schema: { type: 'object', additionalProperties: true, description: 'JSON Schema 2020-12 of the payload' },
        executor: text,
      },
    },
    example: [
      {
        name: 'prompt',
        title: 'Prompt',
        description: 'A question or order',
        schema: { type: 'object' },
        executor: 'pull',
      },
    ],
  },
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
      errors: {
        type: 'array',
        items: { type: 'object', required: ['pointer', 'detail'], properties: { pointer: text, detail: text } },
      },
      cancelRequested: { type: 'boolean', description: 'To a worker: its run is over because its job was cancelled' },
    },
    example: problemExample(BAD_PROMPT),
  },
};
