import type { JobErrorCode, JobEventName, WaitingFor } from '@fasttrack/contracts';

/** A text that is one of the names, with what each of them means; typed so that none is forgotten. */
const wordOf = <Name extends string>(meanings: Readonly<Record<Name, string>>): object => ({
  type: 'string',
  enum: Object.keys(meanings),
  description: Object.entries<string>(meanings)
    .map(([name, meaning]) => `\`${name}\`: ${meaning}`)
    .join('; '),
});

/** Schema of the code of a job's error. */
export const errorCode = wordOf<JobErrorCode>({
  worker_error: 'its worker said so',
  timeout: 'the run took too long',
  lease_expired: 'the worker fell silent',
  rejected: 'the target does not want the job',
  unreachable: 'the target did not answer, or with 5xx',
  rate_limited: 'the target asked to wait',
  invalid_input: 'the payload is of no use to the worker',
  expired: 'nobody ran it before expiresAt',
});

/** Schema of the name of an event in a job's history. */
export const eventName = wordOf<JobEventName>({
  created: 'it was submitted',
  claimed: 'a worker began a run',
  handed_over: 'the worker took it over and will call back',
  completed: 'it ended with a result',
  run_failed: 'a run failed and another one follows',
  put_back: 'a run ended without being used up',
  failed: 'it ended without a result',
  cancelled: 'somebody stopped it',
  retried: 'somebody asked for it again',
});

/** Schema of the reason for which a job waits. */
export const waitReason = wordOf<WaitingFor['reason']>({
  schedule: 'it is not due yet',
  backoff: 'its last run failed',
  worker: 'no worker has taken it yet',
  cap: 'enough jobs of its type run',
  paused: 'its type is paused',
  target: 'its target takes no jobs at the moment',
  callback: 'its worker will call back',
});
