import { isUnlimited, roomFor } from '@fasttrack/jobs/job-types/type-limits';
import type Database = require('libsql');
import type { ControlRows } from './control-rows';
import type { JobRecord } from './job-record';
import type { JobRows } from './job-rows';
import { PROCESSING } from './job-rows';

const READY = 'status = 0 AND ready = 1';
const UNEXPIRED = '(expires_at IS NULL OR expires_at > ?)';
const ORDER = 'ORDER BY priority DESC, turn, n LIMIT ?';
const SHOWN = 'id, priority, turn, n';

const prepare = (db: Database.Database) => ({
  any: db.prepare(`SELECT * FROM jobs INDEXED BY claim WHERE ${READY} AND ${UNEXPIRED} ${ORDER}`),
  ofType: db.prepare(`SELECT * FROM jobs INDEXED BY claim_type WHERE ${READY} AND type = ? AND ${UNEXPIRED} ${ORDER}`),
  anyId: db.prepare(`SELECT ${SHOWN} FROM jobs INDEXED BY claim WHERE ${READY} ${ORDER}`),
  idOfType: db.prepare(`SELECT ${SHOWN} FROM jobs INDEXED BY claim_type WHERE ${READY} AND type = ? ${ORDER}`),
  running: db.prepare(`SELECT count FROM counters WHERE status = ${PROCESSING} AND type = ?`),
});

type Place = Pick<JobRecord, 'id' | 'priority' | 'turn' | 'n'>;

/**
 * The jobs that can be claimed, in the order of claims. While a type is held back each type is read by itself, as far as
 * it has room, so that what the others cost does not grow with the jobs that wait there.
 */
export class ReadyRows {
  private readonly statements: ReturnType<typeof prepare>;

  constructor(
    db: Database.Database,
    private readonly rows: JobRows,
    private readonly controls: ControlRows,
  ) {
    this.statements = prepare(db);
  }

  /** Types that have a cap now. */
  get capped(): readonly string[] {
    return [...this.controls.limits.caps.keys()];
  }

  /** The first jobs of these types, or of any, that have not expired. */
  first(types: readonly string[] | undefined, limit: number, wall: number): JobRecord[] {
    const { any, ofType } = this.statements;
    if (!types && isUnlimited(this.controls.limits)) return any.all(wall, limit) as JobRecord[];
    return this.merged(types, limit, (type, room) => ofType.all(type, wall, room) as JobRecord[]);
  }

  /** Ids of the first jobs of any type. */
  ids(limit: number): string[] {
    const { anyId, idOfType } = this.statements;
    const places = isUnlimited(this.controls.limits)
      ? (anyId.all(limit) as Place[])
      : this.merged(undefined, limit, (type, room) => idOfType.all(type, room) as Place[]);
    return places.map(({ id }) => id);
  }

  private merged<Row extends Place>(
    types: readonly string[] | undefined,
    limit: number,
    read: (type: number, room: number) => Row[],
  ): Row[] {
    return [...new Set(types ?? this.rows.typeNames)]
      .flatMap((name) => {
        const type = this.rows.typeNumber(name);
        const room = type === undefined ? 0 : Math.min(limit, this.roomFor(name, type));
        return type === undefined || room === 0 ? [] : read(type, room);
      })
      .sort(byClaimOrder)
      .slice(0, limit);
  }

  private roomFor(name: string, type: number): number {
    const { limits } = this.controls;
    if (!limits.caps.has(name)) return roomFor(name, 0, limits);
    const running = this.statements.running.get(type) as { count: number } | undefined;
    return roomFor(name, running?.count ?? 0, limits);
  }
}

const byClaimOrder = (a: Place, b: Place): number => b.priority - a.priority || a.turn - b.turn || a.n - b.n;
