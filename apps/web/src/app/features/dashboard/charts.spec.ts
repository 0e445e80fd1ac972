import { aTrend, someDurations } from '../../../testing/a-trend';
import type { Colours } from '../../shared/chart/chart-colours';
import { bucketName, bucketTick, perBucket } from './bucket-words';
import { finishedPicture, finishedTable } from './finished-picture';
import { timesPicture, timesTable } from './times-picture';

const COLOURS = new Proxy({}, { get: (_all, name) => `colour of ${String(name)}` }) as Colours;

describe('the chart of finished jobs', () => {
  const trend = aTrend([{ completed: 1234, failed: 2 }, { cancelled: 1 }]);

  it('stacks outcomes from the good ones upwards, each in its colour', () => {
    const { datasets } = finishedPicture(trend, COLOURS).data;
    expect(datasets.map(({ label, backgroundColor }) => [label, backgroundColor])).toEqual([
      ['Completed', 'colour of c-ok'],
      ['Failed', 'colour of c-bad'],
      ['Cancelled', 'colour of c-can'],
    ]);
    expect(datasets.map(({ data }) => data.slice(-2))).toEqual([
      [1234, 0],
      [2, 0],
      [0, 1],
    ]);
  });

  it('is a table too, the newest row first', () => {
    const { columns, rows } = finishedTable(trend);
    expect(columns).toEqual(['Time', 'Completed', 'Failed', 'Cancelled']);
    expect(rows.slice(0, 2).map((row) => row.slice(1))).toEqual([
      ['0', '0', '1'],
      ['1,234', '2', '0'],
    ]);
    expect(rows).toHaveLength(60);
  });
});

describe('the chart of times', () => {
  const trend = aTrend([
    { wait: someDurations(20, 80), run: someDurations(5000, 9300) },
    {},
    { run: someDurations(1, 2) },
  ]);

  it('leaves a gap where nothing was measured, and shows a value between gaps as a point', () => {
    const [wait, , run] = timesPicture(trend, COLOURS).data.datasets;
    expect(wait?.data.slice(-3)).toEqual([20, null, null]);
    expect([wait?.spanGaps, run?.spanGaps]).toEqual([false, false]);
    expect((run?.pointRadius as number[]).slice(-3)).toEqual([2, 0, 2]);
  });

  it('is a table too, with a dash where nothing was measured', () => {
    expect(
      timesTable(trend)
        .rows.slice(0, 3)
        .map((row) => row.slice(1)),
    ).toEqual([
      ['–', '–', '1 ms', '2 ms'],
      ['–', '–', '–', '–'],
      ['20 ms', '80 ms', '5 s', '9.3 s'],
    ]);
  });
});

it('days are those of UTC wherever the reader is', () => {
  const day = { bucketSeconds: 86_400, range: '30d' } as const;
  expect(bucketTick(day, '2026-11-24T00:00:00.000Z')).toMatch(/24/);
  expect(bucketName(day, '2026-11-24T00:00:00.000Z')).toMatch(/24.*\(UTC\)$/);
  expect(perBucket(day)).toBe('per day');
});
