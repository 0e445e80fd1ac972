import type { JobView, TrendRange, TrendView } from '@fasttrack/contracts';
import { TREND_RANGES } from '@fasttrack/contracts';
import { expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

const NO_JOBS = { PENDING: 0, PROCESSING: 0, COMPLETED: 0, FAILED: 0, CANCELLED: 0 };
const NO_TYPES = { prompt: NO_JOBS, email: NO_JOBS, report: NO_JOBS, notification: NO_JOBS };
const NOTHING = { created: 0, completed: 0, failed: 0, cancelled: 0, runsFailed: 0, retried: 0, wait: null, run: null };
const REPORT = { prompt: undefined, type: 'report', payload: { report_type: 'sales', format: 'pdf' } };

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp({ WORKER_ENABLED: 'false', EXECUTORS: 'prompt=pull,report=pull' });
});
afterEach(() => app.close());

/** Lets a pull worker take the next job. */
const take = async (): Promise<JobView> => (await app.post<JobView>('/process')).body;

describe('GET /stats', () => {
  it.each(['', '/api'])('counts by status and by type, zeros too, under "%s"', async (prefix) => {
    const { body: before } = await app.get(`${prefix}/stats`);
    expect(before).toEqual({ total: 0, byStatus: NO_JOBS, byType: NO_TYPES });
    const [a, b, c] = [await app.submit(), await app.submit(), await app.submit()];
    const { createdAt: oldestWaiting } = await app.submit();
    await app.post(`/jobs/${a.id}/cancel`);
    await app.callback({ jobId: b.id, result: 1 });
    await app.callback({ jobId: c.id, status: 'FAILED' });
    const counts = { PENDING: 1, PROCESSING: 0, COMPLETED: 1, FAILED: 1, CANCELLED: 1 };
    const { body } = await app.get(`${prefix}/stats`);
    expect(body).toEqual({ total: 4, byStatus: counts, byType: { ...NO_TYPES, prompt: counts }, oldestWaiting });
  });

  it('says since when the oldest job waits, while one waits', async () => {
    const [first, second] = [await app.submit(), await app.submit()];
    const oldest = async (): Promise<unknown> =>
      (await app.get<{ oldestWaiting?: string }>('/stats')).body.oldestWaiting;
    await expect(oldest()).resolves.toBe(first.createdAt);
    await app.post(`/jobs/${first.id}/cancel`);
    await expect(oldest()).resolves.toBe(second.createdAt);
    await take();
    await expect(oldest()).resolves.toBeUndefined();
    await app.submit({ scheduledFor: new Date(Date.now() + 3_600_000).toISOString() });
    await expect(oldest()).resolves.toBeUndefined();
  });
});

