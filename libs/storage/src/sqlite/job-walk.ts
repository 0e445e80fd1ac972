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
    const { sql, values } = textOf(walk);
    const statement = this.prepared(`SELECT ${ROW} FROM ${sql} LIMIT ? OFFSET ?`);
    return statement.all(...values(examined), limit, skip) as JobRecord[];
  }

  /** How many there are, counted up to `limit`. */
  count(walk: Walk, { examined, limit }: { examined: number; limit: number }): number {
    const { sql, values } = textOf(walk);
    const statement = this.prepared(`SELECT count(*) AS count FROM (SELECT 1 FROM ${sql} LIMIT ?)`);
    return (statement.get(...values(examined), limit) as { count: number }).count;
  }

  /** The number of each one's row, and its value in a column. */
  values(walk: Walk, column: string, examined: number): [n: number, value: Value][] {
    const { sql, values } = textOf(walk);
    const statement = this.prepared(`SELECT jobs.n, jobs.${column} FROM ${sql}`);
    return statement.raw().all(...values(examined)) as [number, Value][];
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

interface Text {
  readonly sql: string;
  readonly values: (examined: number) => Value[];
}

/** The inner query reads the index alone and ends at its limit; the outer one looks at the rows as they come. */
function textOf(walk: Walk): Text {
  const { source, order, conditions } = walk;
  const bound = boundOf(walk);
  const direction = order === 'desc' ? ' DESC' : '';
  const by = source.by.split(', ').map((column) => column + direction);
  const rest = conditions.filter(({ name }) => !source.covers.includes(name));
  const where = rest.length > 0 ? ` WHERE ${rest.map(({ sql }) => sql).join(' AND ')}` : '';
  return {
    sql: `(SELECT ${source.row} AS at FROM ${source.from} WHERE ${source.where} AND ${bound.sql}
      ORDER BY ${by.join(', ')} LIMIT ?) AS candidate CROSS JOIN jobs ON jobs.n = candidate.at${where}`,
    values: (examined) => [...source.values, ...bound.values, examined, ...rest.map(({ value }) => value)],
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
  if (!behind) return { sql: '1', values: [] };
  return { sql: `(${by}) ${isBefore} (${behind.map(() => '?').join(', ')})`, values: behind };
}
