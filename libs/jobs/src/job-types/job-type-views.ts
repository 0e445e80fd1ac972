import type { JobType, JobTypeView } from '@fasttrack/contracts';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { Injectable } from '@nestjs/common';
import { JobTypes } from './job-types';
import { TypeRules } from './type-rules';
import type { TypeState } from './type-states';
import { TypeStates } from './type-states';
import { TypeWaits } from './type-waits';

/** Shows types: what their payloads look like, how their jobs are run, and how they are held back now. */
@Injectable()
export class JobTypeViews {
  constructor(
    private readonly types: JobTypes,
    private readonly states: TypeStates,
    private readonly waits: TypeWaits,
    private readonly rules: TypeRules,
    private readonly config: AppConfig,
  ) {}

  /** Every type. Rejects with `StoreUnavailableError`. */
  async all(): Promise<JobTypeView[]> {
    const state = await this.states.now('all');
    return this.types.all.map((type) => this.view(type, state));
  }

  private view(type: JobType, state: TypeState): JobTypeView {
    const { name } = type;
    const { paused, caps, running } = state;
    const { timeoutSeconds = null, backoff = null } = this.rules.of(name);
    return {
      ...type,
      executor: this.config.executors.get(name) ?? 'pull',
      paused: paused.has(name),
      concurrency: caps.get(name) ?? null,
      running: running.get(name) ?? 0,
      hindrance: this.waits.hindrance(name, state),
      timeoutSeconds,
      maxAttempts: this.rules.maxAttempts(name),
      backoff,
      retention: this.rules.retention(name),
    };
  }
}
