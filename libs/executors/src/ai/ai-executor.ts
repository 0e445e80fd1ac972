import type { Clock } from '@fasttrack/foundation/clock/clock';
import type { AiSettings, AppConfig } from '@fasttrack/foundation/config/app-config';
import { backoffMs, USUAL_BACKOFF } from '@fasttrack/jobs/backoff';
import type { Job } from '@fasttrack/jobs/job';
import type { TypeHolds } from '@fasttrack/jobs/type-holds';
import type OpenAI from 'openai';
import type { Agent } from 'undici';
import type { Outcome } from '../executor.port';
import { Executor } from '../executor.port';
import { targetAgent } from '../target/target-agent';
import { TargetGate } from '../target/target-gate';
import type { Meaning } from '../target/meaning';
import { answerMeaning } from './ai-answer';
import { aiClient } from './ai-client';
import { aiFailureOf } from './ai-failure';
import { questionOf } from './question';

/** Longest time for an answer, where the type of the job sets none. */
const ANSWER_MAX_MS = 10 * 60_000;

/** Who asks, and by what it knows time and tells of a model that takes nothing. */
export interface Asker {
  readonly config: AppConfig;
  readonly ai: AiSettings;
  readonly clock: Clock;
  readonly holds: TypeHolds;
  /** What each type is, in the words of whoever described it. */
  readonly descriptions: ReadonlyMap<string, string>;
}

/** A job of a type that no model answers. No request meets it: whoever hands out jobs asks first what is taken. */
class NoModelError extends Error {
  readonly code = 'executor.no-model';

  constructor(type: string) {
    super(`No model answers jobs of the type ${type}`);
    this.name = 'NoModelError';
  }
}

/** Has the jobs of some types answered by one model. Each model has slots of its own: servers limit them one by one. */
export class AiExecutor extends Executor {
  readonly name = 'openai';
  readonly slots: number;
  private readonly types: readonly string[];
  private readonly label: string;
  private readonly agent: Agent;
  private readonly client: OpenAI;
  private readonly gate: TargetGate;

  constructor(
    model: string,
    private readonly asker: Asker,
  ) {
    super();
    const { config, ai, clock, holds } = asker;
    this.slots = config.sending.slotsPerTarget;
    this.types = [...ai.types].filter(([, type]) => type.model === model).map(([type]) => type);
    this.label = `${model} of ${new URL(ai.server.url).host}`;
    // A model thinks for as long as it wants before it says a word.
    this.agent = targetAgent(config, 0);
    this.client = aiClient(ai, model, this.agent);
    this.gate = new TargetGate({ name: this.label, types: this.types, clock, holds });
  }

  override takes(type: string): boolean {
    return this.types.includes(type);
  }

  override room(free: number): number {
    return this.gate.room(free);
  }

  execute(job: Job, signal: AbortSignal): Promise<Outcome> {
    return this.gate.pass(() => this.ask(job, signal));
  }

  /** Drops all connections. */
  close(): Promise<void> {
    return this.agent.destroy();
  }

  private async ask(job: Job, run: AbortSignal): Promise<Meaning> {
    const { ai, clock, descriptions } = this.asker;
    const type = ai.types.get(job.type);
    if (!type) throw new NoModelError(job.type);
    const limit = new AbortController();
    // A run with a deadline is stopped there.
    const timer = job.lease?.deadline
      ? undefined
      : setTimeout(() => {
          limit.abort();
        }, ANSWER_MAX_MS);
    try {
      const question = questionOf(job, type, descriptions.get(job.type));
      const answer: unknown = await this.client.chat.completions.create(question, {
        signal: AbortSignal.any([run, limit.signal]),
        headers: { 'x-client-request-id': `${job.id}_${job.attempt}` },
      });
      return answerMeaning(answer, this.label);
    } catch (error) {
      const waitMs = backoffMs(USUAL_BACKOFF, job.attempt);
      return aiFailureOf(error, {
        host: this.label,
        run,
        answerBy: limit.signal,
        key: ai.server.key,
        now: clock.now(),
        waitMs,
      });
    } finally {
      clearTimeout(timer);
    }
  }
}
