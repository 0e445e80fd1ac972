import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import { EMPTY, concatMap, expand, map, of, tap, toArray } from 'rxjs';
import type { JobPage, JobRow } from '../../../core/job-page';
import type { JobsApi } from '../../../core/jobs-api';
import type { ListQuery } from './query/list-query';
import { isNewestFirst, keyOf } from './query/list-query';

/** How much of a list is wanted. */
export interface PagesWish {
  /** First page and older ones that were asked for. */
  readonly pageCount: number;
  /** Id of a row that must still be reached, wherever newer ones pushed it. */
  readonly reach?: string | undefined;
  /** Whether one of these rows is on screen: its page is read again. */
  readonly isSeen?: ((rows: readonly JobRow[]) => boolean) | undefined;
}

/** Pages in their order, and the last row that counts when one was read only to reach it. */
export interface PagesRead {
  readonly pages: readonly JobPage[];
  readonly end: string | undefined;
}

/** An older page and where it begins. */
interface Tail {
  readonly cursor: string;
  readonly page: JobPage;
}

/** No round asks for more of these to reach a row. */
const HEAD_MAX = 12;

/**
 * The pages of one list. The first is read in each round. An older page is read again while it is on screen or when it
 * begins elsewhere than before: however many there are, a round asks for few of them.
 */
export class ListPages {
  readonly key: string;
  private tail: readonly Tail[] = [];
  /** Where the first page ended when an older one was asked for: newer jobs push it down, older pages stay. */
  private seam: { readonly id: string; readonly cursor: string } | undefined;

  constructor(
    private readonly api: JobsApi,
    private readonly query: ListQuery,
  ) {
    this.key = keyOf(query);
  }

  read(wish: PagesWish): Observable<PagesRead> {
    const isLong = wish.pageCount > 1;
    if (!isLong) [this.seam, this.tail] = [undefined, []];
    const reach = this.seam?.id ?? (isLong ? undefined : wish.reach);
    return this.head(isNewestFirst(this.query) ? reach : undefined).pipe(
      concatMap((head) => (isLong ? this.withTail(this.joined(head), wish) : of(toRead(head, reach)))),
    );
  }

  /** From the first job down to the row `reach`. */
  private head(reach: string | undefined): Observable<readonly JobPage[]> {
    const isEnough = ({ rows }: JobPage, count: number): boolean =>
      count >= HEAD_MAX || reach === undefined || !isNewer(rows.at(-1), reach);
    return this.page(undefined, PAGE_LIMIT_DEFAULT).pipe(
      expand((page, index) =>
        page.nextCursor === null || isEnough(page, index + 1) ? EMPTY : this.page(page.nextCursor, PAGE_LIMIT_MAX),
      ),
      toArray(),
    );
  }

  /** Where too many newer jobs came for the head to reach the older pages, those would stand behind a hole: they are read anew. */
  private joined(head: readonly JobPage[]): readonly JobPage[] {
    const [seam, end] = [this.seam?.id, head.at(-1)];
    const isApart = seam !== undefined && isNewer(end?.rows.at(-1), seam) && typeof end?.nextCursor === 'string';
    if (!isApart) return head;
    [this.seam, this.tail] = [undefined, []];
    return head.slice(0, 1);
  }

  private withTail(head: readonly JobPage[], wish: PagesWish): Observable<PagesRead> {
    const end = head.at(-1);
    const [id, cursor] = [end?.rows.at(-1)?.id, end?.nextCursor ?? null];
    if (cursor === null) return of({ pages: head, end: undefined });
    if (isNewestFirst(this.query)) this.seam ??= { id: id ?? '', cursor };
    const start = this.seam?.cursor ?? cursor;
    const cut = this.seam && head.length > 1 ? head.map((page) => cutAt(page, this.seam?.id ?? '')) : head;
    return this.older(0, start, wish, []).pipe(
      tap((tail) => {
        this.tail = tail;
      }),
      map((tail) => ({ pages: [...cut, ...tail.map(({ page }) => page)], end: undefined })),
    );
  }

  private older(at: number, cursor: string, wish: PagesWish, before: readonly Tail[]): Observable<readonly Tail[]> {
    const known = this.tail[at];
    const isFresh = known?.cursor === cursor && wish.isSeen?.(known.page.rows) !== true;
    return (isFresh ? of(known.page) : this.page(cursor, PAGE_LIMIT_MAX)).pipe(
      concatMap((page) => {
        const tail = [...before, { cursor, page }];
        const isEnd = page.nextCursor === null || at + 2 >= wish.pageCount;
        return isEnd ? of(tail) : this.older(at + 1, page.nextCursor, wish, tail);
      }),
    );
  }

  private page(cursor: string | undefined, limit: number): Observable<JobPage> {
    return this.api.list({ ...this.query, limit, cursor });
  }
}

/** Ids are in the order of age. */
const isNewer = (row: JobRow | undefined, id: string): boolean => row !== undefined && row.id > id;

const toRead = (pages: readonly JobPage[], reach: string | undefined): PagesRead => ({
  pages,
  end: pages.length > 1 ? reach : undefined,
});

const CUTS = new WeakMap<JobPage, { readonly id: string; readonly page: JobPage }>();

/** The page without rows behind this one: the same by reference for the same page. */
function cutAt(page: JobPage, id: string): JobPage {
  const known = CUTS.get(page);
  if (known?.id === id) return known.page;
  const rows = page.rows.filter((row) => row.id >= id);
  const cut = rows.length === page.rows.length ? page : { ...page, rows };
  CUTS.set(page, { id, page: cut });
  return cut;
}
