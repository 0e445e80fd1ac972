import type { DurationsView, TrendView } from '@fasttrack/contracts';
import type { ChartConfiguration } from 'chart.js';
import type { ChartTable } from '../../shared/chart/chart-card';
import type { ColourName, Colours } from '../../shared/chart/chart-colours';
import { faded } from '../../shared/chart/chart-colours';
import { timeChartLook } from '../../shared/chart/chart-look';
import { endLabels } from '../../shared/chart/end-labels';
import { spanText } from './age-text';
import { bucketName, bucketTick } from './bucket-words';

interface Measure {
  readonly of: 'wait' | 'run';
  readonly percentile: 'p50Ms' | 'p95Ms';
  readonly name: string;
  readonly colour: ColourName;
}

/** Each p95 follows its p50: the band between them is filled. */
const MEASURES: readonly Measure[] = [
  { of: 'wait', percentile: 'p50Ms', name: 'Wait p50', colour: 'c-wait' },
  { of: 'wait', percentile: 'p95Ms', name: 'Wait p95', colour: 'c-wait' },
  { of: 'run', percentile: 'p50Ms', name: 'Run p50', colour: 'c-run' },
  { of: 'run', percentile: 'p95Ms', name: 'Run p95', colour: 'c-run' },
];

const NOTHING = '–';
/** Room for the values at the right end. */
const LABELS_WIDTH = 86;

/** Lines of how long half and 95 of 100 jobs waited and ran, with their latest values at the right end. */
export function timesPicture(trend: TrendView, colours: Colours): ChartConfiguration<'line'> {
  const look = timeChartLook(colours, (value) => (value === 0 ? '0' : spanText(value)));
  const names = trend.buckets.map(({ start }) => bucketName(trend, start));
  const { scales, plugins } = look;
  return {
    type: 'line',
    data: {
      labels: trend.buckets.map(({ start }) => bucketTick(trend, start)),
      datasets: MEASURES.map((measure) => lineOf(measure, trend, colours)),
    },
    options: {
      ...look,
      layout: { padding: { right: LABELS_WIDTH, top: 6 } },
      scales: { x: { ...scales.x, stacked: false }, y: { ...scales.y, suggestedMax: 1000 } },
      plugins: {
        tooltip: {
          ...plugins.tooltip,
          callbacks: {
            title: ([item]) => names[item?.dataIndex ?? 0] ?? '',
            label: ({ dataset, parsed }) => `${dataset.label ?? ''}  ${spanText(parsed.y ?? 0)}`,
          },
        },
      },
    },
    plugins: [endLabels((value, at) => `${spanText(value)} ${MEASURES[at]?.percentile.slice(0, 3) ?? ''}`)],
  };
}

function lineOf({ of, percentile, name, colour }: Measure, { buckets }: TrendView, colours: Colours) {
  const isHigh = percentile === 'p95Ms';
  const data = buckets.map((bucket) => bucket[of]?.[percentile] ?? null);
  return {
    ...{ label: name, data, spanGaps: false },
    ...{ borderColor: colours[colour], backgroundColor: faded(colours[colour], 0.09) },
    ...{ borderWidth: isHigh ? 1.5 : 2, borderDash: isHigh ? [3, 3] : [], fill: isHigh ? '-1' : false },
    // A value between gaps is no line: it is shown as a point.
    pointRadius: data.map((_value, at) => (isAlone(data, at) ? 2 : 0)),
    ...{ pointHoverRadius: 3, pointBackgroundColor: colours[colour], pointHitRadius: 8 },
  };
}

const isAlone = (data: readonly (number | null)[], at: number): boolean =>
  (data[at - 1] ?? null) === null && (data[at + 1] ?? null) === null;

/** The same as a table, the newest first. */
export const timesTable = (trend: TrendView): ChartTable => ({
  columns: ['Time', ...MEASURES.map(({ name }) => name)],
  rows: trend.buckets
    .map((bucket) => [
      bucketTick(trend, bucket.start),
      ...MEASURES.map(({ of, percentile }) => text(bucket[of], percentile)),
    ])
    .toReversed(),
});

const text = (durations: DurationsView | null, percentile: Measure['percentile']): string =>
  durations ? spanText(durations[percentile]) : NOTHING;
