import type Database = require('libsql');
import type { JobRecord } from './job-record';
import type { Condition } from './list-conditions';
import type { Source } from './list-sources';

type Value = string | number;

/** Jobs of a source in its order, behind a place in it, that fulfil conditions which the source does not. */
export interface Walk {
  readonly source: Source;
  readonly order: 'asc' | 'desc';
  /** Numbers of rows between which the jobs stand, both exclusive. */
  readonly span: { readonly above: number; readonly below: number };
  readonly behind?: readonly Value[] | undefined;
  readonly conditions: readonly Condition[];
}

const ROW = `jobs.n, id, status, type, priority, due_at, attempt, attempts, max_attempts, lease_until, holder, handed_over,
  deadline, expires_at, created_at, updated_at, started_at, completed_at, details, excerpt`;
/** Statements that are kept; there are some hundred kinds of lists. */
const STATEMENTS_MAX = 200;

/**
 * Reads walks. The jobs of the source are looked at one by one, in its order, as long as the page is not full and there
 * are some of the `examined` left: what a read costs depends on these, never on the store's size.
 */
export class JobWalks {
  private readonly statements = new Map<string, Database.Statement>();

  constructor(private readonly db: Database.Database) {}

  /** Rows of the jobs, after `skip` of them. */
  rows(walk: Walk, { examined, limit, skip }: { examined: number; limit: number; skip: number }): JobRecord[] {
    const { candidates, values, rest } = partsOf(walk);
    if (rest.length === 0) {
      // The index alone is read to skip jobs.
      const statement = this.prepared(`SELECT ${ROW} FROM (${candidates} LIMIT ? OFFSET ?) AS candidate ${TO_JOBS}`);
      return statement.all(...values, Math.max(0, Math.min(limit, examined - skip)), skip) as JobRecord[];
    }
    const statement = this.prepared(`SELECT ${ROW} FROM ${checked(candidates, rest)} LIMIT ? OFFSET ?`);
    return statement.all(...values, examined, ...rest.map(({ value }) => value), limit, skip) as JobRecord[];
  }

  /** How many there are, counted up to `limit`. */
  count(walk: Walk, { examined, limit }: { examined: number; limit: number }): number {
    const { candidates, values, rest } = partsOf(walk);
    const of = (from: string, ...given: Value[]): number => {
      const statement = this.prepared(`SELECT count(*) AS count FROM (${from} LIMIT ?)`);
      return (statement.get(...values, ...given) as { count: number }).count;
    };
    if (rest.length === 0) return of(candidates, Math.min(examined, limit));
    return of(`SELECT 1 FROM ${checked(candidates, rest)}`, examined, ...rest.map(({ value }) => value), limit);
  }

  /** The number of each one's row, and its value in a column. */
  values(walk: Walk, column: string, examined: number): [n: number, value: Value][] {
    const { candidates, values, rest } = partsOf(walk);
    const statement = this.prepared(`SELECT jobs.n, jobs.${column} FROM ${checked(candidates, rest)}`);
    return statement.raw().all(...values, examined, ...rest.map(({ value }) => value)) as [number, Value][];
  }

  /** The job that is the last one of `examined`; `undefined` when there are fewer. */
  edge(walk: Walk, examined: number): JobRecord | undefined {
    return this.rows({ ...walk, conditions: [] }, { examined, limit: 1, skip: examined - 1 })[0];
  }

  /** Rows by their numbers. */
  byNumber(numbers: readonly number[]): JobRecord[] {
    const statement = this.prepared(`SELECT ${ROW} FROM jobs WHERE n = ?`);
    return numbers.map((n) => statement.get(n) as JobRecord);
  }

  /** The statement of a text, prepared once. */
  prepared(sql: string): Database.Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    if (this.statements.size === STATEMENTS_MAX) this.statements.clear();
    const statement = this.db.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}

/** Before the first job by its last change: a bound keeps the planner from reading the table. */
const START = {
  asc: [Number.MIN_SAFE_INTEGER, 0],
  desc: [Number.MAX_SAFE_INTEGER, 0],
} as const;

/** The index is read first, in its order, and each job's row is looked at as it comes. */
const TO_JOBS = 'CROSS JOIN jobs ON jobs.n = candidate.at';

const checked = (candidates: string, rest: readonly Condition[]): string =>
  `(${candidates} LIMIT ?) AS candidate ${TO_JOBS}` +
  (rest.length > 0 ? ` WHERE ${rest.map(({ sql }) => sql).join(' AND ')}` : '');

interface Parts {
  /** Without its limit, which comes next. */
  readonly candidates: string;
  readonly values: readonly Value[];
  /** Conditions that the source does not fulfil already. */
  readonly rest: readonly Condition[];
}

function partsOf(walk: Walk): Parts {
  const { source, order, conditions } = walk;
  const bound = boundOf(walk);
  const direction = order === 'desc' ? ' DESC' : '';
  const by = source.by.split(', ').map((column) => column + direction);
  return {
    candidates: `SELECT ${source.row} AS at FROM ${source.from} WHERE ${source.where} AND ${bound.sql} ORDER BY ${by.join(', ')}`,
    values: [...source.values, ...bound.values],
    rest: conditions.filter(({ name }) => !source.covers.includes(name)),
  };
}

function boundOf({ source, order, span, behind }: Walk): { sql: string; values: readonly Value[] } {
  const { row, by } = source;
  const isBefore = order === 'desc' ? '<' : '>';
  if (by === 'n' || by === 'rowid') {
    const { above, below } = span;
    const place = behind?.[0] as number | undefined;
    return {
      sql: `${row} > ? AND ${row} < ?`,
      values: order === 'desc' ? [above, Math.min(below, place ?? Infinity)] : [Math.max(above, place ?? 0), below],
    };
  }
  if (!behind && by === 'id') return { sql: '1', values: [] };
  const values = behind ?? START[order];
  return { sql: `(${by}) ${isBefore} (${values.map(() => '?').join(', ')})`, values };
}
