const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Figures are kept by the minute, by the hour and by the day, so that no question adds up more than it shows. */
export const TREND_UNITS = ['minute', 'hour', 'day'] as const;
export type TrendUnit = (typeof TREND_UNITS)[number];

/** How long each unit is. Units start at whole minutes, hours and days of UTC. */
export const UNIT_MS: Readonly<Record<TrendUnit, number>> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS };

/** How long figures of a unit are kept: twice the longest range that is shown in it, since ranges are compared, and one unit to spare. */
export const KEPT_MS: Readonly<Record<TrendUnit, number>> = {
  minute: 2 * HOUR_MS + MINUTE_MS,
  hour: 14 * DAY_MS + HOUR_MS,
  day: 60 * DAY_MS + DAY_MS,
};

/** Start of the unit that holds a moment. Both are milliseconds since 1970. */
export const unitStart = (unit: TrendUnit, at: number): number => Math.floor(at / UNIT_MS[unit]) * UNIT_MS[unit];
