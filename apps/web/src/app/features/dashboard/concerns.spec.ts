import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { StatsView } from '@fasttrack/contracts';
import { aJobRow } from '../../../testing/a-job';
import type { ApiProblem } from '../../core/api-problem';
import { CallbacksApi } from '../../core/callbacks-api';
import { JobTypesApi } from '../../core/job-types-api';
import { JobsApi } from '../../core/jobs-api';
import type { Concerns } from './concerns';
import { ConcernsReader } from './concerns';
import { FiguresApi } from './figures-api';

const NONE = { PENDING: 0, PROCESSING: 0, COMPLETED: 0, FAILED: 0, CANCELLED: 0 };
const STATS: StatsView = {
  ...{ total: 3, byStatus: { ...NONE, PENDING: 3 } },
  byType: { prompt: NONE, report: { ...NONE, PENDING: 3 } },
};
const typeOf = (name: string, hindrance: object | null): object => ({
  ...{ name, title: name, executor: 'pull', schema: {} },
  hindrance,
});
const REFUSED = '/callbacks?verdict=unauthorized&limit=1';
const refused = (id: string): object => ({
  ...{ id, at: '2026-11-26T14:00:00.000Z', verdict: 'unauthorized', status: 401 },
  ...{ address: '203.0.113.7', path: '/webhook/callback' },
});
const HINDERED = [
  typeOf('prompt', { reason: 'worker', message: 'x' }),
  typeOf('report', { reason: 'worker', message: 'x' }),
];

describe('ConcernsReader', () => {
  let http: HttpTestingController;
  let reader: ConcernsReader;
  let read: Concerns[];
  let failed: ApiProblem[];
  const ask = (stats = STATS): void => {
    reader.read(stats).subscribe({ next: (one) => read.push(one), error: (error: ApiProblem) => failed.push(error) });
  };
  const answer = (path: string, body: unknown, status = 200): void => {
    const request = http.expectOne(({ urlWithParams }) => urlWithParams.startsWith(`/api${path}`));
    request.flush(JSON.stringify(body), { status, statusText: 'x' });
  };
  const answerAll = (types: unknown, details: object = {}): void => {
    answer('/job-types', types);
    answer('/health', { status: 'ok', details });
    answer(REFUSED, []);
  };

  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
    reader = new ConcernsReader(
      TestBed.inject(JobsApi),
      TestBed.inject(JobTypesApi),
      TestBed.inject(FiguresApi),
      TestBed.inject(CallbacksApi),
    );
    [read, failed] = [[], []];
  });
  afterEach(() => {
    http.verify();
    jest.useRealTimers();
  });

  it('finds types with waiting jobs that something holds back, and since when', () => {
    const openedAgain = { createdAt: '2026-11-26T12:00:00.000Z', updatedAt: '2026-11-26T15:00:00.000Z' };
    ask();
    answer('/job-types', HINDERED);
    answer('/jobs?', [
      aJobRow({ id: 'c', type: 'report', ...openedAgain, waitingFor: { reason: 'worker' } }),
      aJobRow({ id: 'a', type: 'report', createdAt: '2026-11-26T13:00:00.000Z', waitingFor: { reason: 'schedule' } }),
      aJobRow({ id: 'b', type: 'report', createdAt: '2026-11-26T14:00:00.000Z', waitingFor: { reason: 'worker' } }),
    ]);
    answer('/health', { status: 'ok', details: { store: { status: 'up' } } });
    answer(REFUSED, []);
    expect(read).toMatchObject([
      { stuck: [{ type: 'report', waiting: 3, since: '2026-11-26T14:00:00.000Z' }], degraded: [] },
    ]);
  });

  it('takes a cap for no concern', () => {
    ask();
    answerAll([typeOf('report', { reason: 'cap', cap: 2 })]);
    expect(read).toEqual([{ stuck: [], degraded: [] }]);
  });

  it('tells what works with limits in the words of the backend', () => {
    ask();
    answerAll([], { store: { status: 'up' }, queue: { status: 'up', degraded: true, message: 'Redis is down' } });
    expect(read).toMatchObject([{ degraded: [{ part: 'queue', message: 'Redis is down' }] }]);
  });

  it('asks again after ten seconds, and gives the same by reference when nothing changed', () => {
    ask();
    answerAll([]);
    ask();
    jest.setSystemTime(10_000);
    ask();
    answerAll([]);
    expect(read).toHaveLength(3);
    expect(new Set(read).size).toBe(1);
  });

  it('finds the last callback without proof, the same by reference until there is another', () => {
    const round = (callbacks: unknown): void => {
      jest.setSystemTime(Date.now() + 10_000);
      ask();
      answer('/job-types', []);
      answer('/health', { status: 'ok', details: {} });
      answer(REFUSED, callbacks);
    };
    round([refused('a')]);
    round([refused('a')]);
    round([refused('b')]);
    expect(read).toMatchObject([{ refused: { id: 'a' } }, { refused: { id: 'a' } }, { refused: { id: 'b' } }]);
    expect(read[1]).toBe(read[0]);
  });

  it('believes it when the log answers that nothing changed', () => {
    const round = (): void => {
      jest.setSystemTime(Date.now() + 10_000);
      ask();
      answer('/job-types', []);
      answer('/health', { status: 'ok', details: {} });
    };
    round();
    const first = http.expectOne(({ urlWithParams }) => urlWithParams === `/api${REFUSED}`);
    first.flush(JSON.stringify([refused('a')]), { headers: { etag: 'W/"callbacks-1"' } });
    round();
    const second = http.expectOne(({ urlWithParams }) => urlWithParams === `/api${REFUSED}`);
    expect(second.request.headers.get('if-none-match')).toBe('W/"callbacks-1"');
    second.flush('', { status: 304, statusText: 'Not Modified' });
    expect(read).toMatchObject([{ refused: { id: 'a' } }, {}]);
    expect(read[1]).toBe(read[0]);
  });

  it.each<[number, unknown]>([
    [401, { title: 'No' }],
    [404, { title: 'No' }],
    [500, { title: 'No' }],
    [503, { title: 'No' }],
    [200, { odd: true }],
    [200, [{ odd: true }]],
  ])('loses no other concern when callbacks are answered %p %j', (status, body) => {
    ask();
    answer('/job-types', []);
    answer('/health', { status: 'ok', details: { queue: { degraded: true, message: 'Redis is down' } } });
    answer(REFUSED, body, status);
    expect(failed).toEqual([]);
    expect(read).toEqual([{ stuck: [], degraded: [{ part: 'queue', message: 'Redis is down' }] }]);
  });

  it('keeps what it knew when a part cannot be asked, unless nothing answers', () => {
    ask();
    answer('/job-types', { title: 'No' }, 500);
    expect(read).toEqual([{ stuck: [], degraded: [] }]);
    ask();
    answer('/job-types', { title: 'Gone' }, 503);
    expect(failed).toMatchObject([{ isUnreachable: true }]);
  });
});
