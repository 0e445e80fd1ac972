const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (value: number): string => String(value).padStart(2, '0');

/** A length of time that is over: `0.4 s`, `2:27`, `1:02:05`, `2 d 3 h`. Never negative. */
export function durationText(ms: number): string {
  const length = Math.max(0, ms);
  // Rounding must not show 60.0 s.
  return length < 59_950 ? `${(length / SECOND).toFixed(1)} s` : tickingText(Math.round(length / SECOND) * SECOND);
}

/** A length of time that grows each second: `0:09`, `2:27`, `1:02:05`, `2 d 3 h`. Never negative. */
export function tickingText(ms: number): string {
  const length = Math.max(0, ms);
  if (length >= DAY) return `${Math.floor(length / DAY)} d ${Math.floor((length % DAY) / HOUR)} h`;
  const [hours, minutes] = [Math.floor(length / HOUR), Math.floor((length % HOUR) / MINUTE)];
  const seconds = two(Math.floor((length % MINUTE) / SECOND));
  return hours > 0 ? `${hours}:${two(minutes)}:${seconds}` : `${minutes}:${seconds}`;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** Local time of day, to the second: `14:05:30`. */
export const clockText = (ms: number): string => clock.format(ms);

/** Local day: `24 Nov`. */
export const dayText = (ms: number): string => day.format(ms);

/** Local time of day, with the day when that is not the day of `near`. */
export const momentText = (ms: number, near: number): string =>
  dayText(ms) === dayText(near) ? clockText(ms) : `${dayText(ms)}, ${clockText(ms)}`;
