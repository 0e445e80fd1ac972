import type { Clock } from '@fasttrack/foundation/clock/clock';
import { StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import type { Job } from '@fasttrack/jobs/job';
import { leaseFrom } from '@fasttrack/jobs/run-time';
import type { Claim } from '@fasttrack/jobs/job-store.port';
import type { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import { stepOfClaim } from '@fasttrack/jobs/trend/trend-steps';
import { trusted } from 'mongoose';
import type { mongo } from 'mongoose';
import { newChangeId } from './change-id';
import type { Collections } from './collections';
import type { Counters, StatusStep } from './counters';
import { inLockOrder } from './lock-order';
import type { OpenJobs, ReadFirst } from './open-jobs';
import type { ReadyJob } from './ready-jobs';
import type { JobRecord } from './records';
import { toJob } from './to-job';
import { leaseFields, toEventRecord, turnOf, updateOf } from './to-record';
import type { Turns } from './turns';

/** One caller's wish, and what it has got so far. */
interface Wish {
  readonly claim: Claim;
  readonly limit: number;
  readonly claimId: string;
  readonly got: JobRecord[];
}

/** Who lost all the jobs that it looked at asks again; after so many rounds it goes with what it has. */
const MAX_ROUNDS = 3;

/** Hands jobs out. */
export class Claims {
  constructor(
    private readonly collections: Collections,
    private readonly open: OpenJobs,
    private readonly turns: Turns,
    private readonly counters: Counters,
    private readonly clock: Clock,
    private readonly rules: TypeRules,
  ) {}

  /** Answers caller by caller; who asked first is served first. */
  async claim(
    asked: readonly { readonly claim: Claim; readonly limit: number }[],
  ): Promise<readonly (readonly Job[] | StoreUnavailableError)[]> {
    const wishes = asked.map(({ claim, limit }): Wish => ({ claim, limit, claimId: newChangeId(), got: [] }));
    const failures = new Map<Wish, unknown>();
    for (const group of groupByTypes(wishes)) {
      // What was claimed is handed out, whatever came after it: nobody else would run it before its lease ended.
      const failure = await this.serve(group).catch((error: unknown) => error);
      if (failure !== undefined) for (const wish of group) failures.set(wish, failure);
    }
    const claimed = wishes.flatMap(({ got }) => got);
    this.counters.note(claimed.map(statusStep));
    await this.turns.reach(Math.max(0, ...claimed.map(({ claimOrder }) => turnOf(claimOrder))));
    return wishes.map((wish) => {
      if (wish.got.length === 0 && failures.has(wish)) return new StoreUnavailableError(failures.get(wish));
      return wish.got.sort(byClaimOrder).map(toJob);
    });
  }

  /** Gives these wishes, all for the same types, what there is. Answers what went wrong. */
  private async serve(wishes: readonly Wish[]): Promise<unknown> {
    const types = wishes[0]?.claim.types;
    if (types?.length === 0) return undefined;
    return this.open.during(types, (first) => this.serveFrom(first, wishes));
  }

  private async serveFrom(first: ReadFirst, wishes: readonly Wish[]): Promise<unknown> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const wanted = wishes.reduce((sum, { limit, got }) => sum + limit - got.length, 0);
      const jobs = wanted > 0 ? await first({ limit: wanted, at: this.clock.now() }) : [];
      if (jobs.length === 0) return undefined;
      const { taken, failure } = await this.take(jobs, wishes);
      if (failure !== undefined || taken === jobs.length) return failure;
    }
    return undefined;
  }

  /** Takes those of the jobs that nobody took meanwhile. What was taken is read back, though the answer were lost. */
  private async take(
    jobs: readonly ReadyJob[],
    wishes: readonly Wish[],
  ): Promise<{ taken: number; failure?: unknown }> {
    const now = this.clock.now();
    const rest = [...jobs];
    const shares = wishes.flatMap((wish) =>
      rest
        .splice(0, wish.limit - wish.got.length)
        .map((job) => ({ id: job._id, update: this.takeUpdate(job, wish, now) })),
    );
    const updates = inLockOrder(shares).map(({ update }) => update);
    const failure = await this.collections.uncast.bulkWrite(updates, { ordered: false }).then(
      () => undefined,
      (error: unknown) => error,
    );
    const records = await this.collections.jobs
      .find({ _id: trusted({ $in: jobs.map(({ _id }) => _id) }), claimId: trusted({ $in: wishes.map(idOf) }) })
      .lean();
    const byId = new Map(wishes.map((wish) => [wish.claimId, wish]));
    for (const record of records) byId.get(record.claimId ?? '')?.got.push(record);
    return { taken: records.length, failure };
  }

  /** One update for each job: an update of many at once can overwrite what another process did meanwhile (FerretDB). */
  private takeUpdate(
    { _id, attempt: before, type }: ReadyJob,
    { claim: { holder, leaseMs }, claimId }: Wish,
    now: Date,
  ): mongo.AnyBulkWriteOperation<JobRecord> {
    const attempt = before + 1;
    const event = { at: now, event: 'claimed', from: 'PENDING', to: 'PROCESSING', attempt, by: holder } as const;
    const lease = leaseFrom(now, { holder, leaseMs, timeoutMs: this.rules.timeoutMs(type) });
    const fields = {
      ...{ status: 'PROCESSING', stage: undefined, attempt, updatedAt: now, startedAt: now },
      ...{ claimId, ...leaseFields(lease) },
    };
    const update = updateOf(fields, toEventRecord(event, claimId));
    return {
      updateOne: {
        filter: { _id, status: 'PENDING', stage: 'ready', attempt: before, expiresAt: { $not: { $lte: now } } },
        update: { ...update, $inc: { attempts: 1, eventCount: 1 } },
      },
    };
  }
}

function statusStep(record: JobRecord): StatusStep {
  // A job that was cancelled before it was read back has another time of its last change.
  const at = record.startedAt ?? record.updatedAt;
  return { id: record._id, type: record.type, from: 'PENDING', to: 'PROCESSING', at, trend: stepOfClaim(record, at) };
}

const idOf = ({ claimId }: Wish): string => claimId;

const byClaimOrder = (a: JobRecord, b: JobRecord): number => (a.claimOrder < b.claimOrder ? -1 : 1);

function groupByTypes(wishes: readonly Wish[]): readonly (readonly Wish[])[] {
  const groups = new Map<string, Wish[]>();
  for (const wish of wishes) {
    const which = JSON.stringify(wish.claim.types ?? null);
    groups.set(which, [...(groups.get(which) ?? []), wish]);
  }
  return [...groups.values()];
}
