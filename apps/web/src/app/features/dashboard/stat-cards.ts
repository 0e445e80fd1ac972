import type { StatsView, TrendView } from '@fasttrack/contracts';
import type { Change } from './change';
import { changeOf, directed, inCounts } from './change';
import { ageText, spanText } from './age-text';
import {
  RANGE_SHORT,
  RANGE_WORDS,
  finishedOf,
  growthOf,
  minutesBefore,
  minutesOf,
  ratesOf,
  successOf,
  unfinishedOf,
} from './trend-rates';

/** A figure with where it comes from and where it leads. */
export interface StatCard {
  readonly label: string;
  /** What of the figure is of another kind. */
  readonly aside?: string;
  readonly value: string;
  readonly unit: string;
  readonly change: Change | null;
  /** What the change is against: as short as the card, and in full. */
  readonly against: Against;
  /** In place of a change, when there is none to tell. */
  readonly note: string;
  /** What the change and the line are about, in a sentence. */
  readonly hint: string;
  readonly spark: readonly (number | null)[];
  readonly colour: 'run' | 'bad' | 'inv';
  /** Filter of the list that shows the jobs behind the figure. */
  readonly query: Readonly<Record<string, string>>;
}

interface Against {
  readonly short: string;
  readonly full: string;
}

/** Query of the list that shows every job: its bare address shows what was looked at last. */
export const ALL_JOBS = { order: 'desc' } as const;

const NOTHING = '–';
const number = new Intl.NumberFormat();
const short = new Intl.NumberFormat(undefined, {
  maximumSignificantDigits: 3,
  maximumFractionDigits: 2,
  roundingPriority: 'lessPrecision',
});
const tenth = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Every card of the dashboard, in its order. `nowMs`: the time by the backend's clock. */
export function statCards(stats: StatsView, trend: TrendView, nowMs: number): readonly StatCard[] {
  return [
    throughput(trend),
    successRate(trend),
    waiting(stats, trend),
    oldestWaiting(stats, trend, nowMs),
    running(stats, trend),
    failed(trend),
  ];
}

const before = ({ range }: TrendView): string => `compared with the ${RANGE_WORDS[range]} before`;
const againstBefore = (trend: TrendView): Against => ({
  short: `vs ${RANGE_SHORT[trend.range]} before`,
  full: before(trend),
});
/** Of a figure that is as it is now, not of a stretch of time. */
const againstAgo = ({ range }: TrendView): Against => ({
  short: `vs ${RANGE_SHORT[range]} ago`,
  full: `compared with those ${range === '1h' ? 'an hour' : RANGE_WORDS[range]} ago`,
});

function throughput(trend: TrendView): StatCard {
  const minutes = minutesOf(trend);
  const [now, then] = [finishedOf(trend.total) / minutes, finishedOf(trend.previous) / minutesBefore(trend)];
  return {
    label: 'Throughput',
    value: now < 100 ? short.format(now) : number.format(Math.round(now)),
    unit: '/min',
    change: changeOf(now, then, { sense: 'good', scale: minutes, noun: 'job' }),
    against: againstBefore(trend),
    note: now === 0 ? 'nothing finished' : 'none before',
    hint: `Jobs that finished in a minute, ${before(trend)}`,
    spark: ratesOf(trend, finishedOf),
    colour: 'run',
    query: ALL_JOBS,
  };
}

function successRate(trend: TrendView): StatCard {
  const [now, then] = [successOf(trend.total), successOf(trend.previous)];
  const points = now === null || then === null ? null : Math.round((now - then) * 10) / 10;
  return {
    label: 'Success rate',
    value: now === null ? NOTHING : tenth.format(honest(now)),
    unit: now === null ? '' : '%',
    change: points === null ? null : directed(points, `${tenth.format(Math.abs(points))} pt`, 'good'),
    against: againstBefore(trend),
    note: now === null ? 'needs a finished job' : 'none before',
    hint: `Completed among completed and failed jobs, ${before(trend)}`,
    spark: trend.buckets.map(successOf),
    colour: (now ?? 100) < 100 ? 'bad' : 'run',
    query: { status: 'completed' },
  };
}

