import { perBucket } from './bucket-words';
import { OUTCOMES, finishedPicture, finishedTable } from './finished-picture';
import type { TrendSubject } from './trend-chart';
import { RANGE_WORDS, finishedOf } from './trend-rates';

const number = new Intl.NumberFormat();

/** How many jobs ended, bucket by bucket, and how. */
export const FINISHED: TrendSubject = {
  heading: 'Finished jobs',
  legend: OUTCOMES.map(({ name, colour }) => ({ name, colour: `--${colour}`, look: 'box' })),
  note: perBucket,
  picture: finishedPicture,
  table: finishedTable,
  summary: (trend) => {
    const counts = OUTCOMES.map(({ count, name }) => `${number.format(trend.total[count])} ${name.toLowerCase()}`);
    const where = `${perBucket(trend)} in the last ${RANGE_WORDS[trend.range]}`;
    return `Finished jobs ${where}: ${counts.join(', ')}. The table has each value.`;
  },
  emptyText: ({ total, range }) =>
    finishedOf(total) === 0 ? `No job finished in the last ${RANGE_WORDS[range]}.` : '',
};
