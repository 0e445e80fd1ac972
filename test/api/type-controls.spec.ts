import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobTypeView, JobView } from '@fasttrack/contracts';
import type { Answer } from '../support/api-client';
import { expectFaults, expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

const KEY = 'key-of-an-operator-0123';
const BACKOFF = { initialSeconds: 20, jitter: 0 };
const TYPES = {
  scan: { schema: {}, executor: 'pull', concurrency: 2, maxAttempts: 7, timeoutSeconds: 2, retention: { failed: 90 } },
  slow: { schema: {}, executor: 'pull', backoff: BACKOFF },
  email: { concurrency: 3, executor: 'pull' },
};

describe('types that are held back', () => {
  let app: TestApp;
  let directory: string;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'fasttrack-controls-'));
    const file = join(directory, 'types.json');
    writeFileSync(file, JSON.stringify(TYPES));
    app = await startTestApp({ JOB_TYPES_FILE: file, API_KEYS: `ops:${KEY}`, RETENTION_DAYS: '10' });
  });
  afterAll(async () => {
    await app.close();
    rmSync(directory, { recursive: true });
  });

  const headers = { 'x-api-key': KEY };
  const post = <Body = JobView>(path: string, json?: unknown): Promise<Answer<Body>> =>
    app.post<Body>(path, json, headers);
  const patch = (name: string, json?: unknown): Promise<Answer<JobTypeView>> =>
    app.send<JobTypeView>('PATCH', `/job-types/${name}`, { headers, ...(json !== undefined && { json }) });
  const submit = async (type: string, more: object = {}): Promise<JobView> =>
    (await post('/jobs', { type, payload: type === 'email' ? { to: 'ada@example.org' } : {}, ...more })).body;
  const get = async (id: string): Promise<JobView> => (await app.get<JobView>(`/jobs/${id}`, headers)).body;
  const take = (types: readonly string[], wait = 0): Promise<Answer<JobView>> => post('/process', { types, wait });
  const shown = async (name: string): Promise<JobTypeView | undefined> =>
    (await app.get<JobTypeView[]>('/job-types', headers)).body.find((type) => type.name === name);
  const until = async (id: string, isWanted: (job: JobView) => boolean): Promise<JobView> => {
    for (;;) {
      const job = (await app.get<JobView>(`/jobs/${id}?wait=1`, headers)).body;
      if (isWanted(job)) return job;
    }
  };

  it('are shown with how their jobs are run', async () => {
    await expect(shown('scan')).resolves.toMatchObject({
      ...{ paused: false, concurrency: 2, running: 0, timeoutSeconds: 2, maxAttempts: 7, backoff: null },
      retention: { completed: 10, failed: 90, cancelled: 10 },
    });
    await expect(shown('slow')).resolves.toMatchObject({
      ...{ concurrency: null, timeoutSeconds: null, maxAttempts: 3 },
      backoff: { initialSeconds: 20, factor: 2, maxSeconds: 300, jitter: 0 },
    });
    await expect(shown('email')).resolves.toMatchObject({ title: 'E-mail', executor: 'pull', concurrency: 3 });
    await expect(submit('scan')).resolves.toMatchObject({ maxAttempts: 7 });
    await expect(submit('scan', { maxAttempts: 2 })).resolves.toMatchObject({ maxAttempts: 2 });
  });

  it('hand nothing out while paused, say so, and go on at once when resumed', async () => {
    const paused = await patch('slow', { paused: true });
    expect(paused).toMatchObject({ status: 200, body: { name: 'slow', paused: true, concurrency: null } });
    const { id, waitingFor } = await submit('slow');
    expect(waitingFor).toEqual({ reason: 'paused' });
    await expect(shown('slow')).resolves.toMatchObject({ hindrance: { reason: 'paused' } });
    await expect(get(id)).resolves.toMatchObject({ waitingFor: { reason: 'paused' } });
    const rows = await app.get<JobView[]>('/jobs?type=slow', headers);
    expect(rows.body[0]).toMatchObject({ id, waitingFor: { reason: 'paused' } });
    expect((await take(['slow'])).status).toBe(204);
    const times: number[] = [];
    for (let round = 0; round < 3; round++) {
      if (round > 0) await patch('slow', { paused: true });
      const wanted = round > 0 ? (await submit('slow')).id : id;
      const waiting = take(['slow'], 20);
      const startedAt = Date.now();
      await patch('slow', { paused: false });
      expect((await waiting).body).toMatchObject({ id: wanted, status: 'PROCESSING' });
      times.push(Date.now() - startedAt);
    }
    expect(times.filter((ms) => ms > 900).length).toBeLessThan(2);
  });

  it('tell a poll that keeps a version when they are paused and resumed', async () => {
    const { id } = await submit('email');
    const first = await app.get<JobView>(`/jobs/${id}`, headers);
    await patch('email', { paused: true });
    const second = await app.get<JobView>(`/jobs/${id}`, { ...headers, 'if-none-match': String(first.headers.etag) });
    expect(second).toMatchObject({ status: 200, body: { waitingFor: { reason: 'paused' } } });
    await patch('email', { paused: false });
    await expect(get(id)).resolves.toMatchObject({ waitingFor: { reason: 'worker' } });
    await post(`/jobs/${id}/cancel`);
  });

  it('hand out no more than their cap, say so, and give a free place to who waits', async () => {
    await patch('email', { concurrency: 1 });
    const [first, second] = [await submit('email'), await submit('email')];
    expect((await take(['email'])).body.id).toBe(first.id);
    expect((await take(['email'])).status).toBe(204);
    await expect(get(second.id)).resolves.toMatchObject({ waitingFor: { reason: 'cap', cap: 1 } });
    await expect(shown('email')).resolves.toMatchObject({ concurrency: 1, running: 1 });
    const waiting = take(['email'], 20);
    await post(`/complete/${first.id}`, { result: 'sent' });
    expect((await waiting).body.id).toBe(second.id);
    await post(`/complete/${second.id}`);
    await expect(patch('email', { concurrency: null })).resolves.toMatchObject({ body: { concurrency: 3 } });
  });

  it('log who changed them', async () => {
    await patch('slow', { concurrency: 9 });
    await patch('slow', { concurrency: null });
    const lines = app.logs.filter((line) => line.includes('job type changed') && line.includes('"slow"'));
    expect(lines.some((line) => line.includes('"concurrency":9') && line.includes('"by":"ops"'))).toBe(true);
  });

  it.each([
    [{}, ''],
    [{ paused: 'yes' }, '/paused'],
    [{ paused: null }, '/paused'],
    [{ concurrency: 0 }, '/concurrency'],
    [{ concurrency: 10_001 }, '/concurrency'],
    [{ concurrency: 1.5 }, '/concurrency'],
    [{ concurrency: '3' }, '/concurrency'],
    [{ paused: true, until: 'x' }, '/until'],
    [[], ''],
  ])('refuse %j and stay as they are', async (body, pointer) => {
    const before = await shown('slow');
    expectFaults(await patch('slow', body), pointer);
    await expect(shown('slow')).resolves.toEqual(before);
  });

  it('refuse an empty body, an unknown name and a query', async () => {
    expectProblem(await patch('slow'), 400);
    expectProblem(await patch('fax', { paused: true }), 404);
    expectProblem(await patch('constructor', { paused: true }), 404);
    expectProblem(await patch('%00', { paused: true }), 404);
    expectProblem(await patch('slow?force=1', { paused: true }), 400);
    expectProblem(await app.send('PATCH', '/job-types/slow', { json: { paused: true } }), 401);
  });

  it('put a failed run off as they say, unless the worker says when', async () => {
    const [usual, told, busy] = [await submit('slow'), await submit('slow'), await submit('slow')];
    for (let n = 0; n < 3; n++) await take(['slow']);
    const waitMs = ({ body: { waitingFor, updatedAt } }: Answer<JobView>): number =>
      Date.parse(waitingFor?.until ?? '') - Date.parse(updatedAt);
    const failed = await post(`/fail/${usual.id}`);
    expect([failed.body.attempts, waitMs(failed)]).toEqual([1, 20_000]);
    const later = await post(`/fail/${told.id}`, { retryAfter: 5 });
    expect([later.body.attempts, waitMs(later)]).toEqual([1, 5000]);
    const putOff = await post(`/fail/${busy.id}`, { error: { code: 'rate_limited' }, retryAfter: 5 });
    expect([putOff.body.attempts, waitMs(putOff)]).toEqual([0, 5000]);
    expect(putOff.body.history.at(-1)).toMatchObject({ event: 'put_back', note: /rate_limited/ });
  });

  it('end a run that takes too long, whatever its worker says meanwhile', async () => {
    await app.get('/job-types', headers);
    for (const { id } of (await app.get<JobView[]>('/jobs?type=scan', headers)).body) await post(`/jobs/${id}/cancel`);
    const { id } = await submit('scan', { maxAttempts: 1 });
    const { body } = await post('/process', { types: ['scan'], leaseSeconds: 600 });
    expect(body.id).toBe(id);
    const beat = await post<{ leaseUntil: string }>(`/heartbeat/${id}`, { leaseSeconds: 600 });
    const leftMs = Date.parse(beat.body.leaseUntil) - Date.parse(body.startedAt ?? '');
    expect(Math.abs(leftMs - 2000)).toBeLessThan(1000);
    const job = await until(id, ({ status }) => status === 'FAILED');
    expect(job.error).toMatchObject({ code: 'timeout', message: expect.stringContaining('2 s') as string });
    expectProblem(await post(`/complete/${id}`, { result: 'late' }), 409);
  });
});

