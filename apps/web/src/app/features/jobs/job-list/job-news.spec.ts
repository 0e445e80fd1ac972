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

  beforeEach(() => {
    pages = { '': page(['6', '5'], 'b'), b: page(['4', '3'], 'c'), c: page(['2', '1'], null) };
    list.mockReset().mockImplementation(({ cursor }: JobFilter) => of(pages[cursor ?? '']));
    stats.mockReset().mockReturnValue(of(someStats(6)));
    reader = new JobNewsReader(api);
  });

  const read = (count: number, reach?: string): JobNews => {
    let news: JobNews | undefined;
    reader.read(undefined, count, reach).subscribe((next) => (news = next));
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

  it('gives the same news by reference while nothing changed', () => {
    stats.mockReturnValue(of(someStats(6)));
    const news = read(2);
    expect(read(2)).toBe(news);
    pages['b'] = page(['4', '3'], 'c');
    expect(read(2)).not.toBe(news);
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
    reader.read(undefined, 1).subscribe({ error: (error: unknown) => (failure = error) });
    expect(failure).toBe(problem);
  });
});
