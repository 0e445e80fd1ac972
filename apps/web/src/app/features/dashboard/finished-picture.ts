import type { TrendCount, TrendView } from '@fasttrack/contracts';
import type { ChartConfiguration } from 'chart.js';
import type { ChartTable } from '../../shared/chart/chart-card';
import type { ColourName, Colours } from '../../shared/chart/chart-colours';
import { timeChartLook } from '../../shared/chart/chart-look';
import { bucketName, bucketTick } from './bucket-words';

interface Outcome {
  readonly count: TrendCount;
  readonly name: string;
  readonly colour: ColourName;
}

/** From the bottom of a bar to its top. */
export const OUTCOMES: readonly Outcome[] = [
  { count: 'completed', name: 'Completed', colour: 'c-ok' },
  { count: 'failed', name: 'Failed', colour: 'c-bad' },
  { count: 'cancelled', name: 'Cancelled', colour: 'c-can' },
];

const number = new Intl.NumberFormat();
const compact = new Intl.NumberFormat('en', { notation: 'compact' });

/** A bar for each bucket, its outcomes on top of each other. */
export function finishedPicture(trend: TrendView, colours: Colours): ChartConfiguration<'bar'> {
  const look = timeChartLook(colours, (value) => (Number.isInteger(value) ? compact.format(value) : ''));
  const names = trend.buckets.map(({ start }) => bucketName(trend, start));
  const { scales, plugins } = look;
  return {
    type: 'bar',
    data: {
      labels: trend.buckets.map(({ start }) => bucketTick(trend, start)),
      datasets: OUTCOMES.map(({ count, name, colour }) => ({
        ...{ label: name, data: trend.buckets.map((bucket) => bucket[count]) },
        ...{ backgroundColor: colours[colour], barPercentage: 0.88, categoryPercentage: 1, maxBarThickness: 28 },
      })),
    },
    options: {
      ...look,
      scales: { ...scales, y: { ...scales.y, stacked: true, suggestedMax: 4 } },
      plugins: {
        tooltip: {
          ...plugins.tooltip,
          callbacks: {
            title: ([item]) => names[item?.dataIndex ?? 0] ?? '',
            label: ({ dataset, parsed }) => `${dataset.label ?? ''}  ${number.format(parsed.y ?? 0)}`,
          },
        },
      },
    },
  };
}

/** The same as a table, the newest first. */
export const finishedTable = (trend: TrendView): ChartTable => ({
  columns: ['Time', ...OUTCOMES.map(({ name }) => name)],
  rows: trend.buckets
    .map((bucket) => [bucketTick(trend, bucket.start), ...OUTCOMES.map(({ count }) => number.format(bucket[count]))])
    .toReversed(),
});
