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
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const hourAndMinute = new Intl.DateTimeFormat(undefined, { timeStyle: 'short', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
/** Distances of ticks that people read easily. */
const STEPS = [
  ...[0.2, 0.5, 1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((days) => days * DAY),
];
const TICKS_MAX = 4;
const SPAN_MIN = SECOND;
/** Part of the width that stays free at the right, for words after the last bar. */
const ROOM = 0.28;
/** Labels nearer than this, in percent, would touch; the first one stands to the right of its place. */
const [LABEL_PERCENT, FIRST_LABEL_PERCENT] = [13, 20];

/** The stretch from the first line to the last, with room for words; long waits ahead are cut off at its end. */
export function axisOf(rows: readonly TimelineRow[]): TimelineAxis {
  const times = rows.flatMap(timesOf);
  const start = times.length === 0 ? 0 : Math.min(...times);
  const last = Math.max(start, ...times);
  const span = Math.max(SPAN_MIN, last - start);
  const end = start + span / (1 - ROOM);
  const isOpen = rows.some((row) => 'isOpen' in row && row.isOpen);
  return { start, end, ticks: ticksOf({ start, end }, last, isOpen) };
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
  for (let at = (Math.floor((axis.start - offset) / step) + 1) * step + offset; at <= last; at += step) {
    const percent = percentOf(axis, at);
    // "now" has a label of its own.
    const isFree = percent >= FIRST_LABEL_PERCENT && (!isOpen || lastPercent - percent >= LABEL_PERCENT);
    if (isFree) ticks.push({ percent, text: labelOf(at, step) });
  }
  return ticks;
}

function labelOf(at: number, step: number): string {
  if (step >= DAY) return day.format(at);
  if (step >= HOUR) return hourAndMinute.format(at);
  return step < SECOND ? `${clockTime(at)}.${Math.floor((at % SECOND) / 100)}` : clockTime(at);
}
