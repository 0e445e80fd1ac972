import type { JobStatus, Priority } from '@fasttrack/contracts';
import type { Job } from '../src/job';
import type { JobChange } from '../src/job-change';
import type { Claim, Renewal } from '../src/job-store.port';
import type { TypeControlChange } from '../src/type-controls.port';

/** What the model knows of a job: everything that decides who gets it and which change wins. */
export interface ModelJob {
  readonly id: string;
  readonly type: string;
  readonly priority: Priority;
  readonly turn: number;
  /** Place in the order of arrival. */
  readonly age: number;
  readonly maxAttempts: number;
  readonly expiresAt: number;
  status: JobStatus;
  isReady: boolean;
  attempt: number;
  attempts: number;
  dueAt: number;
  lease: { until: number; handedOver: boolean } | undefined;
  /** The store knows when it is due again. */
  isPutOff: boolean;
}

/** A store as simple as it can be: one list in memory, one caller at a time. */
export class JobModel {
  readonly jobs: ModelJob[] = [];
  /** Jobs as the store once showed them; a change made from an old one must be refused. */
  readonly seen: Job[] = [];
  private turn = 0;
  private readonly turns = new Map<string, number>();
  private readonly paused = new Set<string>();
  private readonly caps = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  insert(job: Job): void {
    this.seen.push(job);
    this.jobs.push({
      ...{ id: job.id, type: job.type, priority: job.priority, maxAttempts: job.maxAttempts },
      turn: this.turnFor(job.key),
      age: this.jobs.length,
      expiresAt: job.expiresAt?.getTime() ?? Infinity,
      ...{ status: 'PENDING', attempt: 0, attempts: 0, lease: undefined, isPutOff: false },
      isReady: job.dueAt.getTime() <= this.now(),
      dueAt: job.dueAt.getTime(),
    });
  }

  /** Gives the ids in the order in which they must be handed out. */
  claim({ types, leaseMs }: Claim, limit: number): string[] {
    const chosen = this.claimable((job) => job.expiresAt > this.now() && (!types || types.includes(job.type))).slice(
      0,
      limit,
    );
    for (const job of chosen) {
      job.status = 'PROCESSING';
      job.isReady = false;
      job.attempt++;
      job.attempts++;
      job.lease = { until: this.now() + leaseMs, handedOver: false };
      this.reachTurn(job.turn);
    }
    return chosen.map(({ id }) => id);
  }

  /** Whether the change must be applied; applies it. */
  apply({ id, expected, set, event }: JobChange): boolean {
    const job = this.get(id);
    if (job.status !== expected.status || job.attempt !== expected.attempt) return false;
    if (expected.leaseEndedBy && !(job.lease && job.lease.until <= expected.leaseEndedBy.getTime())) return false;
    job.status = event.to;
    job.attempts = set.attempts ?? job.attempts;
    job.dueAt = set.dueAt?.getTime() ?? job.dueAt;
    job.isReady = job.status === 'PENDING' && job.dueAt <= this.now();
    if ('lease' in set) job.lease = set.lease && { until: set.lease.until.getTime(), handedOver: set.lease.handedOver };
    return true;
  }

  /** Whether the lease must be renewed; renews it. */
  renew({ id, attempt, leaseMs }: Renewal): boolean {
    const job = this.get(id);
    if (job.status !== 'PROCESSING' || job.attempt !== attempt || !job.lease) return false;
    if (!job.lease.handedOver) job.lease.until = this.now() + leaseMs;
    return true;
  }

  /** What time changed: the ids of jobs that moved, and how many only became ready. */
  sweep(): { moved: string[]; due: number } {
    const lost = this.jobs.filter(({ lease }) => lease && lease.until <= this.now());
    const expired = this.jobs.filter(({ status, expiresAt }) => status === 'PENDING' && expiresAt <= this.now());
    for (const job of lost) this.loseLease(job);
    for (const job of expired) Object.assign(job, { status: 'FAILED', isReady: false });
    const due = this.jobs.filter(
      ({ status, isReady, dueAt }) => status === 'PENDING' && !isReady && dueAt <= this.now(),
    );
    for (const job of due) job.isReady = true;
    return { moved: [...lost, ...expired].map(({ id }) => id), due: due.length };
  }

  /** Jobs that wait for a worker and that their type has room for, in the order of claims. */
  claimable(isWanted: (job: ModelJob) => boolean = () => true): ModelJob[] {
    const room = new Map<string, number>();
    for (const { type } of this.jobs) room.set(type, this.roomFor(type));
    return this.jobs
      .filter((job) => job.isReady && isWanted(job))
      .sort((a, b) => b.priority - a.priority || a.turn - b.turn || a.age - b.age)
      .filter(({ type }) => {
        const left = room.get(type) ?? 0;
        room.set(type, left - 1);
        return left > 0;
      });
  }

  /** An operator holds the type back, or no longer. */
  control({ type, paused, concurrency }: Pick<TypeControlChange, 'type' | 'paused' | 'concurrency'>): void {
    if (paused === true) this.paused.add(type);
    if (paused === false) this.paused.delete(type);
    if (concurrency === null) this.caps.delete(type);
    else if (concurrency !== undefined) this.caps.set(type, concurrency);
  }

  /** A run that was handed over timed out: chance decides when its job is due again, within bounds that hold. */
  putOff({ id, dueAt }: Pick<Job, 'id' | 'dueAt'>): boolean {
    const job = this.get(id);
    if (!job.isPutOff) return true;
    Object.assign(job, { isPutOff: false, dueAt: dueAt.getTime() });
    const usual = 1000 * 2 ** (job.attempts - 1);
    const waitMs = dueAt.getTime() - this.now();
    return waitMs >= usual / 2 && waitMs <= usual * 1.5;
  }

  private roomFor(type: string): number {
    const running = this.jobs.filter((job) => job.type === type && job.status === 'PROCESSING').length;
    return this.paused.has(type) ? 0 : (this.caps.get(type) ?? Infinity) - running;
  }

  get(id: string): ModelJob {
    const job = this.jobs.find((one) => one.id === id);
    if (!job) throw new RangeError(`the model has no job ${id}`);
    return job;
  }

  private loseLease(job: ModelJob): void {
    const hasRuns = job.attempts < job.maxAttempts;
    job.isPutOff = hasRuns && (job.lease?.handedOver ?? false);
    const isReady = hasRuns && !job.isPutOff;
    Object.assign(job, { status: hasRuns ? 'PENDING' : 'FAILED', isReady, lease: undefined });
    if (hasRuns) job.dueAt = job.isPutOff ? Infinity : this.now();
  }

  private turnFor(key: string | undefined): number {
    if (key === undefined) return this.turn;
    const last = this.turns.get(key);
    const turn = last === undefined ? this.turn : Math.max(this.turn, last + 1);
    this.turns.set(key, turn);
    return turn;
  }

  private reachTurn(turn: number): void {
    if (turn <= this.turn) return;
    this.turn = turn;
    for (const [key, last] of this.turns) if (last < turn) this.turns.delete(key);
  }
}
