import type { TrendQuery, TrendRow } from '@fasttrack/jobs/job-figures.port';
import type { TrendFigures } from '@fasttrack/jobs/trend/trend-figures';
import type Database = require('libsql');
import { ALL_TYPES, unitNumber } from './trend-rows';

const COLUMNS = 'SELECT start, figures FROM trend WHERE unit = ? AND start >= ? AND start < ?';

/** Reads the trend. A type without figures has no rows. */
export class TrendReader {
  private readonly all: Database.Statement;
  private readonly ofType: Database.Statement;

  constructor(db: Database.Database) {
    this.all = db.prepare(`${COLUMNS} AND type = ${ALL_TYPES} ORDER BY start`);
    this.ofType = db.prepare(`${COLUMNS} AND type = (SELECT type FROM types WHERE name = ?) ORDER BY start`);
  }

  read({ unit, from, until, type }: TrendQuery): TrendRow[] {
    const span = [unitNumber(unit), from.getTime(), until.getTime()];
    const rows = type === undefined ? this.all.all(...span) : this.ofType.all(...span, type);
    return (rows as { start: number; figures: string }[]).map(({ start, figures }) => ({
      start: new Date(start),
      figures: JSON.parse(figures) as TrendFigures,
    }));
  }
}
