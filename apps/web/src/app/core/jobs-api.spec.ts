import { provideHttpClient } from '@angular/common/http';
import type { TestRequest } from '@angular/common/http/testing';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { Observable } from 'rxjs';
import { aJob, aJobRow, someStats } from '../../testing/a-job';
import { ANSWER_TIMEOUT_MS } from './api-client';
import { ApiProblem } from './api-problem';
import { BackendClock } from './backend-clock';
import { Connection } from './connection';
import type { JobPage } from './job-page';
import { JobsApi } from './jobs-api';

describe('JobsApi', () => {
  let api: JobsApi;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    api = TestBed.inject(JobsApi);
    http = TestBed.inject(HttpTestingController);
  });
  afterEach(() => {
    http.verify();
  });

  /** Subscribes, lets the test answer, and gives what came out. */
  function ask<T>(request: Observable<T>, url: string, respond: (request: TestRequest) => void): T | ApiProblem {
    let outcome: T | ApiProblem | undefined;
    request.subscribe({
      next: (value) => (outcome = value),
      error: (error: ApiProblem) => (outcome = error),
    });
    respond(http.expectOne(url));
    return outcome as T | ApiProblem;
  }
  const ok =
    (body: unknown, headers: Record<string, string> = {}) =>
    (request: TestRequest): void => {
      request.flush(typeof body === 'string' ? body : JSON.stringify(body), { headers });
    };
  const unchanged = (request: TestRequest): void => {
    request.flush('', { status: 304, statusText: 'Not Modified' });
  };
  const page = (outcome: JobPage | ApiProblem): JobPage => {
    if (outcome instanceof ApiProblem) throw outcome;
    return outcome;
  };

  describe('list', () => {
    it('sends the filter and reads rows and cursor', () => {
      const headers = { link: '</api/jobs?limit=50&cursor=abc_-1>; rel="next"' };
      const url = '/api/jobs?status=failed&limit=50';
      expect(ask(api.list({ status: 'FAILED', limit: 50 }), url, ok([aJobRow()], headers))).toEqual({
        rows: [{ kind: 'job', id: aJobRow().id, job: aJobRow() }],
        nextCursor: 'abc_-1',
      });
      expect(page(ask(api.list({ cursor: 'abc_-1' }), '/api/jobs?cursor=abc_-1', ok([]))).nextCursor).toBeNull();
    });

    it('sends the tag of the last answer and gives the same page when nothing changed', () => {
      const first = ask(api.list({}), '/api/jobs', ok([aJobRow()], { etag: 'W/"s.1.1"' }));
      const second = ask(api.list({}), '/api/jobs', (request) => {
        expect(request.request.headers.get('if-none-match')).toBe('W/"s.1.1"');
        unchanged(request);
      });
      expect(second).toBe(first);
    });

    it('gives the same page when another tag brings the same text', () => {
      const first = ask(api.list({}), '/api/jobs', ok([aJobRow()], { etag: 'W/"s.1.1"' }));
      expect(ask(api.list({}), '/api/jobs', ok([aJobRow()], { etag: 'W/"s.1.2"' }))).toBe(first);
    });

    it('keeps rows that did not change by reference', () => {
      const [one, two] = [aJobRow({ id: 'one' }), aJobRow({ id: 'two' })];
      const before = page(ask(api.list({}), '/api/jobs', ok([one, two])));
      const after = page(ask(api.list({}), '/api/jobs', ok([one, { ...two, status: 'PROCESSING' }])));
      expect(after.rows[0]).toBe(before.rows[0]);
      expect(after.rows[1]).not.toBe(before.rows[1]);
    });

    it('asks anew for another filter', () => {
      ask(api.list({}), '/api/jobs', ok([], { etag: 'W/"s.1.1"' }));
      ask(api.list({ status: 'FAILED' }), '/api/jobs?status=failed', (request) => {
        expect(request.request.headers.has('if-none-match')).toBe(false);
        ok([])(request);
      });
    });

    it.each([
      null,
      7,
      'text',
      [],
      { id: 'x' },
      { ...aJobRow({ id: 'other' }), status: 'SLEEPING' },
      { ...aJobRow({ id: 'other' }), createdAt: 'soon' },
    ])('turns the row %p into a broken one and keeps the others', (row) => {
      const { rows } = page(ask(api.list({}), '/api/jobs', ok([aJobRow(), row])));
      expect(rows[0]).toMatchObject({ kind: 'job' });
      expect(rows.at(-1)).toMatchObject({ kind: 'broken', text: JSON.stringify(row) });
    });

    it('shows a job that stands on the page twice once', () => {
      expect(page(ask(api.list({}), '/api/jobs', ok([aJobRow(), aJobRow()]))).rows).toHaveLength(1);
    });

    it.each(['{"not": "a list"}', 'null', '<!doctype html>', ''])('makes a problem of the answer %p', (text) => {
      const outcome = ask(api.list({}), '/api/jobs', ok(text, { 'x-request-id': 'r-9' }));
      expect(outcome).toBeInstanceOf(ApiProblem);
      expect(outcome).toMatchObject({ requestId: 'r-9', isUnreachable: false });
    });
  });

  it('reads a job and keeps its text for exact numbers', () => {
    const text = JSON.stringify(aJob()).replace('"priority":3', '"priority":3,"result":12345678901234567890');
    const job = ask(api.get('a/b'), '/api/jobs/a%2Fb', ok(text));
    if (job instanceof ApiProblem) throw job;
    expect(api.textOf(job)).toBe(text);
    expect(api.textOf(aJob())).toBeUndefined();
  });

  it.each([[], null, { ...aJob(), status: 'SLEEPING' }])('makes a problem of the job %p', (job) => {
    expect(ask(api.get('x'), '/api/jobs/x', ok(job))).toBeInstanceOf(ApiProblem);
  });

  it('reads what can be read of a job with odd members, and keeps its text', () => {
    const text = JSON.stringify({ ...aJob(), history: [null, ...aJob().history], tags: 'a' });
    const job = ask(api.get('x'), '/api/jobs/x', ok(text));
    if (job instanceof ApiProblem) throw job;
    expect(job).toEqual(aJob());
    expect(api.textOf(job)).toBe(text);
  });

  it('makes a problem of figures in a wrong shape', () => {
    expect(ask(api.stats(), '/api/stats', ok(someStats(3)))).toEqual(someStats(3));
    expect(ask(api.stats(), '/api/stats', ok({ total: 3 }))).toBeInstanceOf(ApiProblem);
  });

  it('submits, cancels, retries and hallucinates', () => {
    const expectBody =
      (body: unknown) =>
      (request: TestRequest): void => {
        expect(request.request.method).toBe('POST');
        expect(request.request.body).toEqual(body);
        ok(aJob())(request);
      };
    ask(
      api.submit('{"prompt":"hi","n":9007199254740993}'),
      '/api/jobs',
      expectBody('{"prompt":"hi","n":9007199254740993}'),
    );
    ask(api.cancel('x'), '/api/jobs/x/cancel', expectBody(null));
    ask(api.retry('x'), '/api/jobs/x/retry', expectBody(null));
    ask(api.retry('x', '{"n":1.0}'), '/api/jobs/x/retry', expectBody('{"payload":{"n":1.0}}'));
    ask(api.hallucinate('x'), '/api/jobs/x/hallucinate', expectBody(null));
  });

  it('tells the connection about a change that could not be made, but not about a refused one', () => {
    const connection = TestBed.inject(Connection);
    ask(api.cancel('x'), '/api/jobs/x/cancel', (request) => {
      request.flush('', { status: 409, statusText: 'Conflict' });
    });
    expect(connection.isUnreachable()).toBe(false);
    ask(api.cancel('x'), '/api/jobs/x/cancel', (request) => {
      request.error(new ProgressEvent('error'));
    });
    expect(connection.isUnreachable()).toBe(true);
  });

  it('learns from answers, also from unchanged ones, what the clock of the backend says', () => {
    const clock = TestBed.inject(BackendClock);
    const inAnHour = (): string => new Date(Date.now() + 3_600_000).toUTCString();
    ask(api.list({}), '/api/jobs', ok([], { etag: 'W/"s.1.1"', date: inAnHour() }));
    expect(Math.round(clock.aheadMs() / 10_000)).toBe(360);
    ask(api.list({}), '/api/jobs', (request) => {
      const headers = { date: new Date().toUTCString() };
      request.flush('', { status: 304, statusText: 'Not Modified', headers });
    });
    expect(Math.abs(clock.aheadMs())).toBeLessThan(10_000);
  });

  it('gives up on an answer that does not come', () => {
    jest.useFakeTimers();
    const outcome = ask(api.list({}), '/api/jobs', (request) => {
      jest.advanceTimersByTime(ANSWER_TIMEOUT_MS);
      expect(request.cancelled).toBe(true);
    });
    expect(outcome).toMatchObject({ status: 0, isUnreachable: true });
    jest.useRealTimers();
  });
});
