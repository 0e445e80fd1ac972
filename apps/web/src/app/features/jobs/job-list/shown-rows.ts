import type { JobRow } from '../../../core/job-page';

/** A row as it stands on screen. */
export interface ShownRow {
  readonly row: JobRow;
  /** It left the list while somebody was at the table: it stays in its place, marked. */
  readonly isGone: boolean;
}

/** What is on screen and what waits to be shown. */
export interface Shown {
  readonly rows: readonly ShownRow[];
  /** How many newer rows are held back. */
  readonly waiting: number;
  /** Whether there may be more of those than were read. */
  readonly isCapped: boolean;
}

/** What decides how news come in. */
export interface Circumstances {
  /** Somebody is at the table. */
  readonly isHeld: boolean;
  /** Names rows that a person here has just made. */
  readonly isOwn: (id: string) => boolean;
  /** Names rows that may stand behind what was read: they have not left, they were not asked for. */
  readonly isUnread?: ((id: string) => boolean) | undefined;
  /** There are rows behind the last one that was read. */
  readonly hasOlder?: boolean | undefined;
}

/** Nothing yet. */
export const NOTHING_SHOWN: Shown = { rows: [], waiting: 0, isCapped: false };

/**
 * Brings the screen up to date. While it is held, or rows wait already, nothing moves: known rows change in place, rows
 * that left stay marked, older ones are added below, newer ones wait.
 */
export function follow(before: Shown, news: readonly JobRow[], around: Circumstances): Shown {
  const { isHeld, isOwn, isUnread, hasOlder = false } = around;
  const known = new Map(before.rows.map((shown) => [shown.row.id, shown]));
  if (known.size === 0 || (!isHeld && before.waiting === 0)) {
    return { rows: news.map((row) => keepIfSame(known.get(row.id), row)), waiting: 0, isCapped: false };
  }
  const fresh = new Map(news.map((row) => [row.id, row]));
  const stay = before.rows.map((shown) => {
    const row = fresh.get(shown.row.id);
    return !row && isUnread?.(shown.row.id) ? shown : update(shown, row);
  });
  const lastKnown = news.findLastIndex((row) => known.has(row.id));
  const unknown = news
    .map((row, index) => ({ row, isOlder: index > lastKnown }))
    .filter(({ row }) => !known.has(row.id));
  const mine = unknown.filter(({ row }) => isOwn(row.id));
  const older = lastKnown < 0 ? [] : unknown.filter(({ row, isOlder }) => isOlder && !isOwn(row.id));
  const show = (added: typeof unknown): ShownRow[] => added.map(({ row }) => ({ row, isGone: false }));
  const waiting = unknown.length - mine.length - older.length;
  // Where no row that was read is on screen, those in between were not read.
  return {
    rows: [...show(mine), ...stay, ...show(older)],
    waiting,
    isCapped: waiting > 0 && lastKnown < 0 && hasOlder,
  };
}

const keepIfSame = (before: ShownRow | undefined, row: JobRow): ShownRow =>
  before?.row === row && !before.isGone ? before : { row, isGone: false };

const update = (before: ShownRow, row: JobRow | undefined): ShownRow => {
  if (row) return keepIfSame(before, row);
  return before.isGone ? before : { row: before.row, isGone: true };
};
