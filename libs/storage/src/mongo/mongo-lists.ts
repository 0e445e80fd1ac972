import { EXAMINED_MAX, TOTAL_COUNT_CAP } from '@fasttrack/contracts';
import type { JobQuery } from '@fasttrack/jobs/job-store.port';
import type { ListPosition } from '../list-cursor';
import { readCursor, toCursor } from '../list-cursor';
import type { GroupSort, ListKind } from '../list-kind';
import { isPlaceOf } from '../list-place';
import { compareBy, groupsOf, inGroup, kindOf, listName } from '../list-kind';
import type { Collections } from './collections';
import type { Counters } from './counters';
import type { Scope, ScopeFilter } from './list-scope';
import { Scopes } from './list-scope';
import { MongoWalks } from './mongo-walks';
import type { Walk } from './mongo-walks';
import type { FactsRecord } from './to-job';

type Value = string | number;

/** One page as records. */
export interface RecordPage {
  readonly records: readonly FactsRecord[];
  readonly next?: string;
  readonly isPartial?: boolean;
  readonly total: number;
  readonly isTotalCapped: boolean;
}

/** Jobs that were found, one more than asked for when there are more; `stop`: where the search was given up. */
interface Found {
  readonly records: readonly FactsRecord[];
  readonly stop?: ListPosition;
}

interface Ask {
  readonly order: 'asc' | 'desc';
  /** One more than the page has. */
  readonly want: number;
  readonly place: readonly Value[] | undefined;
  readonly skip: number;
}

const UNCOUNTED = { total: 0, isTotalCapped: false };
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isId = (value: unknown): boolean => typeof value === 'string' && ID.test(value);

/** Answers every kind of list. */
export class MongoLists {
  private readonly walks: MongoWalks;
  private readonly scopes: Scopes;

  constructor(
    collections: Collections,
    private readonly counters: Counters,
    private readonly examined = EXAMINED_MAX,
  ) {
    this.walks = new MongoWalks(collections, examined);
    this.scopes = new Scopes(collections, counters, examined);
  }

  /** Rejects with `BadCursorError`. */
  async list(query: JobQuery): Promise<RecordPage> {
    const { sort, order = 'desc', limit, cursor, offset = 0, search } = query;
    const kind = search === undefined ? kindOf(sort) : 'age';
    const name = listName(kind, query);
    const from =
      cursor === undefined ? { place: undefined, skip: offset } : readCursor(name, cursor, isPlaceOf(kind, isId));
    const scope = await this.scopes.of(query);
    if (!scope) return { records: [], ...UNCOUNTED };
    const [found, total] = await Promise.all([
      this.find(kind, scope, query, { order, want: limit + 1, ...from }),
      query.isUncounted ? UNCOUNTED : this.total(scope, query),
    ]);
    const last = found.records.length > limit ? found.records[limit - 1] : undefined;
    const stop = last ? { place: placeOf(kind, last), skip: 0 } : found.stop;
    return {
      records: found.records.slice(0, limit),
      ...(stop && { next: toCursor(name, stop) }),
      ...(stop && !last && { isPartial: true }),
      ...total,
    };
  }

  private async find(kind: ListKind, scope: Scope, query: JobQuery, ask: Ask): Promise<Found> {
    if (kind === 'age' || kind === 'id') return this.byAge(scope, query, ask);
    if (this.isFew(scope)) return { records: await this.walks.few({ ...scope, ...ask, by: kind }, scope.best.index) };
    if (kind === 'updatedAt') return this.walks.examine({ ...scope, ...ask, by: kind }, this.examined);
    return this.grouped(kind, query, ask);
  }

  private async byAge(scope: Scope, filter: ScopeFilter, ask: Ask, examined = this.examined): Promise<Found> {
    const walk: Walk = { ...scope, ...ask, by: '_id' };
    if (this.isFew(scope) && !scope.isCounted) return { records: await this.walks.few(walk, scope.best.index) };
    if (!scope.isCounted) return this.walks.examine(walk, examined);
    const [matching, all] = [await this.scopes.counted(filter), await this.scopes.counted({})];
    const isCheap = matching * matching <= (ask.skip + ask.want) * all;
    return { records: await this.walks.few(walk, isCheap ? scope.best?.index : undefined) };
  }

  /** Lists of one value each, one after the other. */
  private async grouped(sort: GroupSort, query: JobQuery, { order, want, place, skip: all }: Ask): Promise<Found> {
    const records: FactsRecord[] = [];
    const [start, id] = place ?? [];
    let [skip, left] = [all, this.examined];
    for (const value of groupsOf(sort, query, await this.types())) {
      if (start !== undefined && compareBy(order)(value, start) < 0) continue;
      const group = inGroup(query, sort, value);
      const scope = await this.scopes.of(group);
      if (!scope) break;
      const behind = value === start && id !== undefined ? [id] : undefined;
      const ask: Ask = { order, want: want - records.length, place: behind, skip };
      const found = await this.byAge(scope, group, ask, left);
      records.push(...found.records);
      if (records.length === want) break;
      if (found.stop) return { records, stop: { ...found.stop, place: [value, ...found.stop.place] } };
      const walk: Walk = { ...scope, ...ask, by: '_id' };
      const hint = this.isFew(scope) ? scope.best.index : undefined;
      if (skip > 0) skip -= found.records.length > 0 ? skip : await this.walks.count(walk, skip, hint);
      if (!scope.isCounted && !this.isFew(scope)) left = Math.max(1, left - (await this.walks.candidates(walk, left)));
    }
    return { records };
  }

  private async types(): Promise<string[]> {
    return [...new Set((await this.counters.counts()).map(({ type }) => type))];
  }

  /** From figures where there are some; else counted, as far as a list looks. */
  private async total(scope: Scope, query: JobQuery): Promise<{ total: number; isTotalCapped: boolean }> {
    const limit = TOTAL_COUNT_CAP + 1;
    const walk: Walk = { ...scope, by: '_id', order: 'desc', want: limit, place: undefined, skip: 0 };
    const count = scope.isCounted
      ? await this.scopes.counted(query)
      : await this.walks.count(walk, limit, this.isFew(scope) ? scope.best.index : undefined);
    if (count > TOTAL_COUNT_CAP) return { total: TOTAL_COUNT_CAP, isTotalCapped: true };
    const isWhole =
      scope.isCounted || this.isFew(scope) || (await this.walks.candidates(walk, this.examined + 1)) <= this.examined;
    return { total: count, isTotalCapped: !isWhole };
  }

  /** Whether an index leads to no more jobs than a list may look at: then it looks at all of them. */
  private isFew(scope: Scope): scope is Scope & Required<Pick<Scope, 'best'>> {
    return scope.best !== undefined && scope.best.size <= this.examined;
  }
}

function placeOf(kind: ListKind, { _id, updatedAt, priority, status, type }: FactsRecord): Value[] {
  const value = { updatedAt: updatedAt.getTime(), priority, status, type, age: undefined, id: undefined }[kind];
  return value === undefined ? [_id] : [value, _id];
}
