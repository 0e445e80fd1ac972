import { JOB_STATUSES, PRIORITIES, TITLE_LENGTH } from '@fasttrack/contracts';
import { errorCode, eventName, waitReason } from './openapi-job-words';
import { BAD_PROMPT } from './problem-examples';

const time = { type: 'string', format: 'date-time' };
const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const status = { type: 'string', enum: JOB_STATUSES };
/** Faults of a request, field by field. */
export const faults = {
  type: 'array',
  items: { type: 'object', required: ['pointer', 'detail'], properties: { pointer: text, detail: text } },
};
const error = {
  type: 'object',
  required: ['code', 'message', 'retryable'],
  properties: { code: errorCode, message: text, retryable: { type: 'boolean' } },
};
/** Why something has not happened yet. */
export const waitingFor = {
  type: 'object',
  required: ['reason'],
  properties: { reason: waitReason, until: time, cap: count, message: text },
};

const FACTS = {
  id: { type: 'string', format: 'uuid', description: 'UUIDv7' },
  type: text,
  prompt: text,
  title: {
    ...text,
    maxLength: TITLE_LENGTH,
    description: 'A line of the payload that tells the job from others of its type; absent on prompt jobs',
  },
  status,
  priority: { type: 'integer', enum: PRIORITIES },
  key: { ...text, description: 'Whose job it is: equal turns between keys within a priority' },
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
  retryOf: { ...text, description: 'Id of the job whose payload this one corrects' },
  retriedAs: { ...text, description: 'Id of the job that took its place' },
  usage: { type: 'object', additionalProperties: true },
  waitingFor,
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

const { prompt, ...common } = row;
const emailRow = { ...common, id: '019a0f5e-7700-7a1d-9c64-5b2e8d1f3a90', type: 'email', title: 'Your invoice of May' };

const job = {
  ...row,
  payload: { prompt },
  history: [{ at: row.createdAt, event: 'created', to: 'PENDING', attempt: 0, by: 'api' }],
};

/** What answers about jobs look like, by name. */
export const JOB_SCHEMAS = {
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
          properties: { at: time, event: eventName, from: status, to: status, attempt: count, by: text, note: text },
        },
      },
      historyOmitted: count,
    },
    example: job,
  },
  JobRows: {
    type: 'array',
    items: { type: 'object', required: ALWAYS, properties: { ...FACTS, truncated: { type: 'boolean' } } },
    example: [emailRow, row],
  },
  BatchOutcomes: {
    type: 'array',
    description: 'One for each job of the batch, in order',
    items: {
      oneOf: [
        {
          type: 'object',
          required: ['status', 'job'],
          properties: { status: { const: 201 }, job: { $ref: '#/components/schemas/Job' } },
        },
        {
          type: 'object',
          required: ['status', 'error', 'errors'],
          properties: { status: { const: 400 }, error: text, errors: faults },
        },
      ],
    },
    example: [
      { status: 201, job },
      { status: 400, error: BAD_PROMPT.detail, errors: BAD_PROMPT.errors },
    ],
  },
};
