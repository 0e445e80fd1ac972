import type { OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import type { Job } from '@fasttrack/jobs/job';
import { ChangeBell } from '@fasttrack/jobs/change-bell.port';
import { JobStore } from '@fasttrack/jobs/job-store.port';

interface HeldLease {
  readonly attempt: number;
  readonly controller: AbortController;
  readonly timeout: NodeJS.Timeout | undefined;
}

/** Node's timers go no further; a longer run is ended by the sweepers alone. */
const TIMER_MAX_MS = 2 ** 31 - 1;

/** Renews all leases of this process by one heartbeat, and tells a run when its job is no longer its own. */
@Injectable()
export class Leases implements OnModuleInit {
  private readonly logger = new Logger('Leases');
  private readonly held = new Map<string, HeldLease>();
  private timer: NodeJS.Timeout | undefined;
  private renewing: Promise<void> | undefined;

  constructor(
    private readonly store: JobStore,
    private readonly bell: ChangeBell,
    private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.bell.endings$.subscribe(({ jobId, to }) => {
      if (to === 'CANCELLED') this.abort(jobId, 'cancelled');
    });
  }

  /** Starts to renew this claim. The signal aborts when the job is cancelled, lost, given back, or takes too long. */
  hold(job: Job): AbortSignal {
    const { id, attempt } = job;
    const controller = new AbortController();
    // An older run of the job may still go on here: it has lost it.
    this.abort(id, 'lost');
    clearTimeout(this.held.get(id)?.timeout);
    this.held.set(id, { attempt, controller, timeout: abortAtDeadline(job, controller) });
    this.timer ??= setInterval(() => {
      this.renewing ??= this.renew().finally(() => {
        this.renewing = undefined;
      });
    }, this.config.leaseMs / 3);
    return controller.signal;
  }

  /** Stops renewing; the run is over. */
  release({ id, attempt }: Job): void {
    const lease = this.held.get(id);
    if (lease?.attempt === attempt) {
      clearTimeout(lease.timeout);
      this.held.delete(id);
    }
    if (this.held.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Aborts every run that is still going; they are renewed until released. */
  abortAll(reason: string): void {
    for (const id of this.held.keys()) this.abort(id, reason);
  }

  private abort(id: string, reason: string): void {
    this.held.get(id)?.controller.abort(reason);
  }

  private async renew(): Promise<void> {
    const claims = [...this.held].map(([id, { attempt }]) => ({ id, attempt, leaseMs: this.config.leaseMs }));
    try {
      const outcomes = await this.store.renew(claims);
      claims.forEach(({ id, attempt }, index) => {
        // A newer run of the job may have begun here while the store answered.
        if (outcomes[index] === 'lost' && this.held.get(id)?.attempt === attempt) this.abort(id, 'lost');
      });
    } catch (error) {
      this.logger.warn({ msg: 'leases not renewed', held: claims.length, err: error });
    }
  }
}

/** How long the run may take is reckoned from the claim by the store's time, and waited for by this process's. */
function abortAtDeadline({ lease, startedAt }: Job, controller: AbortController): NodeJS.Timeout | undefined {
  const ms = lease?.deadline && startedAt ? lease.deadline.getTime() - startedAt.getTime() : Infinity;
  if (ms > TIMER_MAX_MS) return undefined;
  return setTimeout(() => {
    controller.abort('timeout');
  }, ms);
}
