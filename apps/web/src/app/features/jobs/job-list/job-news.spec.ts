import { of, throwError } from 'rxjs';
import { aJobRow, someStats } from '../../../../testing/a-job';
import { ApiProblem } from '../../../core/api-problem';
import type { JobPage } from '../../../core/job-page';
import type { JobFilter, JobsApi } from '../../../core/jobs-api';
import type { JobNews } from './job-news';
import { JobNewsReader } from './job-news';

const page = (ids: readonly string[], nextCursor: string | null): JobPage => ({
  rows: ids.map((id) => ({ kind: 'job', id, job: aJobRow({ id }) })),
  nextCursor,
});

describe('JobNewsReader', () => {
  const stats = jest.fn();
  const list = jest.fn();
  const api = { list, stats } as Partial<JobsApi> as JobsApi;
  let pages: Record<string, JobPage>;
  let reader: JobNewsReader;
  let isSeen: boolean;

  beforeEach(() => {
    pages = { '': page(['6', '5'], 'b'), b: page(['4', '3'], 'c'), c: page(['2', '1'], null) };
    list.mockReset().mockImplementation(({ cursor }: JobFilter) => of(pages[cursor ?? '']));
    stats.mockReset().mockReturnValue(of(someStats(6)));
    [reader, isSeen] = [new JobNewsReader(api), false];
  });

  const read = (count: number, reach?: string): JobNews => {
    let news: JobNews | undefined;
    reader.read({}, { pageCount: count, reach, isSeen: () => isSeen }).subscribe((next) => (news = next));
    return news!;
  };
  const ids = (news: JobNews): string[] => news.rows.map(({ id }) => id);

  it('reads as many pages as wanted, along the cursors', () => {
    expect(ids(read(1))).toEqual(['6', '5']);
    expect(read(1).hasOlder).toBe(true);
    expect(ids(read(2))).toEqual(['6', '5', '4', '3']);
    expect(ids(read(9))).toEqual(['6', '5', '4', '3', '2', '1']);
    expect(read(9)).toMatchObject({ hasOlder: false, pageCount: 3 });
  });

  it('goes down to the last row on screen when newer ones pushed it from the page', () => {
    expect(ids(read(1, '5'))).toEqual(['6', '5']);
    expect(ids(read(1, '4'))).toEqual(['6', '5', '4']);
    expect(ids(read(1, '2'))).toEqual(['6', '5', '4', '3', '2']);
    expect(read(1, '2').hasOlder).toBe(true);
    expect(ids(read(2, '4'))).toEqual(['6', '5', '4', '3']);
  });

  it('shows a job once that moved between two pages', () => {
    pages['b'] = page(['5', '4'], null);
    expect(ids(read(2))).toEqual(['6', '5', '4']);
  });

  it('gives the same news by reference while nothing on screen changed', () => {
    stats.mockReturnValue(of(someStats(6)));
    const news = read(2);
    expect(read(2)).toBe(news);
    pages['b'] = page(['4', '3'], 'c');
    expect(read(2)).toBe(news);
    isSeen = true;
    expect(read(2)).not.toBe(news);
  });

  it('reads an older page again only while it is seen, or when it begins elsewhere', () => {
    read(3);
    list.mockClear();
    read(3);
    expect(list.mock.calls.map(([{ cursor }]: [JobFilter]) => cursor)).toEqual([undefined]);
    pages[''] = page(['7', '6'], 'x');
    pages['x'] = page(['5', '4'], 'b');
    expect(ids(read(3))).toEqual(['7', '6', '5', '4', '3', '2', '1']);
    isSeen = true;
    list.mockClear();
    read(3);
    expect(list.mock.calls.map(([{ cursor }]: [JobFilter]) => cursor)).toEqual([undefined, 'x', 'b', 'c']);
  });

  it('begins anew, without a hole, when more jobs came than a round reads', () => {
    read(2);
    const newer = Array.from({ length: 13 }, (_, index) => [`n${90 - 2 * index}`, `n${89 - 2 * index}`]);
    newer.forEach((names, index) => (pages[index === 0 ? '' : `n${index}`] = page(names, `n${index + 1}`)));
    pages['n13'] = page(['6', '5'], 'b');
    expect(ids(read(2))).toEqual(newer.slice(0, 2).flat());
    expect(ids(read(3))).toEqual(newer.slice(0, 3).flat());
  });

  it('goes along the cursors of a list that is not by age, whatever moved', () => {
    const query = { sort: 'priority' } as const;
    const load = (): string[] => {
      let news: JobNews | undefined;
      reader.read(query, { pageCount: 2 }).subscribe((next) => (news = next));
      return ids(news!);
    };
    expect(load()).toEqual(['6', '5', '4', '3']);
    pages[''] = page(['9', '6'], 'x');
    pages['x'] = page(['5', '4'], 'b');
    expect(load()).toEqual(['9', '6', '5', '4']);
  });

  it('counts each status of a filter that the figures do not know, all at first and one in turn later', () => {
    const query = { tag: 'acme' };
    const load = (): JobNews[] => {
      const all: JobNews[] = [];
      reader.read(query, { pageCount: 1 }).subscribe((next) => all.push(next));
      return all;
    };
    const total = { count: 10_000, isCapped: true };
    list.mockImplementation(({ limit }: JobFilter) => of(limit === 1 ? { ...page([], null), total } : pages['']!));
    const [first, second] = load();
    expect([first?.counts, second?.counts.FAILED]).toEqual([{}, total]);
    list.mockClear();
    expect(load().at(-1)?.counts.FAILED).toEqual(total);
    expect(list.mock.calls.map(([{ status }]: [JobFilter]) => status)).toEqual([undefined, 'PENDING']);
  });

  it('does without figures that cannot be read, and keeps the last ones', () => {
    read(1);
    stats.mockReturnValue(throwError(() => new ApiProblem({ title: 'No', detail: 'no', status: 500 })));
    expect(read(1).stats).toEqual(someStats(6));
  });

  it('fails when the backend goes away in between', () => {
    const problem = new ApiProblem({ title: 'No', detail: 'no', status: 0 });
    stats.mockReturnValue(throwError(() => problem));
    let failure: unknown;
    reader.read({}, { pageCount: 1 }).subscribe({ error: (error: unknown) => (failure = error) });
    expect(failure).toBe(problem);
  });
});
