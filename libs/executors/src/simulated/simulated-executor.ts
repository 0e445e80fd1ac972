import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import type { Job } from '@fasttrack/jobs/job';
import type { Simulation } from '@fasttrack/jobs/simulation/simulation';
import { Simulations } from '@fasttrack/jobs/simulation/simulations';
import type { Outcome } from '../executor.port';
import { Executor } from '../executor.port';
import { outcomeOf, unreachable } from './callback-outcome';
import { CallbackSender } from './callback-sender';
import type { CallbackBody } from './simulated-callback';
import { failureForStale, ofRunBefore, simulatedCallback } from './simulated-callback';

/** How long after its deadline a late answer comes: by then a sweeper has ended the run. */
const LATE_MS = 3000;
const TIMER_MAX_MS = 2 ** 31 - 1;

/**
 * The built-in stand-in for an n8n workflow: waits `SIMULATED_DELAY_MS`, then POSTs a made-up result to
 * `BASE_URL/webhook/callback` with the shared secret, as any outside worker would. It never touches the store. A job may
 * direct it to misbehave.
 */
@Injectable()
export class SimulatedExecutor extends Executor implements OnApplicationShutdown {
  readonly name = 'simulated';
  readonly slots = 1000;
  private readonly logger = new Logger('StandIn');
  private readonly sender: CallbackSender;
  private readonly stopping = new AbortController();

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly simulations: Simulations,
  ) {
    super();
    this.sender = new CallbackSender(config);
    // Every late answer listens.
    setMaxListeners(0, this.stopping.signal);
  }

  async execute(job: Job, signal: AbortSignal): Promise<Outcome> {
    const simulation = this.simulations.of(job);
    try {
      await delay(simulation.delayMs ?? this.config.simulatedDelayMs, undefined, { signal });
      return await this.answer(job, simulation, signal);
    } catch (error) {
      return unreachable(`The callback did not get through: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.sender.close();
  }

  private async answer(job: Job, simulation: Simulation, signal: AbortSignal): Promise<Outcome> {
    const { callback, deadlineMs = this.config.callbackTimeoutMs } = simulation;
    const now = this.clock.now();
    const deadline = job.lease?.deadline ?? new Date(now.getTime() + deadlineMs);
    const body = simulatedCallback(job, simulation, now);
    if (callback === 'late') this.answerBehind(deadline, body);
    if (callback === 'late' || callback === 'silent') return { kind: 'accepted', deadline };
    if (callback === 'stale' && job.attempt === 1) return this.callBack(failureForStale(job), signal);
    if (callback === 'stale') await this.sender.send(ofRunBefore(body, job), signal);
    if (callback === 'forged') await this.sender.send(body, signal, true);
    const outcome = await this.callBack(body, signal);
    if (callback === 'duplicate') await this.sender.send(body, signal);
    return outcome;
  }

  private async callBack(body: CallbackBody, signal: AbortSignal): Promise<Outcome> {
    const answer = await this.sender.send(body, signal);
    return outcomeOf(answer, new Date(this.clock.now().getTime() + this.config.callbackTimeoutMs));
  }

  /** The run is over for this process long before: nobody waits for this answer, nor is it given once the process ends. */
  private answerBehind(deadline: Date, body: CallbackBody): void {
    const waitMs = Math.min(TIMER_MAX_MS, deadline.getTime() - this.clock.now().getTime() + LATE_MS);
    const { signal } = this.stopping;
    delay(waitMs, undefined, { signal, ref: false })
      .then(() => this.sender.send(body, signal))
      .catch((error: unknown) => {
        this.logger.debug({ msg: 'late answer not given', err: error });
      });
  }
}
