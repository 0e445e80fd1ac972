import type { TrendView } from '@fasttrack/contracts';

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const weekdayTime = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const dayTime = new Intl.DateTimeFormat(undefined, {
  ...{ weekday: 'short', day: 'numeric', month: 'short' },
  ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
});
/** Days are those of UTC, wherever the reader is. */
const utcDay = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const utcWeekday = new Intl.DateTimeFormat(undefined, {
  ...{ weekday: 'short', day: 'numeric', month: 'short' },
  timeZone: 'UTC',
});

type Span = Pick<TrendView, 'bucketSeconds' | 'range'>;

/** What stands under a bucket. */
export function bucketTick({ bucketSeconds, range }: Span, start: string): string {
  const at = Date.parse(start);
  if (bucketSeconds >= DAY_S) return utcDay.format(at);
  return range === '7d' ? weekdayTime.format(at) : time.format(at);
}

/** The whole bucket: `Tue 24 Nov, 09:00 to 10:00`. */
export function bucketName({ bucketSeconds }: Span, start: string): string {
  const at = Date.parse(start);
  if (bucketSeconds >= DAY_S) return `${utcWeekday.format(at)} (UTC)`;
  return `${dayTime.format(at)} to ${time.format(at + bucketSeconds * 1000)}`;
}

/** What one bucket is: `per hour`. */
export function perBucket({ bucketSeconds }: Span): string {
  if (bucketSeconds >= DAY_S) return 'per day';
  return bucketSeconds >= HOUR_S ? 'per hour' : 'per minute';
}
