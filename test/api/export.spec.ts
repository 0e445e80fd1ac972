import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { JobView } from '@fasttrack/contracts';
import type { Job } from '@fasttrack/jobs/job';
import type { JobStore } from '@fasttrack/jobs/job-store.port';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { parse } from 'csv-parse/sync';
import { expectFaults, expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

const COLUMNS =
  'id,type,status,priority,key,attempt,attempts,maxAttempts,expects,createdAt,scheduledFor,expiresAt,startedAt,' +
  'completedAt,updatedAt,resultValid,errorCode,errorMessage,errorRetryable,tags,metadata,progress,usage,retryOf,' +
  'retriedAs,payload,result';
const BEGIN = Date.now();
const at = (secondsAgo: number): Date => new Date(BEGIN - secondsAgo * 1000);
const seeded =
  (jobs: readonly Job[]) =>
  async (store: JobStore): Promise<void> => {
    for (let from = 0; from < jobs.length; from += 500) await store.insert(jobs.slice(from, from + 500));
  };

/** A job that has ended, so that nothing of it depends on the time. */
const done = (result: unknown, overrides: Partial<Job> = {}): Job =>
  aJob({ status: 'COMPLETED', attempt: 1, attempts: 1, result, createdAt: at(60), completedAt: at(50), ...overrides });

let app: TestApp;
const start = (jobs: readonly Job[]): Promise<TestApp> => startTestApp({ WORKER_ENABLED: 'false' }, seeded(jobs));
const wholeJobs = (jobs: readonly Job[]): Promise<JobView[]> => Promise.all(jobs.map(({ id }) => app.job(id)));
/** An answer whose body has not been read yet. */
async function openExport(path: string): Promise<IncomingMessage> {
  const call = request(`${app.url}${path}`).end();
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  return answer;
}

/** What the cells of a job say, without the apostrophe of the guard. */
const cellsOf = (job: JobView): string[] => {
  const flat = {
    ...job,
    errorCode: job.error?.code,
    errorMessage: job.error?.message,
    errorRetryable: job.error?.retryable,
  };
  return COLUMNS.split(',').map((name) => {
    const value = (flat as Record<string, unknown>)[name];
    return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  });
};

describe('GET /jobs/export', () => {
  const jobs = [
    done('{"a": 1, "b": "x,y"}', { tags: ['a', 'b'], metadata: { order: '17' }, key: 'plain' }),
    done({ nested: ['ünï', '"quoted"', 'two\r\nlines', { $set: 1 }] }, { usage: { model: 'm', inputTokens: 3 } }),
    done('one\ntwo\r\nthree, "four"\r', { payload: { prompt: 'with "quotes", commas\nand lines', more: null } }),
    done('malformed {', { resultValid: false, priority: 5, expects: 'json' }),
    done(-5, { expects: 'text', maxAttempts: 7 }),
    done('', { startedAt: at(55) }),
    aJob({
      ...{ status: 'FAILED', attempt: 3, attempts: 3, createdAt: at(40), completedAt: at(30) },
      error: { code: 'worker_error', message: '-2+3 is "wrong"', retryable: false },
    }),
    aJob({
      createdAt: at(20),
      dueAt: new Date(Date.now() + 3_600_000),
      scheduledFor: new Date(Date.now() + 3_600_000),
    }),
  ];
  const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")'].map((formula) =>
    done(formula, { key: formula, expects: 'text', type: 'report', payload: { prompt: formula } }),
  );
  beforeAll(async () => {
    app = await start([...jobs, ...formulas]);
  });
  afterAll(() => app.close());

  it.each(['', '/api'])('gives every job whole as JSON, newest first, under "%s"', async (prefix) => {
    const answer = await app.get<JobView[]>(`${prefix}/jobs/export`);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': expect.stringMatching(
        /^attachment; filename="fasttrack-jobs-\d{8}T\d{6}Z\.json"$/,
      ) as string,
      'cache-control': 'no-store',
    });
    expect(answer.headers.etag).toBeUndefined();
    expect(answer.body).toEqual(await wholeJobs([...jobs, ...formulas].reverse()));
  });

  it('gives the same jobs as CSV that a parser reads back', async () => {
    const answer = await app.get('/jobs/export?format=csv&type=prompt');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.headers['content-disposition']).toMatch(/\.csv"$/);
    const [header, ...rows] = parse(answer.text, { record_delimiter: '\r\n' });
    expect(header?.join(',')).toBe(COLUMNS);
    const wanted = (await wholeJobs([...jobs].reverse())).map(cellsOf);
    // The only cells of these jobs that a spreadsheet would calculate.
    const guarded = wanted.map((cells) => cells.map((cell) => (/^-(2|5)/.test(cell) ? `'${cell}` : cell)));
    expect(rows).toEqual(guarded);
  });

  it('has no cell that a spreadsheet would take for a formula', async () => {
    const { text: csv } = await app.get('/jobs/export?format=csv&type=report');
    const rows = parse(csv, { record_delimiter: '\r\n' });
    expect(rows).toHaveLength(formulas.length + 1);
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    const results = rows.slice(1).map((row) => row.at(-1));
    expect(results).toEqual(formulas.map(({ result }) => `'${String(result)}`).reverse());
    expect(rows.slice(1).map((row) => row[4])).toEqual(results);
  });

  it('obeys every condition of a list', async () => {
    const exported = async (query: string): Promise<string[]> =>
      (await app.get<JobView[]>(`/jobs/export?${query}`)).body.map(({ id }) => id);
    await expect(exported('status=failed')).resolves.toEqual([jobs[6]!.id]);
    await expect(exported('tag=b&key=plain')).resolves.toEqual([jobs[0]!.id]);
    await expect(exported('resultValid=false')).resolves.toEqual([jobs[3]!.id]);
    await expect(exported('search=quotes+comma')).resolves.toEqual([jobs[2]!.id]);
    const [from, to] = [at(45), at(25)].map((date) => date.toISOString());
    await expect(exported(`createdAfter=${from}&createdBefore=${to}`)).resolves.toEqual([jobs[6]!.id]);
    await expect(exported('status=PROCESSING')).resolves.toEqual([]);
  });

  it('is a whole file also when no job is in it', async () => {
    await expect(app.get('/jobs/export?status=PROCESSING')).resolves.toMatchObject({ status: 200, body: [] });
    const { text: csv } = await app.get('/jobs/export?status=PROCESSING&format=csv');
    expect(csv).toBe(`${COLUMNS}\r\n`);
  });

  it.each([
    ['format=xml', '?format'],
    ['format=CSV', '?format'],
    ['format=csv&format=json', '?format'],
    ['limit=5', '?limit'],
    ['cursor=x&sort=type', '?cursor', '?sort'],
    ['status=LOST', '?status'],
    ['status[$ne]=x', '?status[$ne]'],
    ['type=fax', '?type'],
    ['createdAfter=yesterday', '?createdAfter'],
  ])('refuses %s', async (query, ...pointers) => {
    expectFaults(await app.get(`/jobs/export?${query}`), ...pointers);
  });

  it('answers HEAD with the headers of the file', async () => {
    const { status, headers, text: body } = await app.send('HEAD', '/jobs/export?format=csv');
    expect({ status, body, type: headers['content-type'] }).toEqual({
      ...{ status: 200, body: '' },
      type: 'text/csv; charset=utf-8; header=present',
    });
  });

  it.each(['POST', 'DELETE', 'PUT', 'PATCH'] as const)('answers 405 to %s', async (method) => {
    const answer = await app.send(method, '/jobs/export');
    expectProblem(answer, 405);
    expect(answer.headers.allow).toBe('GET, HEAD');
  });
});

