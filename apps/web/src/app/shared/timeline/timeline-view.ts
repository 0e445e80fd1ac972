import type { IconName } from '../icon-paths';
import { clockTime, durationText, shortTime } from '../time-text';
import type { TimelineAxis } from './timeline-axis';
import { percentOf } from './timeline-axis';
import { labelsOf, marksText } from './timeline-callbacks';
import type { LineLabel, TimelineBar, TimelineMark, TimelineRow } from './timeline-row';

/** A line of the timeline, ready to be drawn and to be read as a row of a table. */
export interface LineView {
  readonly id: string;
  readonly icon: IconName;
  readonly label: string;
  /** How long, how many, or when. */
  readonly measure: string;
  readonly note: string;
  readonly tone: string;
  /** When it began; empty when it has no place in time. */
  readonly from: string;
  readonly bar: { readonly left: number; readonly width: number } | null;
  /** From now to when it ends by itself. */
  readonly planned: { readonly left: number; readonly width: number } | null;
  /** Places of the diamonds. */
  readonly marks: readonly { readonly left: number; readonly isInVain: boolean }[];
  /** Words in the drawing, from left to right: a note as it is, or what became of the callbacks at one place. */
  readonly labels: readonly LineLabel[];
}

const ICONS: Readonly<Record<TimelineBar['tone'], IconName>> = {
  scheduled: 'calendar',
  waiting: 'clock',
  backoff: 'hourglass',
  running: 'play',
  completed: 'check',
  malformed: 'braces',
  failed: 'x',
  cancelled: 'ban',
  'put-back': 'history',
};

const EMPTY = { bar: null, planned: null, marks: [], labels: [], from: '', measure: '', note: '' } as const;

/** Prepares one line; `now` decides whether times need their day. */
export function lineViewOf(row: TimelineRow, axis: TimelineAxis, now: number): LineView {
  if (row.kind === 'callbacks') return callbackView(row.id, row.marks, axis, now);
  if (row.kind !== 'gap') return barView(row, axis, now);
  const label = row.omitted === 1 ? '1 event is left out' : `${row.omitted} events are left out`;
  return { ...EMPTY, id: row.id, icon: 'ellipsis', label, tone: 'gap' };
}

function barView(row: TimelineBar, axis: TimelineAxis, now: number): LineView {
  const left = percentOf(axis, row.start);
  const right = percentOf(axis, row.end);
  const isPlanned = row.isOpen && row.until !== undefined && row.until > row.end;
  const planned = isPlanned ? { left: right, width: percentOf(axis, row.until ?? 0) - right } : null;
  const note = noteOf(row, now);
  const noteLeft = planned ? planned.left + planned.width : right;
  return {
    id: row.id,
    icon: ICONS[row.tone],
    label: row.label,
    measure: durationText(row.end - row.start),
    note,
    tone: row.tone,
    from: shortTime(row.start, now),
    bar: { left, width: right - left },
    planned,
    marks: [],
    labels: note === '' ? [] : [{ text: note, left: noteLeft, right: 100 }],
  };
}

/** A reason stands without its code: there is little room, and the history has it in full. */
function noteOf({ kind, tone, isOpen, until, note = '' }: TimelineBar, now: number): string {
  if (!isOpen || until === undefined) return tone === 'failed' ? note.replace(/^[a-z_]+: (?=.)/, '') : note;
  if (kind === 'backoff') return until > now ? `next try ${shortTime(until, now)}` : 'waits for a slot';
  return `until ${shortTime(until, now)}`;
}

function callbackView(id: string, marks: readonly TimelineMark[], axis: TimelineAxis, now: number): LineView {
  const last = marks.at(-1);
  const lefts = marks.map(({ at, isInVain = false }) => ({ left: percentOf(axis, at), isInVain }));
  return {
    ...EMPTY,
    id,
    icon: 'webhook',
    label: marks.length === 1 ? 'Callback' : 'Callbacks',
    measure: marks.length === 1 && last ? clockTime(last.at) : String(marks.length),
    note: marksText(marks),
    tone: 'callback',
    from: marks[0] ? shortTime(marks[0].at, now) : '',
    marks: lefts,
    labels: labelsOf(marks, axis),
  };
}