describe('who waits for a worker', () => {
  const takeable = { EXECUTORS: 'prompt=simulated,report=pull', WORKER_ENABLED: 'false' };

  it('hears why there is none, where that is known', async () => {
    const app = await startTestApp(takeable);
    const isAlone = process.env.TEST_STACK !== 'scale-out';
    const report = { type: 'report', payload: { report_type: 'sales', format: 'csv' } };
    const waitingFor = async (body: object): Promise<unknown> =>
      (await app.post<JobView>('/jobs', body)).body.waitingFor;
    const nobody = (message: string): object => ({ reason: 'worker', ...(isAlone && { message }) });
    await expect(waitingFor(report)).resolves.toEqual(
      nobody('No worker takes report jobs: nobody asked for one within the last minute'),
    );
    await expect(waitingFor({ prompt: 'x' })).resolves.toEqual(
      nobody(
        'No worker takes prompt jobs: this process runs none (WORKER_ENABLED=false), and nobody asked for one within the last minute',
      ),
    );
    const hindrance = async (): Promise<unknown> => {
      const { body } = await app.get<JobTypeView[]>('/job-types');
      return body.find(({ name }) => name === 'report')?.hindrance;
    };
    await expect(hindrance()).resolves.toEqual(
      isAlone ? nobody('No worker takes report jobs: nobody asked for one within the last minute') : null,
    );
    await app.post('/process', { types: ['report'] });
    await expect(waitingFor(report)).resolves.toEqual({ reason: 'worker' });
    await expect(hindrance()).resolves.toBeNull();
    await app.close();
  });
});
