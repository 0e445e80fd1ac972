import type { JobStatus, Priority } from '@fasttrack/contracts';
import type { Job } from '../src/job';
import type { JobChange } from '../src/job-change';
import type { Claim, Renewal } from '../src/job-store.port';

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
}

/** A store as simple as it can be: one list in memory, one caller at a time. */
export class JobModel {
  readonly jobs: ModelJob[] = [];
  /** Jobs as the store once showed them; a change made from an old one must be refused. */
  readonly seen: Job[] = [];
  private turn = 0;
  private readonly turns = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  insert(job: Job): void {
    this.seen.push(job);
    this.jobs.push({
      ...{ id: job.id, type: job.type, priority: job.priority, maxAttempts: job.maxAttempts },
      turn: this.turnFor(job.key),
      age: this.jobs.length,
      expiresAt: job.expiresAt?.getTime() ?? Infinity,
      ...{ status: 'PENDING', attempt: 0, attempts: 0, lease: undefined },
      isReady: job.dueAt.getTime() <= this.now(),
      dueAt: job.dueAt.getTime(),
    });
  }

  /** Gives the ids in the order in which they must be handed out. */
  claim({ types, leaseMs }: Claim, limit: number): string[] {
    const chosen = this.ready()
      .filter((job) => job.expiresAt > this.now() && (!types || types.includes(job.type)))
      .slice(0, limit);
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

  /** Jobs that wait for a worker, in the order of claims. */
  ready(): ModelJob[] {
    return this.jobs
      .filter(({ isReady }) => isReady)
      .sort((a, b) => b.priority - a.priority || a.turn - b.turn || a.age - b.age);
  }

  get(id: string): ModelJob {
    const job = this.jobs.find((one) => one.id === id);
    if (!job) throw new RangeError(`the model has no job ${id}`);
    return job;
  }

  private loseLease(job: ModelJob): void {
    const hasRuns = job.attempts < job.maxAttempts;
    Object.assign(job, { status: hasRuns ? 'PENDING' : 'FAILED', isReady: hasRuns, lease: undefined });
    if (hasRuns) job.dueAt = this.now();
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
