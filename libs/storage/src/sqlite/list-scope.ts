import { EXAMINED_MAX, TOTAL_COUNT_CAP } from '@fasttrack/contracts';
import type { JobCount } from '@fasttrack/jobs/job-figures.port';
import { readSearch } from '@fasttrack/jobs/job-search';
import type { JobFilter } from '@fasttrack/jobs/job-store.port';
import type Database = require('libsql');
import { CreatedSpan } from './created-slack';
import type { JobWalks, Walk } from './job-walk';
import type { Condition } from './list-conditions';
import { conditionsOf } from './list-conditions';
import type { Source } from './list-sources';
import { ALL, havingId, havingWords, sourcesOf } from './list-sources';
import type { TypeNames } from './type-names';

/** A filter, and a priority besides. */
export type ScopeFilter = JobFilter & { readonly priority?: number };

/** The jobs of a filter, and the index that leads to them with the fewest others. */
export interface Scope {
  readonly source: Source;
  /** Jobs in the source, counted up to one more than may be examined; `undefined`: not counted. */
  readonly size: number | undefined;
  readonly conditions: readonly Condition[];
  readonly span: Walk['span'];
}

/** How many jobs a scope has. */
export interface Total {
  readonly total: number;
  readonly isTotalCapped: boolean;
}

const EVERYWHERE: Walk['span'] = { above: 0, below: Number.MAX_SAFE_INTEGER };
/** Conditions whose jobs are counted as they change. */
const COUNTED: readonly Condition['name'][] = ['status', 'type'];

/** Finds out where the jobs of a filter are, and how many they are. */
export class Scopes {
  private readonly span: CreatedSpan;
  private readonly hasId: Database.Statement;

  constructor(
    db: Database.Database,
    private readonly walks: JobWalks,
    private readonly types: TypeNames,
    private readonly counts: () => readonly JobCount[],
    private readonly examined = EXAMINED_MAX,
  ) {
    this.span = new CreatedSpan(db);
    this.hasId = db.prepare('SELECT 1 FROM jobs WHERE id >= ? AND id < ? LIMIT 1');
  }

  /** `null`: the search has no word, so nothing is found. `isSized`: the size matters though there be no choice. */
  of(filter: ScopeFilter, isSized = false): Scope | null {
    const conditions = conditionsOf(filter, this.types);
    const span = this.span.rowsOf(filter.createdAfter, filter.createdBefore);
    if (filter.search !== undefined) {
      const source = this.searched(filter.search);
      return source && { source, size: undefined, conditions, span };
    }
    const sources = sourcesOf(conditions);
    if (sources.length < 2 && !isSized) return { source: sources[0] ?? ALL, size: undefined, conditions, span };
    const sized = sources.map((source) => ({ source, size: this.sizeOf(source, filter) }));
    const [best] = sized.sort((a, b) => a.size - b.size);
    return { source: ALL, size: undefined, ...best, conditions, span };
  }

  /** From figures where there are some; else counted, as far as a list looks. */
  total(scope: Scope, filter: ScopeFilter): Total {
    const { source, conditions, span } = scope;
    const known = this.known(scope, filter);
    if (known !== undefined) return capped(known);
    const walk: Walk = { source, span, order: 'desc', conditions };
    const count = this.walks.count(walk, { examined: this.examined, limit: TOTAL_COUNT_CAP + 1 });
    if (count > TOTAL_COUNT_CAP) return capped(count);
    return { total: count, isTotalCapped: this.walks.edge(walk, this.examined + 1) !== undefined };
  }

  /** Exactly how many jobs a scope has, from figures; `undefined` where there are none. */
  known({ conditions }: Scope, filter: ScopeFilter): number | undefined {
    const isCounted = filter.search === undefined && conditions.every(({ name }) => COUNTED.includes(name));
    return isCounted ? this.counted(filter) : undefined;
  }

  private searched(text: string): Source | null {
    const { ids, words } = readSearch(text);
    if (ids && this.hasId.get(ids.from, ids.to)) return havingId(ids);
    return words.length > 0 ? havingWords(words) : null;
  }

  private sizeOf(source: Source, { status, type }: ScopeFilter): number {
    if (source.covers.every((name) => COUNTED.includes(name)))
      return this.counted({
        ...(source.covers.includes('status') && status && { status }),
        ...(source.covers.includes('type') && type !== undefined && { type }),
      });
    const limit = this.examined + 1;
    return this.walks.count({ source, span: EVERYWHERE, order: 'desc', conditions: [] }, { examined: limit, limit });
  }

  private counted({ status, type }: JobFilter): number {
    return this.counts()
      .filter((one) => (!status || one.status === status) && (type === undefined || one.type === type))
      .reduce((sum, { count }) => sum + count, 0);
  }
}

const capped = (count: number): Total => ({
  total: Math.min(count, TOTAL_COUNT_CAP),
  isTotalCapped: count > TOTAL_COUNT_CAP,
});
