import type { JobStatus, TypeRetention, TypeSettings } from '@fasttrack/contracts';
import { MAX_ATTEMPTS_DEFAULT } from '@fasttrack/contracts';
import { backoffMs, USUAL_BACKOFF } from '../backoff';
import type { Job } from '../job';
import { lossOf } from '../run-time';

/** What the operator says about types: plain data, which another thread can be given. */
export interface RuleSettings {
  readonly typeSettings: ReadonlyMap<string, TypeSettings>;
  readonly maxAttempts: number;
  readonly retentionDays: number;
}

const DAY_MS = 86_400_000;
const NOTHING: TypeSettings = {};

/** How jobs are run, type by type, with what holds where the operator says nothing. Also the injection token. */
export class TypeRules {
  /** Nobody said anything: every type is run as usual, and every job is kept. */
  static readonly NONE = new TypeRules({
    typeSettings: new Map(),
    maxAttempts: MAX_ATTEMPTS_DEFAULT,
    retentionDays: 0,
  });

  readonly settings: RuleSettings;

  constructor({ typeSettings, maxAttempts, retentionDays }: RuleSettings) {
    this.settings = { typeSettings, maxAttempts, retentionDays };
  }

  /** What the operator says of the type. */
  of(type: string): TypeSettings {
    return this.settings.typeSettings.get(type) ?? NOTHING;
  }

  /** The types of which the operator says something. */
  get types(): readonly string[] {
    return [...this.settings.typeSettings.keys()];
  }

  /** Runs of a job that does not say itself how many it may have. */
  maxAttempts(type: string): number {
    return this.of(type).maxAttempts ?? this.settings.maxAttempts;
  }

  /** Longest time of one run; `undefined`: any. */
  timeoutMs(type: string): number | undefined {
    const { timeoutSeconds } = this.of(type);
    return timeoutSeconds === undefined ? undefined : timeoutSeconds * 1000;
  }

  /** Milliseconds until a job whose run failed is due again. */
  backoffMs({ type, attempts }: Pick<Job, 'type' | 'attempts'>): number {
    return backoffMs(this.of(type).backoff ?? USUAL_BACKOFF, attempts);
  }

  /** The same where a failed run is due at once, unless its type names a backoff. */
  ownBackoffMs(job: Pick<Job, 'type' | 'attempts'>): number {
    return this.of(job.type).backoff ? this.backoffMs(job) : 0;
  }

  /** The same for a run whose time ran out. A lost worker says nothing about the job; a late one may be overloaded. */
  afterLossMs(job: Job): number {
    return lossOf(job).code === 'lease_expired' ? this.ownBackoffMs(job) : this.backoffMs(job);
  }

  /** Days for which ended jobs of the type are kept; 0: for ever. */
  retention(type: string): TypeRetention {
    const { retentionDays: usual } = this.settings;
    return { completed: usual, failed: usual, cancelled: usual, ...this.of(type).retention };
  }

  /** Jobs of the type that came to this end by then may be removed; `undefined`: none. */
  removableBy(type: string, status: JobStatus, now: Date): Date | undefined {
    const days = this.retention(type)[status.toLowerCase() as keyof TypeRetention] as number | undefined;
    return days ? new Date(now.getTime() - days * DAY_MS) : undefined;
  }
}
