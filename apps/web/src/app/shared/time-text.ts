const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const dayOfYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long', hourCycle: 'h23' });

/** How long ago, in words. What lies ahead, by clocks that differ, is `now`: never negative. */
export function relativeTime(atMs: number, nowMs: number): string {
  const age = nowMs - atMs;
  if (age < 2 * SECOND) return 'now';
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s ago`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h ago`;
  if (age < 7 * DAY) return `${Math.floor(age / DAY)} d ago`;
  const isThisYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return (isThisYear ? day : dayOfYear).format(atMs);
}

/** The moment in full: local time, then UTC. */
export const absoluteTime = (atMs: number): string =>
  `${full.format(atMs)} (${new Date(atMs).toISOString().replace('T', ' ').replace('Z', ' UTC')})`;

/** Time of day, `14:03:10`. */
export const clockTime = (atMs: number): string => clock.format(atMs);

/** Time of day for today, else with the date. */
export function shortTime(atMs: number, nowMs: number): string {
  const isToday = new Date(atMs).toDateString() === new Date(nowMs).toDateString();
  return isToday ? clockTime(atMs) : `${day.format(atMs)}, ${clockTime(atMs)}`;
}

/** A length of time, `0.4 s`, `1:09`, `2:05:00`, `3 d 4 h`. Never negative. */
export function durationText(ms: number): string {
  const span = Math.max(0, ms);
  if (span < MINUTE) return `${(Math.floor(span / 100) / 10).toFixed(1)} s`;
  const seconds = String(Math.floor((span % MINUTE) / SECOND)).padStart(2, '0');
  const minutes = Math.floor((span % HOUR) / MINUTE);
  if (span < HOUR) return `${minutes}:${seconds}`;
  const hours = Math.floor((span % DAY) / HOUR);
  if (span < DAY) return `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`;
  return `${Math.floor(span / DAY)} d ${hours} h`;
}
