import type { JobStatus, StatsView } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import { catchError, concat, concatMap, from, last, map, of, scan, throwError } from 'rxjs';
import { toApiProblem } from '../../../core/api-problem';
import type { JobCount, JobPage, JobRow } from '../../../core/job-page';
import type { JobsApi } from '../../../core/jobs-api';
import { ListPages } from './list-pages';
import type { PagesWish } from './list-pages';
import { keyOf } from './query/list-query';
import type { ListQuery } from './query/list-query';
import type { StatusCounts } from './tab-counts';
import { countsIn, dueStatuses, needsCounting } from './tab-counts';

/** What one round of polling brought: the first jobs of a filter, and how many there are. */
export interface JobNews {
  /** Of the filter. */
  readonly key: string;
  readonly rows: readonly JobRow[];
  /** How many pages they fill. */
  readonly pageCount: number;
  readonly hasOlder: boolean;
  /** The backend stopped looking before the last page was full. */
  readonly isPartial: boolean;
  /** Jobs of the whole filter. */
  readonly total: JobCount | undefined;
  readonly counts: StatusCounts;
  readonly stats: StatsView | undefined;
}

/** The answers of one round. */
interface Round {
  readonly key: string;
  readonly pages: readonly JobPage[];
  readonly end: string | undefined;
  readonly stats: StatsView | undefined;
  readonly counts: StatusCounts;
}

/** Asks for a filter's pages, one after the other, then for the figures: one request at a time. */
export class JobNewsReader {
  private round: Round | undefined;
  private last: JobNews | undefined;
  private pages: ListPages | undefined;
  private counted: JobStatus | undefined;

  constructor(private readonly api: JobsApi) {}

  /**
   * The list, and once more when the counts of its statuses have come, where they have to be asked for one by one. The
   * same news by reference while nothing changed.
   */
  read(query: ListQuery, wish: PagesWish): Observable<JobNews> {
    const key = keyOf(query);
    if (this.pages?.key !== key) this.pages = new ListPages(this.api, query);
    return this.pages.read(wish).pipe(
      concatMap(({ pages, end }) =>
        this.stats().pipe(
          concatMap((stats) => {
            const round = { key, pages, end, stats, counts: this.countsOf(query, key, stats) };
            return needsCounting(query) ? this.withCounts(query, round) : of(this.news(round));
          }),
        ),
      ),
    );
  }

  private countsOf(query: ListQuery, key: string, stats: StatsView | undefined): StatusCounts {
    if (!needsCounting(query)) return countsIn(stats, query.type);
    return this.round?.key === key ? this.round.counts : {};
  }

  private withCounts(query: ListQuery, round: Round): Observable<JobNews> {
    const counts$ = from(dueStatuses(round.counts, this.counted)).pipe(
      concatMap((status) => this.count(query, status)),
      scan((all, one) => ({ ...all, ...one }), round.counts),
      last(),
    );
    return concat(of(this.news(round)), counts$.pipe(map((counts) => this.news({ ...round, counts }))));
  }

  /** A count that cannot be had costs its tab the number, not the list. */
  private count({ sort: _sort, order: _order, ...query }: ListQuery, status: JobStatus): Observable<StatusCounts> {
    return this.api.list({ ...query, status, limit: 1 }).pipe(
      map(({ total }) => {
        this.counted = status;
        return total ? { [status]: total } : {};
      }),
      catchError((error: unknown) => orFail(error, {})),
    );
  }

  /** Figures that cannot be read cost the tabs their numbers, not the list. */
  private stats(): Observable<StatsView | undefined> {
    return this.api.stats().pipe(catchError((error: unknown) => orFail(error, this.last?.stats)));
  }

  private news(round: Round): JobNews {
    if (this.last && this.round && isSame(this.round, round)) return this.last;
    const { key, pages, stats, counts, end } = round;
    // A job that is retried between two pages may stand on both.
    const all = [...new Map(pages.flatMap((page) => page.rows).map((row) => [row.id, row])).values()];
    const rows = end === undefined ? all : all.filter(({ id }) => id >= end);
    const tail = pages.at(-1);
    this.round = round;
    this.last = {
      ...{ key, rows, counts, stats, pageCount: pages.length, total: pages[0]?.total },
      hasOlder: rows.length < all.length || (tail?.nextCursor ?? null) !== null,
      isPartial: tail?.isPartial === true,
    };
    return this.last;
  }
}

function orFail<T>(error: unknown, instead: T): Observable<T> {
  const problem = toApiProblem(error);
  return problem.isUnreachable ? throwError(() => problem) : of(instead);
}

const isSame = (a: Round, b: Round): boolean =>
  a.key === b.key &&
  a.stats === b.stats &&
  a.end === b.end &&
  JSON.stringify(a.counts) === JSON.stringify(b.counts) &&
  a.pages.length === b.pages.length &&
  a.pages.every((page, index) => page === b.pages[index]);
