import type { TrendQuery, TrendRow } from '@fasttrack/jobs/job-figures.port';
import type { DurationCounts } from '@fasttrack/jobs/trend/durations';
import type { TrendStep } from '@fasttrack/jobs/trend/trend-figures';
import { NO_FIGURES, countSteps } from '@fasttrack/jobs/trend/trend-figures';
import type { TrendUnit } from '@fasttrack/jobs/trend/trend-units';
import { KEPT_MS, TREND_UNITS, unitStart } from '@fasttrack/jobs/trend/trend-units';
import type { mongo } from 'mongoose';
import { trusted } from 'mongoose';
import type { Collections } from './collections';
import { DUPLICATE_KEY } from './duplicate-key';
import type { TrendRecord } from './records';
import { refusalsOf } from './settle-batch';

/** A step of a job, and when it was taken. */
export interface TakenStep {
  readonly type: string;
  readonly at: Date;
  readonly step: TrendStep;
}

/** What a record has from its beginning. */
type TrendKey = Pick<TrendRecord, '_id' | 'start' | 'keptUntil'>;

/** Stands for all types together; the name of no type. */
const ALL_TYPES = '';
/** Records that one turn removes. */
const PRUNED_AT_ONCE = 1000;
/** Two processes that begin the same record at once: one is refused, and adds to it in the next round. */
const MAX_ROUNDS = 3;

/** The records of the trend. A step is added once or not at all. */
export class TrendRecords {
  constructor(private readonly collections: Collections) {}

  /** Adds steps. Rejects when nobody knows whether all were added; then they may not be added again. */
  async add(steps: readonly TakenStep[]): Promise<void> {
    let updates = updatesOf(steps);
    for (let round = 1; updates.length > 0; round++) {
      try {
        await this.collections.trend.collection.bulkWrite(updates as never, { ordered: false });
        return;
      } catch (error) {
        const refusals = refusalsOf(error);
        const isBegun = refusals.length > 0 && refusals.every(({ code }) => code === DUPLICATE_KEY);
        if (!isBegun || round === MAX_ROUNDS) throw error;
        updates = refusals.flatMap(({ index }) => updates[index] ?? []);
      }
    }
  }

  async read({ unit, type = ALL_TYPES, from, until }: TrendQuery): Promise<TrendRow[]> {
    const records = await this.collections.trend
      .find({ _id: trusted({ $gte: idOf(unit, type, from), $lt: idOf(unit, type, until) }) })
      .sort({ _id: 1 })
      .lean();
    return records.map(({ start, counts = {}, wait = {}, run = {} }) => ({
      start,
      figures: { counts, wait: durationsOf(wait), run: durationsOf(run) },
    }));
  }

  /** Removes some of what is shown no more. */
  async prune(now: Date): Promise<void> {
    const old = await this.collections.trend
      .find({ keptUntil: trusted({ $lt: now }) }, { _id: 1 })
      .limit(PRUNED_AT_ONCE)
      .lean();
    if (old.length > 0) await this.collections.trend.deleteMany({ _id: trusted({ $in: old.map(({ _id }) => _id) }) });
  }
}

/** One update for each unit and type that the steps touch, in the order of the ids: no two batches wait in a circle. */
function updatesOf(taken: readonly TakenStep[]): mongo.AnyBulkWriteOperation<TrendRecord>[] {
  const touched = new Map<string, { record: TrendKey; steps: TrendStep[] }>();
  for (const { type, at, step } of taken) {
    for (const record of recordsOf(type, at)) {
      const known = touched.get(record._id);
      if (known) known.steps.push(step);
      else touched.set(record._id, { record, steps: [step] });
    }
  }
  return [...touched.values()]
    .sort((a, b) => (a.record._id < b.record._id ? -1 : 1))
    .map(({ record: { _id, ...same }, steps }) => ({
      updateOne: { filter: { _id }, update: { $inc: incrementOf(steps), $setOnInsert: same }, upsert: true },
    }));
}

/** The records that a step of a type at a moment belongs to. */
const recordsOf = (type: string, at: Date): TrendKey[] =>
  [...new Set([ALL_TYPES, type])].flatMap((which) => TREND_UNITS.map((unit) => recordOf(unit, which, at)));

function recordOf(unit: TrendUnit, type: string, at: Date): TrendKey {
  const start = new Date(unitStart(unit, at.getTime()));
  return { _id: idOf(unit, type, start), start, keptUntil: new Date(start.getTime() + KEPT_MS[unit]) };
}

/** Records of one unit and type stand together, by time. */
const idOf = (unit: TrendUnit, type: string, start: Date): string => `${unit} ${type} ${start.toISOString()}`;

function incrementOf(steps: readonly TrendStep[]): Record<string, number> {
  const { counts, wait, run } = countSteps(NO_FIGURES, steps);
  return { ...fieldsOf('counts', counts), ...fieldsOf('wait', wait), ...fieldsOf('run', run) };
}

const fieldsOf = (name: string, sums: Readonly<Record<string, number>> | DurationCounts): Record<string, number> =>
  Object.fromEntries(
    Object.entries<number>(sums)
      .filter(([, count]) => count > 0)
      .map(([key, count]) => [`${name}.${key}`, count]),
  );

/** A record has only the buckets that have any. */
function durationsOf(buckets: Readonly<Record<string, number>>): DurationCounts {
  const last = Math.max(-1, ...Object.keys(buckets).map(Number));
  return Array.from({ length: last + 1 }, (_, bucket) => buckets[bucket] ?? 0);
}
