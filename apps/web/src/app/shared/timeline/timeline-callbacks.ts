import type { TimelineAxis } from './timeline-axis';
import { percentOf } from './timeline-axis';
import type { LineLabel, TimelineCallback, TimelineMark, TimelineRow } from './timeline-row';

/** Adds the callbacks that changed nothing: those that did are in the history. */
export function withCallbacksInVain(rows: TimelineRow[], callbacks: readonly TimelineCallback[]): TimelineRow[] {
  const marks = callbacks.filter(({ verdict }) => verdict !== 'accepted').map(markOf);
  if (marks.length === 0) return rows;
  const at = rows.findIndex(({ kind }) => kind === 'callbacks');
  const row = rows[at];
  const known = row?.kind === 'callbacks' ? row.marks : [];
  const all = [...known, ...marks].sort((one, other) => one.at - other.at);
  const line: TimelineRow = { kind: 'callbacks', id: 'callbacks', marks: all };
  return row ? rows.with(at, line) : [...rows, line];
}

const markOf = ({ at, verdict }: TimelineCallback): TimelineMark => ({
  at: Date.parse(at),
  text: verdict,
  isInVain: true,
});

/** Marks nearer than this, in percent, look like one; words need that much room. */
const [TOGETHER, WORDS] = [2, 18];

/** What became of the callbacks at each place; words that would run into the next mark are left to the table. */
export function labelsOf(marks: readonly TimelineMark[], axis: TimelineAxis): LineLabel[] {
  if (axis.hasWordsBelow) return [{ text: marksText(marks), left: 0, right: 100 }];
  const places: { readonly left: number; last: number; readonly marks: TimelineMark[] }[] = [];
  for (const mark of marks) {
    const left = percentOf(axis, mark.at);
    const place = places.at(-1);
    if (place && left - place.last < TOGETHER) {
      place.marks.push(mark);
      place.last = left;
    } else places.push({ left, last: left, marks: [mark] });
  }
  return places
    .map((place, at) => ({
      text: marksText(place.marks),
      left: place.last,
      right: (places[at + 1]?.left ?? 100 + TOGETHER) - TOGETHER,
    }))
    .filter(({ left, right }) => right - left >= WORDS);
}

/** What became of several callbacks, in the order in which they came: `accepted, 2 × duplicate`. */
export function marksText(marks: readonly TimelineMark[]): string {
  const counts = new Map<string, number>();
  for (const { text } of marks) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count]) => (count === 1 ? text : `${count} × ${text}`)).join(', ');
}
