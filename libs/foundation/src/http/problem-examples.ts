import { STATUS_CODES } from 'node:http';
import type { FieldFault, Problem } from '@fasttrack/contracts';
import { WORDS_TO_CALLERS, WORDS_TO_WORKERS } from '../errors/key.errors';
import { rateWords } from '../errors/rate.errors';
import { JSON_ONLY } from './json-body';

/** Documented statuses of problems. */
export type ProblemStatus = 400 | 401 | 404 | 409 | 413 | 415 | 422 | 429 | 503;

/** What tells one problem from another in an example. */
export interface ProblemCase {
  readonly status: ProblemStatus;
  readonly code: string;
  readonly detail: string;
  readonly error?: string;
  readonly errors?: readonly FieldFault[];
}

const ID = '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11';

/** The usual problem of each status. */
export const USUAL_PROBLEM: Readonly<Record<ProblemStatus, Omit<ProblemCase, 'status'>>> = {
  400: {
    code: 'request.invalid',
    detail: 'page is not known here',
    errors: [{ pointer: '?page', detail: 'page is not known here' }],
  },
  401: {
    code: 'callback.unauthorized',
    detail: 'This callback carries no valid secret, signature or token',
    error: 'Unauthorized',
  },
  404: { code: 'job.not-found', detail: `Job ${ID} does not exist` },
  409: { code: 'job.not-allowed', detail: `Job ${ID} is COMPLETED and cannot be cancelled` },
  413: { code: 'request.payload-too-large', detail: 'The body is too large: it may have 1048576 bytes at most' },
  415: { code: 'request.unsupported-media-type', detail: JSON_ONLY },
  422: {
    code: 'idempotency.key-reused',
    detail: 'This Idempotency-Key was used for another request; send the same body to the same path, or use a new key',
  },
  429: { code: 'rate.exceeded', detail: rateWords(60, 12) },
  503: { code: 'store.unavailable', detail: 'The job store is not available; nothing was acknowledged' },
};

/** A body without a good prompt. */
export const BAD_PROMPT: ProblemCase = {
  status: 400,
  code: 'request.invalid',
  detail: 'prompt must not be blank',
  errors: [{ pointer: '/prompt', detail: 'prompt must not be blank' }],
};

/** A batch without a job. */
export const EMPTY_BATCH: ProblemCase = {
  status: 400,
  code: 'request.invalid',
  detail: 'jobs must hold at least one job',
  errors: [{ pointer: '/jobs', detail: 'jobs must hold at least one job' }],
};

/** A request without a key of `API_KEYS`. */
export const NO_API_KEY: ProblemCase = {
  status: 401,
  code: 'key.required',
  detail: WORDS_TO_CALLERS.required,
  error: 'Unauthorized',
};

/** A key whose job was removed. */
export const KEYED_JOB_GONE: ProblemCase = {
  status: 409,
  code: 'idempotency.job-gone',
  detail: 'What was submitted under this Idempotency-Key is kept no longer; use a new key to submit it again',
};

const OPERATION_ID = '019a0f5e-8b00-7d4f-9a63-4e2f1b0c8d22';

/** An action on many jobs that does not say on which. */
export const BAD_BULK: ProblemCase = {
  status: 400,
  code: 'request.invalid',
  detail: 'either ids or filter must be given, and not both',
  errors: [{ pointer: '', detail: 'either ids or filter must be given, and not both' }],
};

/** More operations than may run at the same time. */
export const TOO_MANY_OPERATIONS: ProblemCase = {
  status: 409,
  code: 'operation.too-many',
  detail: '20 operations are running: wait for one to end, or abort one',
};

/** An operation that nobody knows. */
export const UNKNOWN_OPERATION: ProblemCase = {
  status: 404,
  code: 'operation.not-found',
  detail: `Operation ${OPERATION_ID} does not exist`,
};

/** An operation that has ended already. */
export const ENDED_OPERATION: ProblemCase = {
  status: 409,
  code: 'operation.ended',
  detail: `Operation ${OPERATION_ID} is COMPLETED and cannot be aborted`,
};

/** A request of a pull worker without a key. */
export const NO_WORKER_KEY: ProblemCase = { ...NO_API_KEY, detail: WORDS_TO_WORKERS.required };

/** A callback that names no job. */
export const MALFORMED_CALLBACK: ProblemCase = {
  status: 400,
  code: 'callback.malformed',
  detail: 'jobId must be a string',
  errors: [{ pointer: '/jobId', detail: 'jobId must be a string' }],
};

/** A callback of a run that another one has followed. */
export const STALE_CALLBACK: ProblemCase = {
  status: 409,
  code: 'callback.stale-attempt',
  detail: `Job ${ID} is at attempt 2; this callback is for attempt 1`,
};

/** What a worker says about a run that another one has followed. */
export const STALE_RUN: ProblemCase = {
  status: 409,
  code: 'run.stale-attempt',
  detail: `Job ${ID} is at attempt 2; this is about attempt 1`,
};

/** The whole answer of a case. */
export const problemExample = ({ status, code, detail, error = detail, errors }: ProblemCase): Problem => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail,
  code,
  error,
  requestId: '019a0f5e-7a10-7b21-9c44-5d0e8f6a2b13',
  ...(errors && { errors }),
});
