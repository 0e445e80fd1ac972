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

/** No round asks for more. */
const PAGES_MAX = 40;

/** Ids are in the order of age. */
const isNewer = (row: JobRow | undefined, id: string): boolean => row !== undefined && row.id > id;

/** Asks for a filter's newest pages, one after the other, then for the figures: one request at a time. */
export class JobNewsReader {
  private pages: readonly JobPage[] = [];
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
      concatMap((pages) => this.stats().pipe(map((stats) => this.news(status, pages, stats)))),
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

  private news(status: JobStatus | undefined, pages: readonly JobPage[], stats: StatsView | undefined): JobNews {
    const isSame = pages.length === this.pages.length && pages.every((page, index) => page === this.pages[index]);
    if (this.last && isSame && this.last.status === status && this.last.stats === stats) return this.last;
    this.pages = pages;
    // A job that is retried between two pages may stand on both.
    const rows = new Map(pages.flatMap((page) => page.rows).map((row) => [row.id, row]));
    const hasOlder = (pages.at(-1)?.nextCursor ?? null) !== null;
    this.last = { status, rows: [...rows.values()], pageCount: pages.length, hasOlder, stats };
    return this.last;
  }
}
