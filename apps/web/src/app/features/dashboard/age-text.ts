const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A figure and its unit. */
export interface Measured {
  readonly value: string;
  readonly unit: string;
}

const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');

/** How long something has lasted, `12 s`, `6:12 min`, `2:05 h`, `3 d 4 h`. Never negative. */
export function ageText(ms: number): Measured {
  const age = Math.max(0, ms);
  if (age < MINUTE) return { value: String(Math.floor(age / SECOND)), unit: 's' };
  if (age < HOUR) return { value: `${Math.floor(age / MINUTE)}:${two((age % MINUTE) / SECOND)}`, unit: 'min' };
  if (age < DAY) return { value: `${Math.floor(age / HOUR)}:${two((age % HOUR) / MINUTE)}`, unit: 'h' };
  return { value: `${Math.floor(age / DAY)} d ${Math.floor((age % DAY) / HOUR)}`, unit: 'h' };
}

/** The same in whole units, for a sentence: `6 min`, `3 d`. */
export function roughAge(ms: number): string {
  const age = Math.max(0, ms);
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  return age < DAY ? `${Math.floor(age / HOUR)} h` : `${Math.floor(age / DAY)} d`;
}

/** A measured time of a chart or a card, `0.9 s`, `350 ms`, `2.5 min`. */
export function spanText(ms: number): string {
  if (ms < SECOND) return `${Math.round(ms)} ms`;
  if (ms < MINUTE) return `${shortNumber(ms / SECOND)} s`;
  if (ms < HOUR) return `${shortNumber(ms / MINUTE)} min`;
  return ms < DAY ? `${shortNumber(ms / HOUR)} h` : `${shortNumber(ms / DAY)} d`;
}

const oneDecimal = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const shortNumber = (value: number): string => oneDecimal.format(value);