describe('an export of many jobs', () => {
  const result = 'r'.repeat(4000);
  const many = Array.from({ length: 3000 }, (_, n) => done(result, { payload: { prompt: `job ${n}`, text: result } }));
  beforeAll(async () => {
    app = await start(many);
  }, 60_000);
  afterAll(() => app.close());

  it('has each once, in order', async () => {
    const { body } = await app.get<JobView[]>('/jobs/export');
    expect(body.map(({ id }) => id)).toEqual(many.map(({ id }) => id).reverse());
    const { text: csv } = await app.get('/jobs/export?format=csv');
    const rows = parse<{ id: string; payload: string }>(csv, { columns: true, record_delimiter: '\r\n' });
    expect(rows.map(({ id }) => id)).toEqual(many.map(({ id }) => id).reverse());
    expect(rows.map(({ payload }) => JSON.parse(payload) as unknown)).toEqual(
      many.map(({ payload }) => payload).reverse(),
    );
  });

  it('lets others be served while it goes on', async () => {
    const file = await openExport('/jobs/export');
    const whole = text(file);
    await expect(app.get(`/jobs/${many[0]!.id}`)).resolves.toMatchObject({ status: 200 });
    expect(file.complete).toBe(false);
    await expect(whole.then((json) => (JSON.parse(json) as unknown[]).length)).resolves.toBe(3000);
  });

  it('breaks off, and looks like no whole file, when the store fails in the middle', async () => {
    const file = await openExport('/jobs/export');
    expect(file.statusCode).toBe(200);
    let begin = '';
    while (begin.length < result.length) {
      await once(file, 'readable');
      begin += String(file.read() ?? '');
    }
    expect(begin.startsWith('[\n{')).toBe(true);
    await app.closeStore();
    await expect(text(file)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(file.complete).toBe(false);
    expect(app.logs.some((line) => line.includes('export interrupted'))).toBe(true);
    expectProblem(await app.get('/jobs/export'), 503);
    expectProblem(await app.get('/jobs/export?format=csv&status=FAILED'), 503);
  });
});
