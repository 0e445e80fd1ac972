import { EXAMINED_MAX } from '@fasttrack/contracts';
import type { IdRange } from '@fasttrack/jobs/job-search';
import { readSearch } from '@fasttrack/jobs/job-search';
import type { JobFilter } from '@fasttrack/jobs/job-store.port';
import type { mongo } from 'mongoose';
import type { Collections } from './collections';
import type { Counters } from './counters';
import { CreatedSkew } from './created-skew';
import type { JobRecord } from './records';

type Match = mongo.Filter<JobRecord>;

/** A filter, and a priority besides. */
export type ScopeFilter = JobFilter & { readonly priority?: number };

/** A condition that has an index of its own. */
interface IndexedCondition {
  readonly index: string;
  readonly match: Match;
}

/** The jobs of a filter, and the index that leads to them with the fewest others. */
export interface Scope {
  /** All that the jobs fulfil, but for `ids`. */
  readonly match: Match;
  /** Between which ids they stand. */
  readonly ids: Partial<IdRange>;
  /** Every condition is one of those whose jobs are counted as they change. */
  readonly isCounted: boolean;
  /** Absent: no condition has an index. `size`: its jobs, counted up to one more than may be examined. */
  readonly best?: { readonly index: string; readonly size: number };
}

/** Words of a search that are looked up to find the rarest; the longest are the rarest, as a rule. */
const WORDS_COUNTED = 8;
/** Sorts behind every letter and digit. */
const BEHIND_WORDS = '\u{10ffff}';

/** Finds out where the jobs of a filter are. */
export class Scopes {
  private readonly skew: CreatedSkew;

  constructor(
    private readonly collections: Collections,
    private readonly counters: Counters,
    private readonly examined = EXAMINED_MAX,
  ) {
    this.skew = new CreatedSkew(collections);
  }

  /** `null`: the search has no word, so nothing is found. */
  async of(filter: ScopeFilter): Promise<Scope | null> {
    const { status, type, createdAfter, createdBefore, resultValid, search, priority } = filter;
    const searched = search === undefined ? { words: [] } : await this.searched(search);
    if (!searched) return null;
    const indexed = [...conditionsOf(filter), ...searched.words];
    const created = { ...(createdAfter && { $gte: createdAfter }), ...(createdBefore && { $lt: createdBefore }) };
    const others: Match[] = [
      ...(resultValid ? [{ resultValid: true }] : []),
      ...((createdAfter ?? createdBefore) ? [{ createdAt: created }] : []),
    ];
    const matches = [...indexed.map(({ match }) => match), ...others];
    const best = await this.best(filter, indexed);
    const counted = Number(status !== undefined) + Number(type !== undefined);
    return {
      match: matches.length > 0 ? { $and: matches } : {},
      ids: searched.ids ?? (await this.skew.idsOf(createdAfter, createdBefore)),
      isCounted: matches.length === counted && !searched.ids && priority === undefined,
      ...(best && { best }),
    };
  }

  /** Jobs of a status and type, from the figures. */
  async counted({ status, type }: JobFilter): Promise<number> {
    return (await this.counters.counts())
      .filter((one) => (!status || one.status === status) && (type === undefined || one.type === type))
      .reduce((sum, { count }) => sum + count, 0);
  }

  private async searched(text: string): Promise<{ ids?: IdRange; words: IndexedCondition[] } | null> {
    const { ids, words } = readSearch(text);
    if (
      ids &&
      (await this.collections.uncast.findOne({ _id: { $gte: ids.from, $lt: ids.to } }, { projection: { _id: 1 } }))
    )
      return { ids, words: [] };
    if (words.length === 0) return null;
    return { words: words.map((word, at) => wordCondition(word, at === words.length - 1)) };
  }

  private async best(filter: JobFilter, conditions: readonly IndexedCondition[]): Promise<Scope['best'] | undefined> {
    const { status, type } = filter;
    const words = conditions.filter(({ index }) => index === BY_WORDS);
    const rare = [...words].sort((a, b) => lengthOf(b) - lengthOf(a)).slice(0, WORDS_COUNTED);
    const others = conditions.filter(({ index }) => index !== BY_WORDS);
    const sizes = await Promise.all(
      [...others, ...rare].map(async ({ index, match }) => ({ index, size: await this.sizeOf(index, match, filter) })),
    );
    if (status && type !== undefined) sizes.push({ index: 'by_status_type', size: await this.counted(filter) });
    return sizes.sort((a, b) => a.size - b.size)[0];
  }

  private async sizeOf(index: string, match: Match, { status, type }: JobFilter): Promise<number> {
    if (index === 'by_status' && status) return this.counted({ status });
    if (index === 'by_type' && type !== undefined) return this.counted({ type });
    const stages = [{ $match: match }, { $limit: this.examined + 1 }, { $count: 'count' }];
    const [counted] = await this.collections.uncast.aggregate<{ count: number }>(stages, { hint: index }).toArray();
    return counted?.count ?? 0;
  }
}

const BY_WORDS = 'by_words';
const lengthOf = ({ match }: IndexedCondition): number => JSON.stringify(match).length;

function conditionsOf(filter: ScopeFilter): IndexedCondition[] {
  const { status, type, priority, key, tag, resultValid } = filter;
  return [
    ...(status ? [{ index: 'by_status', match: { status } }] : []),
    ...(type === undefined ? [] : [{ index: 'by_type', match: { type: { $eq: type } } }]),
    ...(priority === undefined
      ? []
      : [{ index: 'by_priority', match: { priority: priority as JobRecord['priority'] } }]),
    ...(key === undefined ? [] : [{ index: 'by_key', match: { key: { $eq: key } } }]),
    ...(tag === undefined ? [] : [{ index: 'by_tag', match: { tags: { $eq: tag } } as Match }]),
    ...(resultValid === false ? [{ index: 'by_invalid', match: { resultValid: false } }] : []),
  ];
}

/** Both bounds in one condition on one word: of two conditions each could be fulfilled by another word. */
const wordCondition = (word: string, isPrefix: boolean): IndexedCondition => ({
  index: BY_WORDS,
  match: { words: isPrefix ? { $elemMatch: { $gte: word, $lt: word + BEHIND_WORDS } } : { $eq: word } },
});
