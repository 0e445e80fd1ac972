import type { Job } from '@fasttrack/jobs/job';
import type { Simulation } from '@fasttrack/jobs/simulation/simulation';
import { simulatedResult } from './simulated-result';

/** Body of a callback, as any outside worker writes it. */
export type CallbackBody = Readonly<Record<'jobId' | 'attempt' | 'status' | 'result' | 'error', unknown>>;

/** Said of a run that failed because it was told to. */
const FAILED_AS_TOLD = 'The stand-in was told to fail';
const FAILED_FOR_STALE = 'The stand-in was told to call back for this run after the next one began';

/** What the stand-in calls back for a run. */
export function simulatedCallback(job: Job, { fail, malformed, resultBytes }: Simulation, now: Date): CallbackBody {
  if (fail) return failure(job, fail.message ?? FAILED_AS_TOLD, fail.retryable ?? true);
  const result = resultBytes === undefined ? simulatedResult(job, now) : longResult(resultBytes);
  return completion(job, malformed ? result.slice(0, -1) : result);
}

/** What it calls back for the first run when the next one shall be answered in its name. */
export const failureForStale = (job: Job): CallbackBody => failure(job, FAILED_FOR_STALE, true);

/** The same answer in the name of the run before. */
export const ofRunBefore = (body: CallbackBody, { attempt }: Job): CallbackBody => ({ ...body, attempt: attempt - 1 });

const completion = ({ id: jobId, attempt }: Job, result: string): CallbackBody => ({
  ...{ jobId, attempt, status: 'COMPLETED', result },
  error: undefined,
});

const failure = ({ id: jobId, attempt }: Job, message: string, retryable: boolean): CallbackBody => ({
  ...{ jobId, attempt, status: 'FAILED', error: { message, retryable } },
  result: undefined,
});

/** A JSON string of so many bytes; shorter than its quotes it is a number. */
const longResult = (bytes: number): string => (bytes < 2 ? '1' : `"${'x'.repeat(bytes - 2)}"`);
