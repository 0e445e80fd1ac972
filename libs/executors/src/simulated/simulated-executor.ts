import { setTimeout as delay } from 'node:timers/promises';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { JobErrorCode } from '@fasttrack/contracts';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import type { Job } from '@fasttrack/jobs/job';
import { Agent, request } from 'undici';
import type { Outcome } from '../executor.port';
import { Executor } from '../executor.port';
import { simulatedResult } from './simulated-result';

/** Answers that ask us to come again later. */
const WAIT_STATUSES = [429, 503];
const ANSWER_TIMEOUT_MS = 30_000;
const WAIT_MAX_MS = 5 * 60_000;
const WAIT_DEFAULT_MS = 1000;

/**
 * The built-in stand-in for an n8n workflow: waits `SIMULATED_DELAY_MS`, then POSTs a made-up result to
 * `BASE_URL/webhook/callback` with the shared secret, as any outside worker would. It never touches the store.
 */
@Injectable()
export class SimulatedExecutor extends Executor implements OnApplicationShutdown {
  readonly name = 'simulated';
  readonly slots = 1000;
  private readonly agent = new Agent({
    connections: 32,
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  });

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {
    super();
  }

  async execute(job: Job, signal: AbortSignal): Promise<Outcome> {
    try {
      await delay(this.config.simulatedDelayMs, undefined, { signal });
      const { statusCode, headers, body } = await this.callBack(job, signal);
      await body.dump();
      return this.outcomeOf(statusCode, headers['retry-after']);
    } catch (error) {
      return retry(
        'unreachable',
        `The callback did not get through: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }

  private callBack(job: Job, signal: AbortSignal): ReturnType<typeof request> {
    return request(`${this.config.http.baseUrl}/webhook/callback`, {
      method: 'POST',
      dispatcher: this.agent,
      signal,
      headers: { 'content-type': 'application/json', 'x-shared-secret': this.config.webhookSecrets[0] },
      body: JSON.stringify({
        jobId: job.id,
        attempt: job.attempt,
        status: 'COMPLETED',
        result: simulatedResult(job, this.clock.now()),
      }),
    });
  }

  private outcomeOf(status: number, retryAfter: string | string[] | undefined): Outcome {
    if (status >= 200 && status < 300) {
      return { kind: 'accepted', deadline: new Date(this.clock.now().getTime() + this.config.callbackTimeoutMs) };
    }
    const said = `The callback was answered with status ${status}`;
    if (WAIT_STATUSES.includes(status)) {
      return { ...retry('rate_limited', said), afterMs: waitMs(retryAfter), countsAsAttempt: false };
    }
    if (status >= 500) return retry('unreachable', said);
    return { kind: 'give-up', error: { code: 'rejected', message: said, retryable: false } };
  }
}

function retry(code: JobErrorCode, message: string): Extract<Outcome, { kind: 'retry' }> {
  return { kind: 'retry', error: { code, message, retryable: true }, countsAsAttempt: true };
}

/** `Retry-After` in seconds (RFC 9110, 10.2.3), within bounds. */
function waitMs(header: string | string[] | undefined): number {
  const seconds = typeof header === 'string' && /^\d+$/.test(header) ? Number(header) : NaN;
  return Number.isNaN(seconds) ? WAIT_DEFAULT_MS : Math.min(WAIT_MAX_MS, seconds * 1000);
}
