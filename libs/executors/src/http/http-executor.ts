import { Logger } from '@nestjs/common';
import type { Clock } from '@fasttrack/foundation/clock/clock';
import type { AppConfig, Target } from '@fasttrack/foundation/config/app-config';
import { backoffMs, USUAL_BACKOFF } from '@fasttrack/jobs/backoff';
import type { Job } from '@fasttrack/jobs/job';
import type { TypeHolds } from '@fasttrack/jobs/type-holds';
import { Agent, request } from 'undici';
import type { Outcome } from '../executor.port';
import { Executor } from '../executor.port';
import type { Answer, Verdict } from './answer';
import { isAccepted, verdictOf } from './answer';
import { failureOf } from './failure';
import type { Handover } from './handover';
import { handoverOf } from './handover';
import { readBody } from './read-body';
import { TargetHealth } from './target-health';

const CONNECT_TIMEOUT_MS = 10_000;

/** Who sends, and by what it knows time and tells of a target that takes nothing. */
export interface Sender {
  readonly config: AppConfig;
  readonly clock: Clock;
  readonly holds: TypeHolds;
}

/**
 * Sends the jobs of some types to one target, an n8n webhook or any other HTTP worker, which answers at once that it has
 * the job, and calls back with the result. Each target has slots of its own: one that hangs delays no other.
 */
export class HttpExecutor extends Executor {
  readonly name = 'n8n';
  readonly slots: number;
  private readonly logger = new Logger('Target');
  private readonly host: string;
  private readonly agent: Agent;
  private readonly health: TargetHealth;
  private isHeld = false;

  constructor(
    private readonly target: Target,
    private readonly types: readonly string[],
    private readonly sender: Sender,
  ) {
    super();
    const { sending, callbackMaxBytes } = sender.config;
    this.slots = sending.slotsPerTarget;
    this.host = new URL(target.url).host;
    this.health = new TargetHealth(sender.clock);
    this.agent = new Agent({
      connections: this.slots,
      pipelining: 1,
      connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, sending.answerTimeoutMs) },
      headersTimeout: sending.answerTimeoutMs,
      bodyTimeout: sending.answerTimeoutMs,
      maxResponseSize: callbackMaxBytes,
    });
  }

  override takes(type: string): boolean {
    return this.types.includes(type);
  }

  override room(free: number): number {
    return this.health.room(free);
  }

  async execute(job: Job, signal: AbortSignal): Promise<Outcome> {
    const tell = this.health.send();
    const { outcome, sign, askedMs } = await this.send(job, signal);
    tell(sign);
    if (askedMs !== undefined) this.health.ask(askedMs);
    this.showHold();
    return outcome;
  }

  /** Drops all connections. */
  close(): Promise<void> {
    return this.agent.destroy();
  }

  private async send(job: Job, signal: AbortSignal): Promise<Verdict> {
    const { config, clock } = this.sender;
    // One limit for all of it: a target that sends a byte now and then never runs into those of the connection.
    const answerBy = AbortSignal.timeout(config.sending.answerTimeoutMs);
    const message = handoverOf(job, config, this.target.headers, clock.now());
    try {
      const answer = await this.post(message, AbortSignal.any([signal, answerBy]));
      const waitMs = backoffMs(USUAL_BACKOFF, job.attempt);
      return verdictOf(answer, { host: this.host, now: clock.now(), deadline: message.deadline, waitMs });
    } catch (error) {
      return failureOf(error, { host: this.host, run: signal, answerBy });
    }
  }

  private async post({ headers, body, secrets }: Handover, signal: AbortSignal): Promise<Answer> {
    const answer = await request(this.target.url, {
      method: 'POST',
      dispatcher: this.agent,
      headers,
      body,
      signal,
    });
    const status = answer.statusCode;
    return {
      status,
      contentType: String(answer.headers['content-type'] ?? ''),
      retryAfter: answer.headers['retry-after'],
      body: await readBody(answer.body, isAccepted(status) ? 'whole' : 'beginning', secrets),
    };
  }

  /** Says where it can be seen that nothing is sent, and that it is again. */
  private showHold(): void {
    const until = this.health.heldUntil;
    const message = this.health.isFailing ? 'keeps failing' : 'asked to wait';
    for (const type of this.types)
      this.sender.holds.set(
        type,
        until && { until, message: `${this.host} ${message}; nothing is sent to it until then` },
      );
    if ((until !== null) === this.isHeld) return;
    this.isHeld = until !== null;
    if (until) this.logger.warn({ msg: `target ${message}`, target: this.host, until: until.toISOString() });
    else this.logger.log({ msg: 'target takes jobs again', target: this.host });
  }
}