describe('GET /stats/trend', () => {
  const trend = async (query = '', prefix = ''): Promise<TrendView> => {
    const { status, body } = await app.get<TrendView>(`${prefix}/stats/trend${query}`);
    expect(status).toBe(200);
    return body;
  };

  it.each<[TrendRange, number, number]>([
    ['15m', 15, 60],
    ['1h', 60, 60],
    ['24h', 24, 3600],
    ['7d', 168, 3600],
    ['30d', 30, 86_400],
  ])('shows %s in %i buckets of %i s, zeros included', async (range, buckets, bucketSeconds) => {
    const view = await trend(`?range=${range}`);
    expect(view).toMatchObject({ range, bucketSeconds, total: NOTHING, previous: NOTHING });
    expect(view).not.toHaveProperty('type');
    expect(view.buckets).toHaveLength(buckets);
    const starts = view.buckets.map(({ start }) => Date.parse(start));
    const first = Date.parse(view.from);
    expect(first % (bucketSeconds * 1000)).toBe(0);
    expect(starts).toEqual(starts.map((_start, at) => first + at * bucketSeconds * 1000));
    for (const { start: _start, ...figures } of view.buckets) expect(figures).toEqual(NOTHING);
    const filling = Date.parse(view.until) - (starts.at(-1) ?? NaN);
    expect(filling).toBeGreaterThanOrEqual(0);
    expect(filling).toBeLessThan(bucketSeconds * 1000);
    expect(Date.parse(view.previous.from)).toBe(first - buckets * bucketSeconds * 1000);
  });

  it('shows the last day unless told otherwise, the same under /api', async () => {
    await app.submit();
    const [plain, prefixed] = [await trend(), await trend('', '/api')];
    expect(plain).toMatchObject({ range: '24h', total: { created: 1 } });
    expect({ ...prefixed, until: '' }).toEqual({ ...plain, until: '' });
  });

  it('counts what happened to jobs, in every range', async () => {
    const [cancelled, failed] = [await app.submit(), await app.submit()];
    await app.submit();
    await app.post(`/jobs/${cancelled.id}/cancel`);
    await app.post(`/jobs/${cancelled.id}/retry`);
    await app.callback({ jobId: failed.id, status: 'FAILED' });
    const run = await take();
    await app.post(`/fail/${run.id}`);
    const again = await take();
    await app.post(`/complete/${again.id}`, { result: 1 });
    const counts = { created: 3, completed: 1, failed: 1, cancelled: 1, runsFailed: 1, retried: 1 };
    for (const range of TREND_RANGES) {
      const { total, buckets } = await trend(`?range=${range}`);
      expect(total).toMatchObject({ ...counts, wait: { samples: 2 }, run: { samples: 2 } });
      for (const name of Object.keys(counts) as (keyof typeof counts)[]) {
        expect(buckets.reduce((sum, bucket) => sum + bucket[name], 0)).toBe(counts[name]);
      }
      for (const { p50Ms, p95Ms, p99Ms } of [total.wait, total.run].filter((one) => one !== null)) {
        expect(p50Ms).toBeLessThanOrEqual(p95Ms);
        expect(p95Ms).toBeLessThanOrEqual(p99Ms);
        expect(p99Ms).toBeLessThan(20_000);
      }
    }
  });

  it('counts one type alone when asked', async () => {
    await app.submit();
    await app.submit(REPORT);
    await expect(trend('?type=report')).resolves.toMatchObject({ type: 'report', total: { created: 1 } });
    await expect(trend('?type=email')).resolves.toMatchObject({ type: 'email', total: NOTHING });
    await expect(trend()).resolves.toMatchObject({ total: { created: 2 } });
  });

  it('is answered 304 while nothing changed, and anew after a change', async () => {
    const { headers } = await app.get('/stats/trend?range=1h');
    expect(headers.etag).toMatch(/^W\/"/);
    await app.submit();
    const { status, body } = await app.get<TrendView>('/stats/trend?range=1h', {
      'if-none-match': String(headers.etag),
    });
    expect({ status, created: body.total.created }).toEqual({ status: 200, created: 1 });
    const tag = async (): Promise<string> => String((await app.get('/stats/trend?range=1h')).headers.etag);
    const isUnchanged = async (): Promise<boolean> =>
      (await app.get('/stats/trend?range=1h', { 'if-none-match': await tag() })).status === 304;
    // The tag may turn between the two requests of a try, not in both of two.
    expect((await isUnchanged()) || (await isUnchanged())).toBe(true);
  });

  it.each([
    ['?range=2h', 'range must be one of 15m, 1h, 24h, 7d, 30d'],
    ['?range=24', 'range must be one of 15m, 1h, 24h, 7d, 30d'],
    ['?type=nobody', 'type must be one of prompt, email, report, notification'],
    ['?bucket=hour', 'bucket is not known here'],
  ])('refuses %s and names the rule', async (query, detail) => {
    const problem = expectProblem(await app.get(`/stats/trend${query}`), 400);
    expect(problem.errors?.map((fault) => fault.detail)).toEqual([detail]);
  });

  it('answers 503 without a store', async () => {
    await app.closeStore();
    expectProblem(await app.get('/stats/trend'), 503);
    expectProblem(await app.get('/stats'), 503);
  });
});
