import { clockTime } from '../time-text';
import type { TimelineRow } from './timeline-row';

/** A place on the axis that is named. */
export interface AxisTick {
  /** From the left, 0 to 100. */
  readonly percent: number;
  readonly text: string;
}

/** The stretch of time that a timeline shows. */
export interface TimelineAxis {
  readonly start: number;
  readonly end: number;
  readonly ticks: readonly AxisTick[];
  /** Words stand below the bars, not beside them: the screen is narrow. */
  readonly hasWordsBelow: boolean;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const hourAndMinute = new Intl.DateTimeFormat(undefined, { timeStyle: 'short', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
/** Distances of ticks that people read easily. */
const STEPS = [
  ...[0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((days) => days * DAY),
];
const TICKS_MAX = 4;
const SPAN_MIN = 0.05 * SECOND;
/** Part of the width that stays free at the right: for words after the last bar or what is planned, else for a mark. */
const [ROOM, ROOM_MIN] = [0.28, 0.04];
/** Labels nearer than this, in percent, would touch; the first one stands to the right of its place. */
const [LABEL_PERCENT, FIRST_LABEL_PERCENT, FIRST_LONG_LABEL_PERCENT] = [13, 20, 32];
/** A label further to the right would be cut off. */
const LAST_LABEL_PERCENT = 92;

/**
 * The stretch from the first line to the last, with room for words where some stand at its end; long waits ahead are cut
 * off there.
 */
export function axisOf(rows: readonly TimelineRow[], hasWordsBelow: boolean): TimelineAxis {
  const times = rows.flatMap(timesOf);
  const start = times.length === 0 ? 0 : Math.min(...times);
  const last = Math.max(start, ...times);
  const span = Math.max(SPAN_MIN, last - start);
  const late = start + span * (1 - ROOM);
  const needsRoom = rows.some((row) => isPlanned(row) || (!hasWordsBelow && hasWordsAfter(row, late)));
  const end = start + span / (1 - (needsRoom ? ROOM : ROOM_MIN));
  const isOpen = rows.some((row) => 'isOpen' in row && row.isOpen);
  return { start, end, ticks: ticksOf({ start, end }, last, isOpen), hasWordsBelow };
}

/** Whether the end of a line that goes on is known, which lies beyond the last moment. */
const isPlanned = (row: TimelineRow): boolean => 'isOpen' in row && row.isOpen && row.until !== undefined;

/** Whether words stand at the end of a line that ends late: an earlier one has room beside it. */
function hasWordsAfter(row: TimelineRow, late: number): boolean {
  if (row.kind === 'gap') return false;
  if (row.kind === 'callbacks') return row.marks.some(({ at }) => at > late);
  return row.note !== undefined && row.end > late;
}

/** Where a moment lies on the axis, from 0 to 100. */
export function percentOf({ start, end }: Pick<TimelineAxis, 'start' | 'end'>, at: number): number {
  return Math.min(100, Math.max(0, ((at - start) / (end - start)) * 100));
}

function timesOf(row: TimelineRow): number[] {
  if (row.kind === 'gap') return [];
  return row.kind === 'callbacks' ? row.marks.map((mark) => mark.at) : [row.start, row.end];
}

function ticksOf(axis: Pick<TimelineAxis, 'start' | 'end'>, last: number, isOpen: boolean): AxisTick[] {
  const step = STEPS.find((distance) => (axis.end - axis.start) / distance <= TICKS_MAX) ?? 365 * DAY;
  // Steps of hours and days begin at local midnight.
  const offset = new Date(axis.start).getTimezoneOffset() * MINUTE;
  const ticks: AxisTick[] = [{ percent: 0, text: labelOf(axis.start, step) }];
  const lastPercent = percentOf(axis, last);
  const firstPercent = step < SECOND ? FIRST_LONG_LABEL_PERCENT : FIRST_LABEL_PERCENT;
  for (let at = (Math.floor((axis.start - offset) / step) + 1) * step + offset; at <= last; at += step) {
    const percent = percentOf(axis, at);
    // "now" has a label of its own.
    const isFree = percent <= LAST_LABEL_PERCENT && (!isOpen || lastPercent - percent >= LABEL_PERCENT);
    if (isFree && percent >= firstPercent) ticks.push({ percent, text: labelOf(at, step) });
  }
  return ticks;
}

function labelOf(at: number, step: number): string {
  if (step >= DAY) return day.format(at);
  if (step >= HOUR) return hourAndMinute.format(at);
  if (step >= SECOND) return clockTime(at);
  const parts = String(at % SECOND).padStart(3, '0');
  return `${clockTime(at)}.${parts.slice(0, step < SECOND / 10 ? 2 : 1)}`;
}
