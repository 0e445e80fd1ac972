import type { Clock } from '@fasttrack/foundation/clock/clock';
import type { AppConfig, Target } from '@fasttrack/foundation/config/app-config';
import { backoffMs, USUAL_BACKOFF } from '@fasttrack/jobs/backoff';
import type { Job } from '@fasttrack/jobs/job';
import type { TypeHolds } from '@fasttrack/jobs/type-holds';
import type { Agent } from 'undici';
import { request } from 'undici';
import type { Outcome } from '../executor.port';
import { Executor } from '../executor.port';
import { failureOf } from '../target/failure';
import { targetAgent } from '../target/target-agent';
import { TargetGate } from '../target/target-gate';
import type { Meaning } from '../target/meaning';
import type { Answer } from './answer';
import { isAccepted, meaningOf } from './answer';
import type { Handover } from './handover';
import { handoverOf } from './handover';
import { readBody } from './read-body';

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
  private readonly host: string;
  private readonly agent: Agent;
  private readonly gate: TargetGate;

  constructor(
    private readonly target: Target,
    private readonly types: readonly string[],
    private readonly sender: Sender,
  ) {
    super();
    const { config, clock, holds } = sender;
    this.slots = config.sending.slotsPerTarget;
    this.host = new URL(target.url).host;
    this.gate = new TargetGate({ name: this.host, types, clock, holds });
    this.agent = targetAgent(config, config.sending.answerTimeoutMs);
  }

  override takes(type: string): boolean {
    return this.types.includes(type);
  }

  override room(free: number): number {
    return this.gate.room(free);
  }

  execute(job: Job, signal: AbortSignal): Promise<Outcome> {
    return this.gate.pass(() => this.send(job, signal));
  }

  /** Drops all connections. */
  close(): Promise<void> {
    return this.agent.destroy();
  }

  private async send(job: Job, signal: AbortSignal): Promise<Meaning> {
    const { config, clock } = this.sender;
    // One limit for all of it: a target that sends a byte now and then never runs into those of the connection.
    const answerBy = AbortSignal.timeout(config.sending.answerTimeoutMs);
    const message = handoverOf(job, config, this.target.headers, clock.now());
    try {
      const answer = await this.post(message, AbortSignal.any([signal, answerBy]));
      const waitMs = backoffMs(USUAL_BACKOFF, job.attempt);
      return meaningOf(answer, { host: this.host, now: clock.now(), deadline: message.deadline, waitMs });
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
}
