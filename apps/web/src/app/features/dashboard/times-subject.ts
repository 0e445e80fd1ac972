import type { DurationsView, TrendView } from '@fasttrack/contracts';
import { spanText } from './age-text';
import { timesPicture, timesTable } from './times-picture';
import type { TrendSubject } from './trend-chart';
import { RANGE_WORDS } from './trend-rates';

/** Fewer measured times than this say little. */
const SAMPLES_MIN = 20;

const isEmpty = ({ total: { wait, run } }: TrendView): boolean => wait === null && run === null;

/** How long jobs waited and ran, bucket by bucket: half of them, and 95 of 100. */
export const TIMES: TrendSubject = {
  heading: 'Wait and run time',
  legend: [
    { name: 'Wait', colour: '--c-wait', look: 'line' },
    { name: 'Run', colour: '--c-run', look: 'line' },
  ],
  note: (trend) => {
    const { wait, run } = trend.total;
    const isFew = (wait?.samples ?? 0) < SAMPLES_MIN || (run?.samples ?? 0) < SAMPLES_MIN;
    return !isEmpty(trend) && isFew ? 'few samples' : '';
  },
  picture: timesPicture,
  table: timesTable,
  summary: ({ total, range }) => {
    const told = [inWords('Waits', total.wait), inWords('Runs', total.run)].join(' ');
    return `Wait and run time in the last ${RANGE_WORDS[range]}. ${told} The table has each value.`;
  },
  emptyText: (trend) => (isEmpty(trend) ? `No job started in the last ${RANGE_WORDS[trend.range]}.` : ''),
};

function inWords(what: string, durations: DurationsView | null): string {
  if (!durations) return `${what}: none.`;
  const { p50Ms, p95Ms, samples } = durations;
  const few = samples < SAMPLES_MIN ? `, only ${samples} measured` : '';
  return `${what}: half took at most ${spanText(p50Ms)}, 95 of 100 at most ${spanText(p95Ms)}${few}.`;
}
