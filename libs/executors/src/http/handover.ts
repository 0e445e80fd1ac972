import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { VERSION } from '@fasttrack/foundation/process/version';
import { callbackToken } from '@fasttrack/foundation/signing/callback-token';
import { signMessage } from '@fasttrack/foundation/signing/webhook-signature';
import type { Job } from '@fasttrack/jobs/job';

/** A token is good for longer than its run: who calls back late is told so, and not that nobody knows him. */
const TOKEN_GRACE_MS = 3_600_000;

/** One job as it is sent to a target. */
export interface Handover {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Until when the target may call back. */
  readonly deadline: Date;
  /** What must not be repeated in the words about a failure. */
  readonly secrets: readonly string[];
}

type Settings = Pick<AppConfig, 'http' | 'webhookSecrets' | 'callbackTimeoutMs'>;

/** The message that hands a job over: with an address for the answer, and signed by every secret. */
export function handoverOf(
  job: Job,
  { http, webhookSecrets, callbackTimeoutMs }: Settings,
  authorization: Readonly<Record<string, string>>,
  now: Date,
): Handover {
  const deadline = job.lease?.deadline ?? new Date(now.getTime() + callbackTimeoutMs);
  const expiresAt = new Date(deadline.getTime() + TOKEN_GRACE_MS);
  const token = callbackToken({ jobId: job.id, attempt: job.attempt, expiresAt }, webhookSecrets[0]);
  const callback = { url: `${http.baseUrl}/webhook/callback/${token}`, token, expiresAt: deadline.toISOString() };
  const body = JSON.stringify({ job: factsOf(job), callback });
  const signature = signMessage(`${job.id}_${job.attempt}`, now, body, webhookSecrets);
  const headers = {
    ...authorization,
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': `FastTrack/${VERSION}`,
    'idempotency-key': job.id,
    'x-job-attempt': String(job.attempt),
    ...signature,
  };
  return { headers, body, deadline, secrets: [token, ...Object.values(authorization)] };
}

/** What a worker needs to know, and nothing of what happened before. */
function factsOf(job: Job): object {
  const { id, type, payload, priority, key, attempt, maxAttempts, expects, tags, metadata } = job;
  const { prompt } = payload;
  return {
    id,
    type,
    ...(type === 'prompt' && { prompt }),
    payload,
    priority,
    key,
    attempt,
    maxAttempts,
    expects,
    tags,
    metadata,
    createdAt: job.createdAt.toISOString(),
  };
}
