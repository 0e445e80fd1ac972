import { EXAMINED_MAX } from '@fasttrack/contracts';
import type { IdRange } from '@fasttrack/jobs/job-search';
import type { mongo } from 'mongoose';
import type { ListPosition } from '../list-cursor';
import type { Collections } from './collections';
import type { JobRecord } from './records';
import type { FactsRecord } from './to-job';
import { WITHOUT_HEAVY } from './to-job';

type Match = mongo.Filter<JobRecord>;
type Value = string | number;
type Bounds = Partial<Record<'$gt' | '$gte' | '$lt', string>>;

/** Jobs in an order, behind a place in it. */
export interface Walk {
  readonly match: Match;
  readonly ids: Partial<IdRange>;
  readonly by: '_id' | 'updatedAt' | 'priority' | 'status' | 'type';
  readonly order: 'asc' | 'desc';
  readonly want: number;
  readonly place: readonly Value[] | undefined;
  readonly skip: number;
}

/** What a walk found; `stop`: it was given up there, with so many still to be left out. */
interface Examined {
  readonly records: FactsRecord[];
  readonly stop?: ListPosition;
}

/** Sorts behind every id, and before every one: a page without a cursor is read by the same index. */
const BEHIND_ALL = '~';
const BEFORE_ALL = ' ';
/** The index that has all jobs in the order. */
const INDEXES: Readonly<Partial<Record<Walk['by'], string>>> = { _id: '_id_', updatedAt: 'by_updated' };

/** Reads walks. */
export class MongoWalks {
  constructor(
    private readonly collections: Collections,
    private readonly examined = EXAMINED_MAX,
  ) {}

  /** Through an index that has few jobs more than the walk; without one as the server likes. */
  few(walk: Walk, hint: string | undefined): Promise<FactsRecord[]> {
    return this.collections.uncast
      .find(
        { $and: [placeMatch(walk), walk.match] },
        { projection: WITHOUT_HEAVY, ...(hint !== undefined && { hint }) },
      )
      .sort(sortOf(walk))
      .skip(walk.skip)
      .limit(walk.want)
      .toArray();
  }

  /**
   * Through all jobs in the order, at most `examined` of them. When these do not suffice they are read again, by where
   * they end: jobs that were removed meanwhile must not make a gap.
   */
  async examine(walk: Walk, examined: number): Promise<Examined> {
    const { skip, want } = walk;
    const rest = [{ $match: walk.match }, { $skip: skip }, { $limit: want }, { $project: WITHOUT_HEAVY }];
    const first = await this.read(walk, [...this.candidatesOf(walk, examined), ...rest]);
    if (first.length === want) return { records: first };
    const ends = [{ $skip: examined - 1 }, { $limit: 2 }, { $project: { _id: 1, updatedAt: 1 } }];
    const [edge, after] = await this.read(walk, [...this.candidatesOf(walk), ...ends]);
    if (!edge || !after) return { records: await this.read(walk, [...this.candidatesOf(walk), ...rest]) };
    const within = [...this.candidatesOf(walk), { $match: notBehind(walk, edge) }];
    const records = await this.read(walk, [...within, ...rest]);
    if (records.length === want) return { records };
    const matching = [...within, { $match: walk.match }];
    const seen = records.length > 0 || skip === 0 ? skip : await this.countOf(matching, skip, INDEXES[walk.by]);
    const place = walk.by === '_id' ? [edge._id] : [edge.updatedAt.getTime(), edge._id];
    return { records, stop: { place, skip: skip - seen } };
  }

  /** Jobs of the walk among those that may be examined, up to a limit; with a hint among all of that index. */
  count(walk: Walk, limit: number, hint?: string): Promise<number> {
    const from = hint === undefined ? this.candidatesOf(walk, this.examined) : [{ $match: placeMatch(walk) }];
    return this.countOf([...from, { $match: walk.match }], limit, hint ?? INDEXES[walk.by]);
  }

  /** Jobs in the order from the place on, up to a limit. */
  candidates(walk: Walk, limit: number): Promise<number> {
    return this.countOf(this.candidatesOf(walk), limit, INDEXES[walk.by]);
  }

  private candidatesOf(walk: Walk, examined?: number): mongo.Document[] {
    return [
      { $match: placeMatch(walk) },
      { $sort: sortOf(walk) },
      ...(examined === undefined ? [] : [{ $limit: examined }]),
    ];
  }

  private async countOf(stages: mongo.Document[], limit: number, hint: string | undefined): Promise<number> {
    const pipeline = [...stages, { $limit: limit }, { $count: 'count' }];
    const [counted] = await this.collections.uncast
      .aggregate<{ count: number }>(pipeline, hint === undefined ? {} : { hint })
      .toArray();
    return counted?.count ?? 0;
  }

  private read(walk: Walk, stages: mongo.Document[]): Promise<FactsRecord[]> {
    const hint = INDEXES[walk.by];
    return this.collections.uncast.aggregate<FactsRecord>(stages, hint === undefined ? {} : { hint }).toArray();
  }
}

const sortOf = ({ by, order }: Walk): Record<string, 1 | -1> => {
  const direction = order === 'asc' ? 1 : -1;
  return by === '_id' ? { _id: direction } : { [by]: direction, _id: direction };
};

/** What stands behind the place. The first bound on the value is for its index, which the alternatives could not use. */
function placeMatch(walk: Walk): Match {
  const { by, order, place } = walk;
  if (by === '_id') return { _id: idBounds(walk, place?.[0] as string | undefined) };
  const between = Object.keys(walk.ids).length > 0 ? { _id: idBounds(walk) } : {};
  const [value, id] = place ?? [];
  if (value === undefined || id === undefined) return between;
  const [behind, orAt] = order === 'asc' ? (['$gt', '$gte'] as const) : (['$lt', '$lte'] as const);
  return { $and: [between, pastOf(by, { value, id: String(id) }, { behind, orAt, idBound: behind })] };
}

/** What does not stand behind a job, itself included. */
function notBehind({ by, order }: Walk, { _id: id, updatedAt }: FactsRecord): Match {
  const [before, orAt] = order === 'asc' ? (['$lt', '$lte'] as const) : (['$gt', '$gte'] as const);
  if (by === '_id') return { _id: { [orAt]: id } };
  return pastOf(by, { value: updatedAt.getTime(), id }, { behind: before, orAt, idBound: orAt });
}

function pastOf(
  by: Walk['by'],
  { value, id }: { value: Value; id: string },
  { behind, orAt, idBound }: Record<'behind' | 'orAt' | 'idBound', string>,
): Match {
  const stored = by === 'updatedAt' ? new Date(value) : value;
  return { [by]: { [orAt]: stored }, $or: [{ [by]: { [behind]: stored } }, { _id: { [idBound]: id } }] };
}

function idBounds({ ids: { from = BEFORE_ALL, to = BEHIND_ALL }, order }: Walk, place?: string): Bounds {
  if (place === undefined) return { $gte: from, $lt: to };
  if (order === 'asc') return place < from ? { $gte: from, $lt: to } : { $gt: place, $lt: to };
  return { $gte: from, $lt: place < to ? place : to };
}
