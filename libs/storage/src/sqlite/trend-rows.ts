import type { TrendFigures, TrendStep } from '@fasttrack/jobs/trend/trend-figures';
import { NO_FIGURES, addFigures, figuresOf } from '@fasttrack/jobs/trend/trend-figures';
import type { TrendUnit } from '@fasttrack/jobs/trend/trend-units';
import { KEPT_MS, TREND_UNITS, unitStart } from '@fasttrack/jobs/trend/trend-units';
import type Database = require('libsql');

/** Stands for all types together; the number of no type. */
export const ALL_TYPES = 0;
/** Rows that one sweep removes of each unit, so that it stays short after a long pause. */
const PRUNED_AT_ONCE = 1000;

/** Number of a unit in the file. */
export const unitNumber = (unit: TrendUnit): number => TREND_UNITS.indexOf(unit);

const prepare = (db: Database.Database) => ({
  read: db.prepare('SELECT figures FROM trend WHERE unit = ? AND start = ? AND type = ?'),
  write: db.prepare('INSERT INTO trend VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET figures = excluded.figures'),
  prune: db.prepare(
    `DELETE FROM trend WHERE (unit, start, type) IN
       (SELECT unit, start, type FROM trend WHERE unit = ? AND start < ? ORDER BY start LIMIT ?)`,
  ),
});

/**
 * The trend, written with the jobs: what a transaction's changes add is summed here and written once, at its end. Every
 * call belongs into a transaction.
 */
export class TrendRows {
  private readonly statements: ReturnType<typeof prepare>;
  private noted = new Map<number, TrendFigures>();
  /** Rows of the units that time is in, as they are in the file: nobody else writes them. */
  private readonly current = new Map<string, TrendFigures>();
  private minute = 0;
  private prunedMinute = 0;

  constructor(db: Database.Database) {
    this.statements = prepare(db);
  }

  /** Counts a step of a job of this type. */
  note(type: number, step: TrendStep | undefined): void {
    if (step) this.noted.set(type, addFigures(this.noted.get(type) ?? NO_FIGURES, figuresOf(step)));
  }

  /** Writes what was noted, as of this moment. */
  flush(wall: number): void {
    if (this.noted.size === 0) return;
    this.keepOnly(unitStart('minute', wall));
    this.noted.set(ALL_TYPES, [...this.noted.values()].reduce(addFigures, NO_FIGURES));
    for (const unit of TREND_UNITS) {
      for (const [type, figures] of this.noted) this.add([unitNumber(unit), unitStart(unit, wall), type], figures);
    }
    this.noted = new Map();
  }

  /** Drops what was noted and what is kept in memory: after a transaction was rolled back. */
  forget(): void {
    this.noted = new Map();
    this.current.clear();
  }

  /** Removes, once a minute, rows that are shown no more. */
  prune(wall: number): void {
    const minute = unitStart('minute', wall);
    if (minute === this.prunedMinute) return;
    const removed = TREND_UNITS.map(
      (unit) => this.statements.prune.run(unitNumber(unit), wall - KEPT_MS[unit], PRUNED_AT_ONCE).changes,
    );
    if (Math.max(...removed) < PRUNED_AT_ONCE) this.prunedMinute = minute;
  }

  private add(row: readonly [unit: number, start: number, type: number], figures: TrendFigures): void {
    const key = row.join();
    const sum = addFigures(this.current.get(key) ?? this.read(row), figures);
    this.statements.write.run(...row, JSON.stringify(sum));
    this.current.set(key, sum);
  }

  private read(row: readonly number[]): TrendFigures {
    const stored = this.statements.read.get(...row) as { figures: string } | undefined;
    return stored ? (JSON.parse(stored.figures) as TrendFigures) : NO_FIGURES;
  }

  private keepOnly(minute: number): void {
    if (minute !== this.minute) this.current.clear();
    this.minute = minute;
  }
}
