import type { TrendQuery, TrendRow } from '@fasttrack/jobs/job-figures.port';
import type { TrendFigures } from '@fasttrack/jobs/trend/trend-figures';
import { sumFigures } from '@fasttrack/jobs/trend/trend-figures';
import { unitStart } from '@fasttrack/jobs/trend/trend-units';
import type Database = require('libsql');
import { ALL_TYPES, SUMMED_UP, unitNumber } from './trend-rows';

const TYPE = '(SELECT type FROM types WHERE name = ?)';
const SPAN = 'SELECT start, figures FROM trend WHERE unit = ? AND start >= ? AND start < ?';
/** Minutes that are not summed up yet: the last one in which something happened, and those of a clock that was set back. */
const FRESH = `SELECT start, figures FROM trend WHERE unit = ${unitNumber('minute')} AND start > coalesce((${SUMMED_UP}), 0)`;

/** Reads the trend; each answer is of one moment. A type without figures has no rows. */
export class TrendReader {
  private readonly all: Database.Statement;
  private readonly ofType: Database.Statement;
  private readonly minutesOfType: Database.Statement;

  constructor(db: Database.Database) {
    this.all = db.prepare(`${SPAN} AND type = ${ALL_TYPES} UNION ALL ${FRESH} AND type <> ${ALL_TYPES}`);
    this.ofType = db.prepare(`${SPAN} AND type = ${TYPE} UNION ALL ${FRESH} AND type = ${TYPE}`);
    this.minutesOfType = db.prepare(`${SPAN} AND type = ${TYPE}`);
  }

  read({ unit, from, until, type }: TrendQuery): TrendRow[] {
    const [first, end] = [from.getTime(), until.getTime()];
    const units = new Map<number, TrendFigures>();
    for (const row of this.rows([unitNumber(unit), first, end], unit === 'minute', type)) {
      const start = unitStart(unit, row.start);
      const figures = JSON.parse(row.figures) as TrendFigures;
      const known = units.get(start);
      if (start >= first && start < end) units.set(start, known ? sumFigures([known, figures]) : figures);
    }
    return [...units].sort(([a], [b]) => a - b).map(([start, figures]) => ({ start: new Date(start), figures }));
  }

  private rows(
    span: readonly number[],
    isInMinutes: boolean,
    type: string | undefined,
  ): { start: number; figures: string }[] {
    const rows =
      type === undefined
        ? this.all.all(...span)
        : isInMinutes
          ? this.minutesOfType.all(...span, type)
          : this.ofType.all(...span, type, type);
    return rows as { start: number; figures: string }[];
  }
}
