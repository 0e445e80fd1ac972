import { CALLBACK_BODY_KEPT_BYTES, CALLBACK_VERDICTS } from '@fasttrack/contracts';

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const accepted = {
  id: '019a0f5e-8b00-7d4f-9a63-4e2f1b0c8d33',
  at: '2026-01-22T10:00:05.000Z',
  verdict: 'accepted',
  jobId: '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11',
  attempt: 1,
  proof: 'secret',
  address: '10.0.0.7',
  path: '/webhook/callback',
  status: 200,
  requestId: '019a0f5e-8afe-7a01-8f3b-5c6d7e8f9a0b',
  body: '{"jobId":"019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11","attempt":1,"result":"{\\"success\\":true}"}',
};

/** What `GET /callbacks` answers. */
export const CALLBACK_ENTRIES = {
  type: 'array',
  items: {
    type: 'object',
    required: ['id', 'at', 'verdict', 'address', 'path', 'status'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      at: { type: 'string', format: 'date-time' },
      verdict: { type: 'string', enum: [...CALLBACK_VERDICTS] },
      jobId: { ...text, description: 'The job that it named, known or not' },
      attempt: { type: 'integer', description: 'The run that it named, or was taken for' },
      proof: { type: 'string', enum: ['secret', 'signature', 'token'] },
      address: text,
      path: { ...text, description: 'The route: a token is not kept' },
      status: { type: 'integer', description: 'Status of the answer' },
      requestId: text,
      body: { ...text, description: `How the body began, at most ${CALLBACK_BODY_KEPT_BYTES} bytes` },
      truncated: { type: 'boolean', description: 'true: the body was longer' },
      leftOut: { ...count, description: 'Calls like this one, right before it, that have no entry of their own' },
    },
  },
  example: [accepted],
};