/** Never rounded to all or nothing. */
const honest = (percent: number): number =>
  percent === 0 || percent === 100 ? percent : Math.min(99.9, Math.max(0.1, percent));

/** Jobs wait, and the time of none of them has come. */
const isNoneDue = ({ byStatus, oldestWaiting: since }: StatsView): boolean =>
  byStatus.PENDING > 0 && since === undefined;

function waiting(stats: StatsView, trend: TrendView): StatCard {
  const { byStatus } = stats;
  const growth = growthOf(trend.total);
  const against = againstAgo(trend);
  return {
    label: 'Waiting',
    ...(isNoneDue(stats) && { aside: 'not due' }),
    value: number.format(byStatus.PENDING),
    unit: byStatus.PENDING === 1 ? 'job' : 'jobs',
    change: inCounts(growth, 'burden', 'job'),
    against,
    note: 'all clear',
    hint: `Jobs that wait now, also those that are not due; unfinished jobs ${against.full}`,
    spark: unfinishedOf(trend, byStatus.PENDING + byStatus.PROCESSING),
    colour: 'inv',
    query: { status: 'pending' },
  };
}

function oldestWaiting(stats: StatsView, trend: TrendView, nowMs: number): StatCard {
  const since = stats.oldestWaiting;
  const why = isNoneDue(stats) ? 'none is due' : 'all clear';
  const age = since === undefined ? { value: NOTHING, unit: '' } : ageText(nowMs - Date.parse(since));
  const [now, then] = [trend.total.wait?.p95Ms, trend.previous.wait?.p95Ms];
  const difference = now === undefined || then === undefined ? null : now - then;
  return {
    label: 'Oldest waiting',
    ...age,
    change: difference === null ? null : directed(difference, `${spanText(Math.abs(difference))} p95`, 'burden'),
    against: againstBefore(trend),
    note: since === undefined ? why : 'none before',
    hint: `How long the job has waited that has been due longest; 95 of 100 waits ${before(trend)}`,
    spark: trend.buckets.map(({ wait }) => wait?.p95Ms ?? null),
    colour: 'inv',
    query: { status: 'pending', order: 'asc' },
  };
}

function running({ byStatus }: StatsView, trend: TrendView): StatCard {
  const claims = ({ wait }: { readonly wait: { readonly samples: number } | null }): number => wait?.samples ?? 0;
  const minutes = minutesOf(trend);
  const [now, then] = [claims(trend.total) / minutes, claims(trend.previous) / minutesBefore(trend)];
  return {
    label: 'Running',
    value: number.format(byStatus.PROCESSING),
    unit: byStatus.PROCESSING === 1 ? 'job' : 'jobs',
    change: changeOf(now, then, { sense: 'plain', scale: minutes, noun: 'start', isAlwaysNamed: true }),
    against: againstBefore(trend),
    note: now === 0 ? 'nothing started' : 'none before',
    hint: `Jobs that run now; runs started ${before(trend)}`,
    spark: ratesOf(trend, claims),
    colour: 'run',
    query: { status: 'processing' },
  };
}

function failed(trend: TrendView): StatCard {
  const { total, previous } = trend;
  const minutes = minutesOf(trend);
  const [now, then] = [total.failed / minutes, previous.failed / minutesBefore(trend)];
  return {
    label: 'Failed',
    value: number.format(total.failed),
    unit: total.failed === 1 ? 'failure' : 'failures',
    change: changeOf(now, then, { sense: 'bad', scale: minutes, noun: 'failure' }),
    against: againstBefore(trend),
    note: total.failed === 0 ? 'all clear' : 'none before',
    hint: `Failures for good, ${before(trend)}, each of a job that was retried, too; the list has jobs that are failed now`,
    spark: ratesOf(trend, (bucket) => bucket.failed),
    colour: 'bad',
    query: { status: 'failed' },
  };
}
