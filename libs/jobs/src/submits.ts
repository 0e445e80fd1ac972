import { Injectable } from '@nestjs/common';
import { Clock } from '@fasttrack/foundation/clock/clock';
import type { InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import { v7 as uuidv7 } from 'uuid';
import { FirstComers } from './first-comers';
import type { KeyName, KeyRecord } from './idempotency-keys.port';
import { IdempotencyKeys } from './idempotency-keys.port';
import { KeyedJobGoneError, KeyReusedError, WishRefusedError } from './idempotency.errors';
import type { Job } from './job';
import { JobStore } from './job-store.port';
import type { NewJob } from './jobs.service';
import { JobsService } from './jobs.service';
import type { Wish } from './wish';
import { isFault, wishOf } from './wish';

const HOUR_MS = 3_600_000;
/** How long a key stands for its first request. */
const KEY_MS = 24 * HOUR_MS;
/**
 * How long jobs are still made that the first request did not come to make. No job is removed so young: one that is
 * missing later was removed, and must not run again.
 */
const FINISH_MS = HOUR_MS;
/** Jobs that are read at a time. */
const READ_WIDTH = 16;

/** A request under a key. */
export type KeyedRequest = KeyName & Pick<KeyRecord, 'fingerprint'>;
type JobIds = KeyRecord['jobIds'];
type WishesAt = (now: Date) => readonly Wish[];

/** What became of each wish, and whether an earlier request with the same key had made the jobs. */
export interface Submission {
  readonly outcomes: readonly (Job | InvalidRequestError)[];
  readonly isReplay: boolean;
}

/**
 * Takes new jobs in; when it has answered they are durable. Under a key the record of the key is stored first, with the
 * ids of the jobs, and then the jobs with those ids. Who finds a record without its jobs makes them, so that neither a
 * kill in between nor a lost answer makes any job twice.
 */
@Injectable()
export class Submits {
  private readonly comers = new FirstComers();

  constructor(
    private readonly keys: IdempotencyKeys,
    private readonly jobs: JobsService,
    private readonly store: JobStore,
    private readonly clock: Clock,
  ) {}

  /** One job. Rejects as {@link submitAll} does, and with the fault that `wantedAt` throws; then it takes no key. */
  async submit(
    request: KeyedRequest | undefined,
    wantedAt: (now: Date) => NewJob,
  ): Promise<{ job: Job; isReplay: boolean }> {
    const { outcomes, isReplay } = await this.submitAll(request, (now) => [wishOf(() => wantedAt(now))]);
    const [job] = outcomes;
    if (job === undefined || isFault(job)) throw job ?? new KeyedJobGoneError();
    return { job, isReplay };
  }

  /**
   * `wishesAt` says what is asked for, judged by the time that it is given: a request that is sent again under its key
   * is judged by the time of the first. One without a good wish takes no key. Rejects with `KeyReusedError`,
   * `KeyedJobGoneError` or `StoreUnavailableError`.
   */
  async submitAll(request: KeyedRequest | undefined, wishesAt: WishesAt): Promise<Submission> {
    if (request) return this.comers.do(`${request.scope} ${request.key}`, () => this.submitKeyed(request, wishesAt));
    const wishes = wishesAt(this.clock.now());
    return { outcomes: await this.make(newIds(wishes), wishes), isReplay: false };
  }

  private async submitKeyed(request: KeyedRequest, wishesAt: WishesAt): Promise<Submission> {
    const now = this.clock.now();
    const wishes = wishesAt(now);
    const ids = newIds(wishes);
    const record = await this.recordFor(request, ids, now);
    const isReplay = record?.jobIds.some((id, at) => id !== ids[at]) ?? false;
    if (!record || !isReplay) return { outcomes: await this.make(ids, wishes), isReplay: false };
    return { outcomes: await this.replay(record, wishesAt(record.createdAt), now), isReplay };
  }

  private async recordFor(request: KeyedRequest, jobIds: JobIds, now: Date): Promise<KeyRecord | null> {
    const expiresAt = new Date(now.getTime() + KEY_MS);
    const record = jobIds.every((id) => id === null)
      ? await this.keys.find(request, now)
      : await this.keys.keep({ ...request, jobIds, createdAt: now, expiresAt });
    if (record && record.fingerprint !== request.fingerprint) throw new KeyReusedError();
    return record;
  }

  private async replay(
    { jobIds, createdAt }: KeyRecord,
    wishes: readonly Wish[],
    now: Date,
  ): Promise<Submission['outcomes']> {
    const known = await this.read(jobIds);
    const isOld = now.getTime() - createdAt.getTime() > FINISH_MS;
    if (isOld && jobIds.some((id) => id !== null && !known.has(id))) throw new KeyedJobGoneError();
    return this.make(jobIds, wishes, known);
  }

  /** The jobs with these ids, in order: those that are not known are made now, unless somebody else makes them first. */
  private async make(
    ids: JobIds,
    wishes: readonly Wish[],
    known = new Map<string, Job>(),
  ): Promise<Submission['outcomes']> {
    const missing = ids.flatMap((id, at) => {
      const wish = wishes[at];
      return id === null || known.has(id) || !wish || isFault(wish) ? [] : [this.jobs.prepare(wish, id)];
    });
    const outcomes = await this.jobs.add(missing);
    const made = missing.filter((_job, at) => outcomes[at] === 'inserted');
    const others = await this.read(missing.filter((_job, at) => outcomes[at] === 'duplicate').map(({ id }) => id));
    const jobs = new Map([...known, ...others, ...made.map((job) => [job.id, job] as const)]);
    return ids.map((id, at) => (id === null ? refusalOf(wishes[at]) : (jobs.get(id) ?? faultOf(wishes[at]))));
  }

  private async read(all: JobIds): Promise<Map<string, Job>> {
    const ids = all.filter((id) => id !== null);
    const jobs = new Map<string, Job>();
    for (let from = 0; from < ids.length; from += READ_WIDTH)
      for (const job of await Promise.all(ids.slice(from, from + READ_WIDTH).map((id) => this.store.find(id))))
        if (job) jobs.set(job.id, job);
    return jobs;
  }
}

const newIds = (wishes: readonly Wish[]): JobIds => wishes.map((wish) => (isFault(wish) ? null : uuidv7()));

/** A wish that was refused stays refused, even if the rules have changed since. */
const refusalOf = (wish: Wish | undefined): InvalidRequestError =>
  wish && isFault(wish) ? wish : new WishRefusedError();

/** Why there is no job though it has an id: the rules changed before it was made, or it was removed just now. */
function faultOf(wish: Wish | undefined): InvalidRequestError {
  if (wish && isFault(wish)) return wish;
  throw new KeyedJobGoneError();
}
