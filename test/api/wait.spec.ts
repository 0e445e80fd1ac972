import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { JobView } from '@fasttrack/contracts';
import type { Job } from '@fasttrack/jobs/job';
import { JobWaiter } from '@fasttrack/jobs/job-waiter';
import type { Answer } from '../support/api-client';
import { ApiClient } from '../support/api-client';
import { expectFaults, expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

/** A job that nobody runs, so that the test says when it ends. */
const OUTSIDE = { WORKER_ENABLED: 'false' };
const NOBODY = '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11';

let app: TestApp;
const submit = (prefer: string, json: object = { prompt: 'x' }): Promise<Answer<JobView>> =>
  app.post<JobView>('/jobs', json, { prefer });
const read = (id: string, wait: number, headers: Readonly<Record<string, string>> = {}): Promise<Answer<JobView>> =>
  app.get<JobView>(`/jobs/${id}?wait=${wait}`, headers);
const timed = async <T>(work: Promise<T>): Promise<[T, ms: number]> => {
  const startedAt = performance.now();
  return [await work, performance.now() - startedAt];
};
const newest = async (): Promise<string> => {
  for (;;) {
    const [job] = (await app.get<JobView[]>('/jobs?limit=1')).body;
    if (job) return job.id;
    await delay(10);
  }
};

beforeEach(async () => {
  app = await startTestApp(OUTSIDE);
});
afterEach(() => app.close());

describe('POST /jobs with Prefer: wait', () => {
  it('answers the job as it has ended', async () => {
    const waiting = submit('wait=30');
    const id = await newest();
    await app.callback({ jobId: id, result: 'done' });
    const [answer, ms] = await timed(waiting);
    expect(answer).toMatchObject({ status: 201, body: { id, status: 'COMPLETED', result: 'done' } });
    expect(answer.headers).toMatchObject({ location: `/jobs/${id}`, 'preference-applied': 'wait=30' });
    await expect(app.job(id)).resolves.toEqual(answer.body);
    expect(ms).toBeLessThan(2000);
  });

  it('answers the job as it is when the time is over', async () => {
    const [{ status, headers, body }, ms] = await timed(submit('wait=1'));
    expect({ status, preference: headers['preference-applied'] }).toEqual({ status: 201, preference: 'wait=1' });
    expect(body.status).toBe('PENDING');
    expect(ms).toBeGreaterThan(950);
    expect(ms).toBeLessThan(3000);
  });

  it('waits no longer than 60 seconds, and says so', async () => {
    const waiting = submit('wait=3600');
    await app.callback({ jobId: await newest(), result: 1 });
    expect((await waiting).headers['preference-applied']).toBe('wait=60');
  });

  it.each(['wait', 'wait=0', 'wait=soon', 'wait=-5', 'respond-async', 'return=minimal'])(
    'ignores what it cannot apply: %s',
    async (prefer) => {
      const { status, headers, body } = await submit(prefer);
      expect([status, body.status]).toEqual([201, 'PENDING']);
      expect(headers).not.toHaveProperty('preference-applied');
    },
  );

  it('refuses a bad job at once', async () => {
    const [answer, ms] = await timed(submit('wait=30', { prompt: '' }));
    expectFaults(answer, '/prompt');
    expect(ms).toBeLessThan(2000);
  });

  it('answers 201 also when the store is away by then: the job is stored', async () => {
    const waiting = submit('wait=2');
    const id = await newest();
    await app.closeStore();
    await expect(waiting).resolves.toMatchObject({ status: 201, body: { id, status: 'PENDING' } });
  });
});

describe('GET /jobs/:id?wait', () => {
  it.each([
    ['completed', (id: string) => app.callback({ jobId: id, result: 1 }), 'COMPLETED'],
    ['failed', (id: string) => app.callback({ jobId: id, status: 'FAILED', error: 'no' }), 'FAILED'],
    ['cancelled', (id: string) => app.post(`/jobs/${id}/cancel`), 'CANCELLED'],
  ])('answers at once when the job is %s', async (_name, end, wanted) => {
    const times: number[] = [];
    for (let round = 0; round < 3; round++) {
      const { id } = await app.submit();
      const waiting = read(id, 30);
      await delay(150);
      const startedAt = performance.now();
      await end(id);
      await expect(waiting).resolves.toMatchObject({ status: 200, body: { id, status: wanted } });
      times.push(performance.now() - startedAt);
    }
    // The end itself is in it. A look each second would take half a second.
    expect(Math.min(...times)).toBeLessThan(250);
  });

  it('answers a job that has ended at once, and one that has not when the time is over', async () => {
    const { id } = await app.submit();
    const [open, openMs] = await timed(read(id, 1));
    expect(open).toMatchObject({ status: 200, body: { status: 'PENDING' }, headers: { 'retry-after': '1' } });
    expect(openMs).toBeGreaterThan(950);
    await app.callback({ jobId: id, result: 1 });
    const [ended, ms] = await timed(read(id, 30));
    expect(ended.body.status).toBe('COMPLETED');
    expect(ms).toBeLessThan(2000);
  });

  it('waits through a run and its failure', async () => {
    const { id } = await app.submit({ maxAttempts: 2 });
    const waiting = read(id, 20);
    for (const wanted of ['PENDING', 'FAILED']) {
      await app.post('/process', { wait: 5 });
      await expect(app.post(`/fail/${id}`)).resolves.toMatchObject({ body: { status: wanted } });
    }
    await expect(waiting).resolves.toMatchObject({ body: { status: 'FAILED', attempts: 2 } });
  });

  it('tells all of 40 who wait for one job, and nobody who waits for another', async () => {
    const [one, other] = [await app.submit(), await app.submit()];
    const all = Array.from({ length: 40 }, () => read(one.id, 20));
    const patient = read(other.id, 2);
    await delay(200);
    await app.callback({ jobId: one.id, result: 1 });
    for (const answer of await Promise.all(all)) expect(answer.body).toMatchObject({ status: 'COMPLETED' });
    expect((await patient).body.status).toBe('PENDING');
  });

  it.each(['abc', '', '-1', '61', '1.5', '1e1', '1&wait=2', '99999999'])('refuses wait=%s', async (wait) => {
    const { id } = await app.submit();
    expectFaults(await app.get(`/jobs/${id}?wait=${wait}`), '?wait');
  });

  it('takes 0, and knows no other name', async () => {
    const { id } = await app.submit();
    await expect(read(id, 0)).resolves.toMatchObject({ status: 200, body: { id } });
    expectFaults(await app.get(`/jobs/${id}?wait=1&timeout=1`), '?timeout');
  });

  it('answers 404 at once for an unknown job', async () => {
    const [answer, ms] = await timed(read(NOBODY, 30));
    expectProblem(answer, 404);
    expect(ms).toBeLessThan(2000);
  });

  it('answers 503 when the store is away at the end', async () => {
    const { id } = await app.submit();
    const waiting = read(id, 2);
    await delay(200);
    await app.closeStore();
    expectProblem(await waiting, 503);
  });
});

describe('a wait by a caller who has the job already', () => {
  const etagOf = async (id: string): Promise<string> => String((await app.get(`/jobs/${id}`)).headers.etag);

  it('is not cut short by its tag, and ends with the job', async () => {
    const { id } = await app.submit();
    const tag = await etagOf(id);
    const waiting = read(id, 30, { 'if-none-match': tag });
    await delay(300);
    await app.callback({ jobId: id, result: 1 });
    const { status, headers, body } = await waiting;
    expect([status, body.status]).toEqual([200, 'COMPLETED']);
    expect(headers.etag).not.toBe(tag);
  });

  it('is answered 304 at its end when nothing changed meanwhile', async () => {
    const { id } = await app.submit();
    let [answer, ms] = await timed(read(id, 1, { 'if-none-match': await etagOf(id) }));
    // A tag is good for half a minute of the clock: once, a wait may meet its end.
    if (answer.status === 200)
      [answer, ms] = await timed(read(id, 1, { 'if-none-match': String(answer.headers.etag) }));
    expect([answer.status, answer.text]).toEqual([304, '']);
    expect(ms).toBeGreaterThan(950);
  });

  it('gets a tag that is as new as the job', async () => {
    const { id } = await app.submit();
    const waiting = read(id, 30);
    await delay(200);
    await app.callback({ jobId: id, result: 1 });
    const tag = String((await waiting).headers.etag);
    const later = await app.get(`/jobs/${id}`, { 'if-none-match': tag });
    expect([304, 200]).toContain(later.status);
    // Another tag on the very same version: only the half minute of the clock went by.
    if (later.status === 200) expect(String(later.headers.etag).split('.')[1]).toBe(tag.split('.')[1]);
  });
});

describe('waiting', () => {
  it('ends when the process stops, with the job as it is', async () => {
    const other = await startTestApp(OUTSIDE);
    const caller = new ApiClient(other.url);
    const { id } = await other.submit();
    const waiting = [
      caller.get<JobView>(`/jobs/${id}?wait=60`),
      caller.post<JobView>('/jobs', { prompt: 'x' }, { prefer: 'wait=60' }),
    ];
    await delay(300);
    const [[answers], ms] = await timed(Promise.all([Promise.all(waiting), other.close()]));
    expect(answers.map(({ status, body }) => [status, body.status])).toEqual([
      [200, 'PENDING'],
      [201, 'PENDING'],
    ]);
    expect(ms).toBeLessThan(5000);
    await caller.close();
  });

  it('ends when the caller hangs up', async () => {
    const { id } = await app.submit();
    const waits = jest.spyOn(JobWaiter.prototype, 'untilFinal');
    const call = request(`${app.url}/jobs/${id}?wait=60`).on('error', () => undefined);
    call.end();
    await delay(300);
    expect(waits).toHaveBeenCalledTimes(1);
    call.destroy();
    // The call that Jest wrapped gave this promise: nobody is left to whom its end would be told.
    const [job, ms] = await timed(waits.mock.results[0]?.value as Promise<Job>);
    expect(job.id).toBe(id);
    expect(ms).toBeLessThan(3000);
    waits.mockRestore();
  });
});
