import { EXAMINED_MAX } from '@fasttrack/contracts';
import type { JobCount } from '@fasttrack/jobs/job-figures.port';
import type { JobQuery } from '@fasttrack/jobs/job-store.port';
import type Database = require('libsql');
import type { ListPosition } from '../list-cursor';
import { readCursor, toCursor } from '../list-cursor';
import type { GroupSort, ListKind } from '../list-kind';
import { compareBy, groupsOf, inGroup, kindOf, listName } from '../list-kind';
import { isPlaceOf } from '../list-place';
import type { JobRecord } from './job-record';
import { statusName } from './job-record';
import { JobWalks } from './job-walk';
import type { Walk } from './job-walk';
import type { Scope, Total } from './list-scope';
import { Scopes } from './list-scope';
import { BY_UPDATE } from './list-sources';
import type { TypeNames } from './type-names';

type Value = string | number;

/** One page as rows of the file. */
export interface RecordPage extends Total {
  readonly records: readonly JobRecord[];
  readonly next?: string;
  readonly isPartial?: boolean;
}

/** Jobs that were found, one more than asked for when there are more; `stop`: where the search was given up. */
interface Found {
  readonly records: readonly JobRecord[];
  /** Value of each record, where the list is sorted by one. */
  readonly values?: readonly Value[];
  readonly stop?: ListPosition;
}

interface Ask {
  readonly order: 'asc' | 'desc';
  /** One more than the page has. */
  readonly want: number;
  readonly from: { readonly place: readonly Value[] | undefined; readonly skip: number };
}

const UNCOUNTED: Total = { total: 0, isTotalCapped: false };
const NOTHING: RecordPage = { records: [], ...UNCOUNTED };

/** Answers every kind of list. */
export class JobLists {
  private readonly walks: JobWalks;
  private readonly scopes: Scopes;

  constructor(
    db: Database.Database,
    private readonly types: TypeNames,
    counts: () => readonly JobCount[],
    private readonly examined = EXAMINED_MAX,
  ) {
    this.walks = new JobWalks(db);
    this.scopes = new Scopes(db, this.walks, types, counts, examined);
  }

  /** Throws `BadCursorError`. Belongs into a transaction, so that all its reads see the same jobs. */
  list(query: JobQuery): RecordPage {
    const { sort, order = 'desc', limit, cursor, offset = 0 } = query;
    const scope = this.scopes.of(query, kindOf(sort) !== 'age');
    const kind = scope?.source.by === 'id' ? 'id' : query.search === undefined ? kindOf(sort) : 'age';
    const name = listName(kind, query);
    const from = cursor === undefined ? { place: undefined, skip: offset } : readCursor(name, cursor, isPlaceOf(kind));
    if (!scope) return NOTHING;
    const found = this.find(kind, scope, query, { order, want: limit + 1, from });
    const stop = found.records.length > limit ? this.behind(kind, found, limit - 1) : found.stop;
    return {
      records: found.records.slice(0, limit),
      ...(stop && { next: toCursor(name, stop) }),
      ...(stop && found.records.length <= limit && { isPartial: true }),
      ...(query.isUncounted ? UNCOUNTED : this.scopes.total(scope, query)),
    };
  }

  private find(kind: ListKind, scope: Scope, query: JobQuery, ask: Ask): Found {
    if (kind === 'age' || kind === 'id') return this.walk({ ...scope, ...behindOf(ask) }, ask);
    if (scope.size !== undefined && scope.size <= this.examined) return this.sorted(kind, scope, ask);
    if (kind === 'updatedAt') return this.walk({ ...scope, source: BY_UPDATE, ...behindOf(ask) }, ask);
    return this.grouped(kind, query, ask);
  }

  /** Jobs of a walk. The search is given up when as many jobs were looked at as may be. */
  private walk(walk: Walk, { want, from: { skip } }: Pick<Ask, 'want' | 'from'>, examined = this.examined): Found {
    const records = this.walks.rows(walk, { examined, limit: want, skip });
    if (records.length === want || !this.walks.edge(walk, examined + 1)) return { records };
    const edge = this.walks.edge(walk, examined);
    const seen = records.length > 0 || skip === 0 ? skip : this.walks.count(walk, { examined, limit: skip });
    return { records, ...(edge && { stop: { place: placeOf(walk, edge), skip: skip - seen } }) };
  }

  /** Few jobs: all of them are put in order. */
  private sorted(kind: Exclude<ListKind, 'age' | 'id'>, scope: Scope, { order, want, from }: Ask): Found {
    const column = kind === 'updatedAt' ? 'updated_at' : kind;
    const compare = compareBy(order);
    const both = ([a, n]: readonly Value[], [b, m]: readonly Value[]): number =>
      compare(a as Value, b as Value) || compare(n as Value, m as Value);
    const places = this.walks
      .values({ ...scope, order }, column, this.examined)
      .map(([n, value]): [Value, number] => [this.named(kind, value), n])
      .filter((place) => !from.place || both(place, from.place) > 0)
      .sort(both)
      .slice(from.skip, from.skip + want);
    return { records: this.walks.byNumber(places.map(([, n]) => n)), values: places.map(([value]) => value) };
  }

  /** Lists of one value each, one after the other. */
  private grouped(sort: GroupSort, query: JobQuery, { order, want, from }: Ask): Found {
    const records: JobRecord[] = [];
    const values: Value[] = [];
    const [start, row] = from.place ?? [];
    let { skip } = from;
    let left = this.examined;
    for (const value of groupsOf(sort, query, this.types.all())) {
      if (start !== undefined && compareBy(order)(value, start) < 0) continue;
      const scope = this.scopes.of(inGroup(query, sort, value));
      if (!scope) break;
      const walk = { ...scope, order, behind: value === start && row !== undefined ? [row] : undefined };
      const found = this.walk(walk, { want: want - records.length, from: { place: undefined, skip } }, left);
      records.push(...found.records);
      values.push(...found.records.map(() => value));
      if (records.length === want) break;
      if (found.stop) return { records, values, stop: { ...found.stop, place: [value, ...found.stop.place] } };
      if (skip > 0) skip -= found.records.length > 0 ? skip : this.walks.count(walk, { examined: left, limit: skip });
      left = Math.max(1, left - this.walks.count({ ...walk, conditions: [] }, { examined: left, limit: left }));
    }
    return { records, values };
  }

  private behind(kind: ListKind, { records, values }: Found, index: number): ListPosition | undefined {
    const record = records[index];
    if (!record) return undefined;
    const value = values?.[index];
    if (value !== undefined) return { place: [value, record.n], skip: 0 };
    const place = { id: [record.id], updatedAt: [record.updated_at, record.n] }[kind as string] ?? [record.n];
    return { place, skip: 0 };
  }

  private named(kind: ListKind, value: Value): Value {
    if (kind === 'status') return statusName(Number(value));
    return kind === 'type' ? this.types.nameOf(Number(value)) : value;
  }
}

const behindOf = ({ order, from }: Ask): Pick<Walk, 'order' | 'behind'> => ({ order, behind: from.place });

/** Where a job stands in a walk. */
export function placeOf({ source: { by } }: Walk, { n, id, updated_at: updatedAt }: JobRecord): Value[] {
  if (by === 'id') return [id];
  return by === 'updated_at, n' ? [updatedAt, n] : [n];
}
