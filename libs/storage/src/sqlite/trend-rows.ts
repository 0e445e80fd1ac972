import type { TrendFigures, TrendStep } from '@fasttrack/jobs/trend/trend-figures';
import { NO_FIGURES, countSteps, sumFigures } from '@fasttrack/jobs/trend/trend-figures';
import type { TrendUnit } from '@fasttrack/jobs/trend/trend-units';
import { KEPT_MS, TREND_UNITS, UNIT_MS, unitStart } from '@fasttrack/jobs/trend/trend-units';
import type Database = require('libsql');

/** Stands for all types together; the number of no type. Its row of a minute marks that the minute is summed up. */
export const ALL_TYPES = 0;
/** Units whose rows one sweep removes, so that it stays short after a long pause. */
const PRUNED_AT_ONCE = 30;

/** Number of a unit in the file. */
export const unitNumber = (unit: TrendUnit): number => TREND_UNITS.indexOf(unit);
const MINUTE = unitNumber('minute');

/** Start of the last minute that is summed up, which is in the file as long as any minute before it; `null`: there is none. */
export const SUMMED_UP = `SELECT max(start) AS start FROM trend WHERE unit = ${MINUTE} AND type = ${ALL_TYPES}`;

const prepare = (db: Database.Database) => ({
  read: db.prepare('SELECT figures FROM trend WHERE unit = ? AND start = ? AND type = ?'),
  write: db.prepare('INSERT INTO trend VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET figures = excluded.figures'),
  summedUp: db.prepare(SUMMED_UP),
  over: db.prepare(`SELECT start, type, figures FROM trend WHERE unit = ${MINUTE} AND start > ? AND start < ?`),
  prune: db.prepare(
    'DELETE FROM trend WHERE unit = ? AND start < min(?, (SELECT min(start) FROM trend WHERE unit = ?) + ?)',
  ),
});

type ByType = ReadonlyMap<number, TrendFigures>;

/**
 * The trend, written with the jobs. A transaction adds what its changes make to the rows of the minute, one for each
 * type; once the minute is over it is summed up for all types, the hour and the day. Every call belongs into a transaction.
 */
export class TrendRows {
  private readonly statements: ReturnType<typeof prepare>;
  private noted = new Map<number, TrendStep[]>();
  /** Rows of the minute, as they are in the file: nobody else writes them. */
  private readonly rows = new Map<number, TrendFigures>();
  private minute: number | undefined;
  private prunedMinute: number | undefined;
  private summedUp = 0;

  constructor(db: Database.Database) {
    this.statements = prepare(db);
  }

  /** Counts a step of a job of this type. */
  note(type: number, step: TrendStep | undefined): void {
    if (!step) return;
    const steps = this.noted.get(type);
    if (steps) steps.push(step);
    else this.noted.set(type, [step]);
  }

  /** Writes what was noted, as of this moment. */
  flush(wall: number): void {
    if (this.noted.size === 0) return;
    const minute = this.enter(wall);
    for (const [type, steps] of this.noted) {
      const sum = countSteps(this.rows.get(type) ?? this.read(MINUTE, minute, type), steps);
      this.write(MINUTE, minute, type, sum);
      this.rows.set(type, sum);
      // The clock was set back into a minute that had been over.
      if (minute <= this.summedUp) this.sumUp(minute, new Map([[type, countSteps(NO_FIGURES, steps)]]));
    }
    this.noted = new Map();
  }

  /** Drops what was noted and what is kept in memory: after a transaction was rolled back. */
  forget(): void {
    this.noted = new Map();
    this.minute = undefined;
  }

  /** Removes, once a minute, rows that are shown no more. */
  prune(wall: number): void {
    if (unitStart('minute', wall) === this.prunedMinute) return;
    const minute = this.enter(wall);
    const removed = TREND_UNITS.map((unit) => {
      const [number, step] = [unitNumber(unit), PRUNED_AT_ONCE * UNIT_MS[unit]];
      return this.statements.prune.run(number, wall - KEPT_MS[unit], number, step).changes;
    });
    if (Math.max(...removed) === 0) this.prunedMinute = minute;
  }

  /** Goes to the minute of this moment, and sums up those that are over. */
  private enter(wall: number): number {
    const minute = unitStart('minute', wall);
    if (minute === this.minute) return minute;
    this.rows.clear();
    const { start } = this.statements.summedUp.get() as { start: number | null };
    this.summedUp = start ?? 0;
    for (const [over, figures] of this.over(minute)) {
      this.sumUp(over, figures);
      this.summedUp = over;
    }
    this.minute = minute;
    return minute;
  }

  /** Minutes before this one that are not summed up, oldest first. */
  private over(minute: number): Map<number, Map<number, TrendFigures>> {
    const minutes = new Map<number, Map<number, TrendFigures>>();
    const rows = this.statements.over.all(this.summedUp, minute) as { start: number; type: number; figures: string }[];
    for (const { start, type, figures } of rows) {
      const byType = minutes.get(start) ?? new Map<number, TrendFigures>();
      minutes.set(start, byType.set(type, JSON.parse(figures) as TrendFigures));
    }
    return minutes;
  }

  /** Adds what happened in a minute to that minute of all types, and to its hour and its day. */
  private sumUp(minute: number, byType: ByType): void {
    const all = sumFigures(byType.values());
    this.add(MINUTE, minute, ALL_TYPES, all);
    for (const unit of ['hour', 'day'] as const) {
      const row = [unitNumber(unit), unitStart(unit, minute)] as const;
      for (const [type, figures] of [...byType, [ALL_TYPES, all] as const]) this.add(...row, type, figures);
    }
  }

  private add(unit: number, start: number, type: number, figures: TrendFigures): void {
    this.write(unit, start, type, sumFigures([this.read(unit, start, type), figures]));
  }

  private write(unit: number, start: number, type: number, figures: TrendFigures): void {
    this.statements.write.run(unit, start, type, JSON.stringify(figures));
  }

  private read(unit: number, start: number, type: number): TrendFigures {
    const stored = this.statements.read.get(unit, start, type) as { figures: string } | undefined;
    return stored ? (JSON.parse(stored.figures) as TrendFigures) : NO_FIGURES;
  }
}
