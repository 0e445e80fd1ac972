import type { JobRowView, JobView } from '@fasttrack/contracts';
import { Clock } from '@fasttrack/foundation/clock/clock';
import { Injectable, Logger } from '@nestjs/common';
import type { Job } from '../job';
import type { JobExcerpt } from '../job-store.port';
import type { TypeState } from '../job-types/type-states';
import { TypeStates } from '../job-types/type-states';
import { TypeWaits } from '../job-types/type-waits';
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
    private readonly waits: TypeWaits,
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
    return jobs.map((job) => toJobView(job, now, (type) => this.waits.of(type, state)));
  }

  /** The job as of now: an answer that is kept until its version changes. */
  async current(job: Job): Promise<JobView> {
    const now = this.clock.now();
    const state = await this.stateFor([job], now, () => this.states.now());
    return toJobView(job, now, (type) => this.waits.of(type, state));
  }

  /** The rows of a list, as of now. */
  async rows(rows: readonly JobExcerpt[]): Promise<JobRowView[]> {
    const now = this.clock.now();
    const state = await this.stateFor(rows, now, () => this.states.now());
    return rows.map((row) => toRowView(row, now, (type) => this.waits.of(type, state)));
  }

  private async stateFor(
    jobs: readonly Pick<Job, 'status' | 'dueAt'>[],
    now: Date,
    read: () => Promise<TypeState>,
  ): Promise<TypeState> {
    return jobs.some((job) => isDue(job, now)) ? read() : NOTHING;
  }
}
