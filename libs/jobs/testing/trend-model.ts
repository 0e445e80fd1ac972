import type { TrendCount } from '@fasttrack/contracts';
import type { Job, JobEvent } from '../src/job';
import type { TrendQuery, TrendRow } from '../src/job-figures.port';
import type { TrendUnit } from '../src/trend/trend-units';

const UNIT_MS: Readonly<Record<TrendUnit, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
/** Four buckets to each doubling; whole bounds are exact in floating point. */
const bucketOf = (ms: number): number => (ms <= 1 ? 0 : Math.ceil(Math.log2(ms) * 4));

/** One thing that happened: of which type, when, and what it adds. */
interface Entry {
  readonly type: string;
  readonly at: number;
  readonly count?: TrendCount | undefined;
  readonly waitMs?: number | undefined;
  readonly runMs?: number | undefined;
}

/** The trend as simple as it can be: a list of all that happened. */
export class TrendModel {
  private readonly entries: Entry[] = [];
  private readonly claimedAt = new Map<string, number>();

  created({ type }: Job, at: Date): void {
    this.entries.push({ type, at: at.getTime(), count: 'created' });
  }

  claimed({ id, type, createdAt, dueAt }: Job, at: Date): void {
    this.claimedAt.set(id, at.getTime());
    const due = Math.max(createdAt.getTime(), dueAt.getTime());
    this.entries.push({ type, at: at.getTime(), waitMs: at.getTime() - due });
  }

  /** `isTold`: a worker said that its run is over. */
  changed({ id, type }: Pick<Job, 'id' | 'type'>, event: JobEvent, at: Date, isTold: boolean): void {
    const count = countOf(event);
    if (!count) return;
    const runMs = isTold && event.from === 'PROCESSING' && count !== 'cancelled';
    this.entries.push({
      ...{ type, at: at.getTime(), count },
      ...(runMs && { runMs: at.getTime() - (this.claimedAt.get(id) ?? NaN) }),
    });
  }

  /** What a store must answer. */
  trend({ unit, type, from, until }: TrendQuery): TrendRow[] {
    const rows = new Map<number, { counts: Record<string, number>; wait: number[]; run: number[] }>();
    for (const entry of this.entries.filter((one) => type === undefined || one.type === type)) {
      const start = entry.at - (entry.at % UNIT_MS[unit]);
      const row = rows.get(start) ?? { counts: {}, wait: [], run: [] };
      rows.set(start, row);
      if (entry.count) row.counts[entry.count] = (row.counts[entry.count] ?? 0) + 1;
      if (entry.waitMs !== undefined) add(row.wait, bucketOf(entry.waitMs));
      if (entry.runMs !== undefined) add(row.run, bucketOf(entry.runMs));
    }
    return [...rows]
      .filter(([start]) => start >= from.getTime() && start < until.getTime())
      .sort(([a], [b]) => a - b)
      .map(([start, figures]) => ({ start: new Date(start), figures }));
  }
}

function add(durations: number[], bucket: number): void {
  durations.push(...Array<number>(Math.max(0, bucket + 1 - durations.length)).fill(0));
  durations[bucket] = (durations[bucket] ?? 0) + 1;
}

function countOf({ from, to, event }: JobEvent): TrendCount | undefined {
  if (from === to) return undefined;
  if (to === 'COMPLETED') return 'completed';
  if (to === 'FAILED') return 'failed';
  if (to === 'CANCELLED') return 'cancelled';
  if (from !== 'PROCESSING') return 'retried';
  return event === 'run_failed' ? 'runsFailed' : undefined;
}
