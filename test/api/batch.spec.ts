import type { BatchOutcomeView, JobRowView, JobView } from '@fasttrack/contracts';
import type { Answer } from '../support/api-client';
import { expectFaults, expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { PAYLOAD_CANARY, startTestApp } from '../support/start-test-app';

const MIB = 1024 * 1024;
const many = (count: number): object[] => Array.from({ length: count }, (_, n) => ({ prompt: `job ${n}` }));
/** Brackets around nothing, so many. */
const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

let app: TestApp;
const submit = (jobs: unknown, path = '/jobs/batch'): Promise<Answer<BatchOutcomeView[]>> =>
  app.post<BatchOutcomeView[]>(path, { jobs });
const jobsOf = ({ body }: Answer<BatchOutcomeView[]>): JobView[] =>
  body.flatMap((one) => (one.status === 201 ? [one.job] : []));
const countAll = async (): Promise<number> =>
  Number((await app.get<JobRowView[]>('/jobs?limit=1')).headers['x-total-count']);

describe('POST /jobs/batch', () => {
  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false', MAX_ATTEMPTS: '4' });
  });
  afterAll(() => app.close());

  it.each(['', '/api'])('stores jobs of any type and answers each in order, under "%s"', async (prefix) => {
    const answer = await submit(
      [
        { prompt: `first ${PAYLOAD_CANARY}` },
        { type: 'email', payload: { to: 'ada@example.org' }, priority: 5, tags: ['a'], key: 'k', maxAttempts: 1 },
        { type: 'prompt', payload: { prompt: 'third' }, scheduledFor: '2020-01-01T00:00:00Z' },
      ],
      `${prefix}/jobs/batch`,
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject([
      { status: 201, job: { type: 'prompt', prompt: `first ${PAYLOAD_CANARY}`, maxAttempts: 4, status: 'PENDING' } },
      { status: 201, job: { type: 'email', priority: 5, tags: ['a'], key: 'k', maxAttempts: 1 } },
      { status: 201, job: { type: 'prompt', prompt: 'third', waitingFor: { reason: 'worker' } } },
    ]);
    for (const job of jobsOf(answer)) await expect(app.job(job.id)).resolves.toEqual(job);
  });

  it('refuses a bad job for itself, in the words of a single submit, and stores the others', async () => {
    const before = await countAll();
    const bad: readonly unknown[] = [
      { prompt: ' ' },
      { prompt: 'x', priority: 9, more: 1 },
      { type: 'email', payload: { to: 'nobody' } },
      { type: 'fax' },
      { prompt: 'x', expiresAt: '2020-01-01T00:00:00Z' },
      null,
      'text',
      [],
      {},
    ];
    const answer = await submit(bad.flatMap((body, n) => [body, { prompt: `good ${n}` }]));
    expect(answer.status).toBe(200);
    expect(answer.body.map(({ status }) => status)).toEqual(bad.flatMap(() => [400, 201]));
    expect(jobsOf(answer).map(({ prompt }) => prompt)).toEqual(bad.map((_, n) => `good ${n}`));
    for (const [n, body] of bad.entries()) {
      const { error, errors } = expectProblem(await app.post('/jobs', body), 400);
      expect(answer.body[n * 2]).toEqual({ status: 400, error, errors });
    }
    await expect(countAll()).resolves.toBe(before + bad.length);
  });

  it('answers 200 also when none of them is good', async () => {
    const before = await countAll();
    const answer = await submit([{ prompt: '' }, {}]);
    expect(answer).toMatchObject({ status: 200, body: [{ status: 400 }, { status: 400 }] });
    await expect(countAll()).resolves.toBe(before);
  });

  it('takes 1,000 jobs, in order and each with an id of its own', async () => {
    const before = await countAll();
    const jobs = jobsOf(await submit(many(1000)));
    expect(jobs.map(({ prompt }) => prompt)).toEqual(many(1000).map((one) => (one as { prompt: string }).prompt));
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(1000);
    expect(jobs.map(({ id }) => id)).toEqual(jobs.map(({ id }) => id).sort());
    await expect(countAll()).resolves.toBe(before + 1000);
    await expect(app.job(jobs[777]!.id)).resolves.toEqual(jobs[777]);
  });

  it.each<[string, unknown, ...string[]]>([
    ['more than 1,000 jobs', { jobs: many(1001) }, '/jobs'],
    ['none', { jobs: [] }, '/jobs'],
    ['no array', { jobs: { 0: { prompt: 'x' } } }, '/jobs'],
    ['nothing', {}, '/jobs'],
    ['another member', { jobs: [{ prompt: 'x' }], dryRun: true }, '/dryRun'],
    ['an array alone', [{ prompt: 'x' }], ''],
    ['null', null, ''],
  ])('refuses the whole of %s', async (_name, body, ...pointers) => {
    const before = await countAll();
    expectFaults(await app.post('/jobs/batch', body), ...pointers);
    await expect(countAll()).resolves.toBe(before);
  });

  it('refuses a query, a form, and a body nested deeper than 32 levels', async () => {
    expectFaults(await submit([{ prompt: 'x' }], '/jobs/batch?dryRun=1'), '?dryRun');
    const form = { body: 'jobs=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    expectProblem(await app.send('POST', '/jobs/batch', form), 415);
    expect((await submit([nested(30)])).body).toMatchObject([{ status: 400 }]);
    expectFaults(await submit([nested(31)]), '');
  });

  it.each(['OPTIONS', 'PUT', 'PATCH'] as const)('answers 405 to %s, and names POST alone', async (method) => {
    const answer = await app.send(method, '/jobs/batch', { json: { jobs: many(1) } });
    expectProblem(answer, 405);
    expect(answer.headers.allow).toBe('POST');
  });

  it.each(['GET', 'HEAD', 'DELETE'] as const)('is no id of a job: %s is 405', async (method) => {
    for (const path of ['/jobs/batch', '/api/jobs/batch']) {
      const answer = await app.send(method, path);
      expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
    }
    expectProblem(await app.get('/jobs/batch?wait=1'), 405);
  });

  it('takes a body of 16 MiB, and no more', async () => {
    const filled = (bytes: number): string => JSON.stringify({ jobs: many(1) }).padEnd(bytes);
    const headers = { 'content-type': 'application/json' };
    const send = (bytes: number): Promise<Answer<BatchOutcomeView[]>> =>
      app.send('POST', '/jobs/batch', { body: filled(bytes), headers });
    await expect(send(16 * MIB)).resolves.toMatchObject({ status: 200, body: [{ status: 201 }] });
    expectProblem(await send(16 * MIB + 1), 413);
  });
});

describe('a batch', () => {
  it('is run as any other jobs', async () => {
    app = await startTestApp();
    const jobs = jobsOf(await submit(many(50)));
    for (const { id } of jobs) await app.until(id, ({ status }) => status === 'COMPLETED');
    expect(jobs).toHaveLength(50);
    await app.close();
  });

  it('is answered 503 when it cannot be stored', async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
    await app.closeStore();
    expect((await submit(many(3))).status).toBe(503);
    await app.close();
  });
});
