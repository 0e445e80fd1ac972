import type { JobRowView, JobView, WaitingFor } from '@fasttrack/contracts';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { Injectable, Logger } from '@nestjs/common';
import type { Job } from '../job';
import type { JobExcerpt } from '../job-store.port';
import { roomFor } from '../job-types/type-limits';
import type { TypeState } from '../job-types/type-states';
import { TypeStates } from '../job-types/type-states';
import { TypeHolds } from '../type-holds';
import { WorkerPresence } from '../worker-presence';
import { isDue, toJobView, toRowView } from './job-view';

/** What changes in the meantime is told by the next answer: these answers have no version. */
const STATE_AGE_MS = 1000;
const NOTHING: TypeState = { paused: new Set(), caps: new Map(), running: new Map() };

/** Shows jobs, with what those that are due wait for. How their types are is looked up once for an answer, if at all. */
@Injectable()
export class JobViews {
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly states: TypeStates,
    private readonly holds: TypeHolds,
    private readonly presence: WorkerPresence,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** The job as an answer about a change shows it. Never rejects: the change is durable, whatever can be read now. */
  async of(job: Job): Promise<JobView> {
    const [view] = await this.all([job]);
    return view as JobView;
  }

  /** The same for many jobs. */
  async all(jobs: readonly Job[]): Promise<JobView[]> {
    const now = this.clock.now();
    const state = await this.stateFor(jobs, now, () => this.states.within(STATE_AGE_MS)).catch((error: unknown) => {
      this.logger.warn({ msg: 'job types not read', err: error });
      return NOTHING;
    });
    return jobs.map((job) => toJobView(job, now, (type) => this.reason(type, state)));
  }

  /** The job as of now: an answer that is kept until its version changes. */
  async current(job: Job): Promise<JobView> {
    const now = this.clock.now();
    const state = await this.stateFor([job], now, () => this.states.now());
    return toJobView(job, now, (type) => this.reason(type, state));
  }

  /** The rows of a list, as of now. */
  async rows(rows: readonly JobExcerpt[]): Promise<JobRowView[]> {
    const now = this.clock.now();
    const state = await this.stateFor(rows, now, () => this.states.now());
    return rows.map((row) => toRowView(row, now, (type) => this.reason(type, state)));
  }

  private async stateFor(
    jobs: readonly Pick<Job, 'status' | 'dueAt'>[],
    now: Date,
    read: () => Promise<TypeState>,
  ): Promise<TypeState> {
    return jobs.some((job) => isDue(job, now)) ? read() : NOTHING;
  }

  private reason(type: string, state: TypeState): WaitingFor {
    if (state.paused.has(type)) return { reason: 'paused' };
    const cap = state.caps.get(type);
    if (cap !== undefined && roomFor(type, state.running.get(type) ?? 0, state) === 0) return { reason: 'cap', cap };
    const hold = this.holds.of(type);
    if (hold) return { reason: 'target', until: hold.until.toISOString(), message: hold.message };
    const message = this.whyNobody(type);
    return { reason: 'worker', ...(message !== undefined && { message }) };
  }

  /** Where this process is the only one, it knows when no worker takes a type. */
  private whyNobody(type: string): string | undefined {
    const { storage, worker, executors } = this.config;
    const isPushed = (executors.get(type) ?? 'pull') !== 'pull';
    if (storage.kind !== 'sqlite' || (isPushed && worker.isEnabled) || this.presence.takes(type)) return undefined;
    const reason = isPushed ? 'this process runs none (WORKER_ENABLED=false), and ' : '';
    return `No worker takes ${type} jobs: ${reason}nobody asked for one within the last minute`;
  }
}
