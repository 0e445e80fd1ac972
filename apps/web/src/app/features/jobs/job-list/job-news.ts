import type { JobStatus, StatsView } from '@fasttrack/contracts';
import { PAGE_LIMIT_DEFAULT } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import { EMPTY, catchError, concatMap, expand, map, of, throwError, toArray } from 'rxjs';
import { toApiProblem } from '../../../core/api-problem';
import type { JobPage, JobRow } from '../../../core/job-page';
import type { JobsApi } from '../../../core/jobs-api';

/** What one round of polling brought: the newest jobs of a filter, and how many there are. */
export interface JobNews {
  readonly status: JobStatus | undefined;
  /** Newest first. */
  readonly rows: readonly JobRow[];
  /** How many pages they fill. */
  readonly pageCount: number;
  readonly hasOlder: boolean;
  readonly stats: StatsView | undefined;
}

/** The answers of one round. */
interface Round {
  readonly status: JobStatus | undefined;
  readonly pages: readonly JobPage[];
  readonly stats: StatsView | undefined;
  /** The last row that counts, when a page was read only to reach it. */
  readonly end: string | undefined;
}

/** No round asks for more. */
const PAGES_MAX = 40;

/** Ids are in the order of age. */
const isNewer = (row: JobRow | undefined, id: string): boolean => row !== undefined && row.id > id;

/** Asks for a filter's newest pages, one after the other, then for the figures: one request at a time. */
export class JobNewsReader {
  private round: Round | undefined;
  private last: JobNews | undefined;

  constructor(private readonly api: JobsApi) {}

  /** At least `pageCount` pages and down to the row `reach`. The same news by reference while nothing changed. */
  read(status: JobStatus | undefined, pageCount: number, reach?: string): Observable<JobNews> {
    const page = (cursor?: string): Observable<JobPage> => this.api.list({ status, limit: PAGE_LIMIT_DEFAULT, cursor });
    const isEnough = ({ rows }: JobPage, index: number): boolean =>
      index + 1 >= PAGES_MAX || (index + 1 >= pageCount && !(reach !== undefined && isNewer(rows.at(-1), reach)));
    return page().pipe(
      expand((last, index) => (last.nextCursor === null || isEnough(last, index) ? EMPTY : page(last.nextCursor))),
      toArray(),
      concatMap((pages) =>
        this.stats().pipe(
          map((stats) => this.news({ status, pages, stats, end: pages.length > pageCount ? reach : undefined })),
        ),
      ),
    );
  }

  /** Figures that cannot be read cost the tabs their numbers, not the list. */
  private stats(): Observable<StatsView | undefined> {
    return this.api.stats().pipe(
      catchError((error: unknown) => {
        const problem = toApiProblem(error);
        return problem.isUnreachable ? throwError(() => problem) : of(this.last?.stats);
      }),
    );
  }

  private news(round: Round): JobNews {
    if (this.last && this.round && isSame(this.round, round)) return this.last;
    const { status, pages, stats, end } = round;
    // A job that is retried between two pages may stand on both.
    const all = [...new Map(pages.flatMap((page) => page.rows).map((row) => [row.id, row])).values()];
    const rows = end === undefined ? all : all.filter(({ id }) => id >= end);
    const hasOlder = rows.length < all.length || (pages.at(-1)?.nextCursor ?? null) !== null;
    this.round = round;
    this.last = { status, rows, pageCount: pages.length, hasOlder, stats };
    return this.last;
  }
}

const isSame = (a: Round, b: Round): boolean =>
  a.status === b.status &&
  a.stats === b.stats &&
  a.end === b.end &&
  a.pages.length === b.pages.length &&
  a.pages.every((page, index) => page === b.pages[index]);
