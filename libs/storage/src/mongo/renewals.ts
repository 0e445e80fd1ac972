import type { Clock } from '@fasttrack/foundation/clock/clock';
import type { Renewal, RenewOutcome } from '@fasttrack/jobs/job-store.port';
import type { mongo } from 'mongoose';
import { trusted } from 'mongoose';
import type { Collections } from './collections';
import { inLockOrder } from './lock-order';
import type { JobRecord } from './records';

/** Extends leases. */
export class Renewals {
  constructor(
    private readonly collections: Collections,
    private readonly clock: Clock,
  ) {}

  /** Answers renewal by renewal. */
  async renew(renewals: readonly Renewal[]): Promise<readonly RenewOutcome[]> {
    const now = this.clock.now();
    const updates = inLockOrder(renewals).flatMap((renewal) => updatesOf(renewal, now));
    const { matchedCount } = await this.collections.uncast.bulkWrite(updates, { ordered: false });
    if (matchedCount === updates.length) return renewals.map(() => 'renewed');
    return this.lookUp(renewals);
  }

  /** A job that is still being run in that attempt was so before: its deadline stayed, or its lease was extended. */
  private async lookUp(renewals: readonly Renewal[]): Promise<RenewOutcome[]> {
    const ids = [...new Set(renewals.map(({ id }) => id))];
    const records = await this.collections.jobs
      .find({ _id: trusted({ $in: ids }), status: 'PROCESSING' }, { attempt: 1 })
      .lean();
    const attempts = new Map(records.map(({ _id, attempt }) => [_id, attempt]));
    return renewals.map(({ id, attempt }) => (attempts.get(id) === attempt ? 'renewed' : 'lost'));
  }
}

function updatesOf({ id, attempt, leaseMs, progress }: Renewal, now: Date): mongo.AnyBulkWriteOperation<JobRecord>[] {
  const run = { _id: id, status: 'PROCESSING' as const, attempt };
  const leaseUntil = new Date(now.getTime() + leaseMs);
  return [
    // No lease lasts beyond the deadline of its run.
    {
      updateOne: {
        filter: { ...run, isHandedOver: false },
        update: [{ $set: { leaseUntil: { $min: [leaseUntil, { $ifNull: ['$deadline', leaseUntil] }] } } }],
      },
    },
    ...(progress ? [{ updateOne: { filter: run, update: { $set: { progress } } } }] : []),
  ];
}
