import { setTimeout as delay } from 'node:timers/promises';
import type { CallbackEntry, JobView } from '@fasttrack/contracts';
import { expectFaults, expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

const PATIENCE_MS = 30_000;
const POLL_MS = 50;

describe('a stand-in that is told to misbehave', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ EXECUTORS: 'email=pull' });
    // The shortest waits between runs. Not earlier: Nest names its modules by chance, and finds none twice.
    jest.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await app.close();
  });

  const direct = (simulate: object, more: object = {}): Promise<JobView> =>
    app.submit({ metadata: { simulate, shop: 'north' }, ...more });
  const hasEnded = ({ status }: JobView): boolean => !['PENDING', 'PROCESSING'].includes(status);
  const ended = (id: string): Promise<JobView> => app.until(id, hasEnded);
  const log = async (query: string): Promise<CallbackEntry[]> =>
    (await app.get<CallbackEntry[]>(`/callbacks?${query}`)).body;

  /** What the log says of a job, oldest first, once it has so many entries. */
  async function verdicts({ id }: JobView, count: number): Promise<string[]> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const entries = await log(`jobId=${id}`);
      if (entries.length >= count || Date.now() > end)
        return entries.reverse().map(({ verdict, attempt }) => `${verdict} ${attempt}`);
      await delay(POLL_MS);
    }
  }

  it('takes as long as it is told', async () => {
    const slow = await direct({ delayMs: 3_600_000 });
    const quick = await direct({ delayMs: 1 });
    await expect(ended(quick.id)).resolves.toMatchObject({ status: 'COMPLETED', attempt: 1 });
    await expect(app.job(slow.id)).resolves.not.toHaveProperty('completedAt');
    await app.post(`/jobs/${slow.id}/cancel`);
  });

  it('fails as many runs as it is told, by callbacks', async () => {
    const job = await direct({ fail: { message: 'the model is tired' }, runs: 1 });
    await expect(ended(job.id)).resolves.toMatchObject({ status: 'COMPLETED', attempt: 2, metadata: job.metadata });
    await expect(verdicts(job, 2)).resolves.toEqual(['accepted 1', 'accepted 2']);
    expect((await log(`jobId=${job.id}`)).at(-1)?.body).toContain('the model is tired');
  });

  it('fails for good', async () => {
    const { id } = await direct({ fail: { retryable: false } });
    await expect(ended(id)).resolves.toMatchObject({
      status: 'FAILED',
      attempts: 1,
      error: { code: 'worker_error', message: 'The stand-in was told to fail', retryable: false },
    });
  });

  it('answers with a text that is no JSON', async () => {
    const { id } = await direct({ malformed: true });
    const job = await ended(id);
    expect(job).toMatchObject({ status: 'COMPLETED', resultValid: false });
    expect(() => JSON.parse(`${String(job.result)}}`) as unknown).not.toThrow();
  });

  it('answers at length, and with more than is taken', async () => {
    const [long, tooLong] = [await direct({ resultBytes: 500_000 }), await direct({ resultBytes: 2 * 1024 * 1024 })];
    const { status, result, resultValid } = await ended(long.id);
    expect({ status, resultValid, length: String(result).length }).toEqual({
      ...{ status: 'COMPLETED', resultValid: true, length: 500_000 },
    });
    await expect(ended(tooLong.id)).resolves.toMatchObject({ status: 'FAILED', error: { code: 'rejected' } });
  });

  it('answers twice: a duplicate', async () => {
    const job = await direct({ callback: 'duplicate' });
    await expect(ended(job.id)).resolves.toMatchObject({ status: 'COMPLETED', attempt: 1 });
    await expect(verdicts(job, 2)).resolves.toEqual(['accepted 1', 'duplicate 1']);
  });

  it('answers for a run after the next one began: a stale attempt', async () => {
    const job = await direct({ callback: 'stale' });
    await expect(ended(job.id)).resolves.toMatchObject({ status: 'COMPLETED', attempt: 2 });
    await expect(verdicts(job, 3)).resolves.toEqual(['accepted 1', 'stale attempt 1', 'accepted 2']);
  });

  it('lets a forged answer come first, which changes nothing', async () => {
    const before = new Set((await log('verdict=unauthorized')).map(({ id }) => id));
    const job = await direct({ callback: 'forged' });
    await expect(ended(job.id)).resolves.toMatchObject({ status: 'COMPLETED', attempt: 1 });
    const forged = (await log('verdict=unauthorized')).filter(({ id }) => !before.has(id));
    expect(forged).toHaveLength(1);
    await expect(verdicts(job, 1)).resolves.toEqual(['accepted 1']);
  });

  it('never answers: the deadline ends the run', async () => {
    const job = await direct({ callback: 'silent', deadlineMs: 50 }, { maxAttempts: 1 });
    await expect(ended(job.id)).resolves.toMatchObject({ status: 'FAILED', attempts: 1, error: { code: 'timeout' } });
    await expect(log(`jobId=${job.id}`)).resolves.toEqual([]);
  });

  it('answers after the job was cancelled: late, and the job stays as it is', async () => {
    const job = await direct({ callback: 'late', deadlineMs: 8000 });
    await app.until(job.id, ({ history }) => history.some(({ event }) => event === 'handed_over'));
    const { body } = await app.post<JobView>(`/jobs/${job.id}/cancel`);
    expect(body.status).toBe('CANCELLED');
    await expect(verdicts(job, 1)).resolves.toEqual(['late 1']);
    await expect(app.job(job.id)).resolves.toEqual(body);
  }, 60_000);

  it('misbehaves in a batch, too', async () => {
    const jobs = [{ prompt: 'a', metadata: { simulate: { callback: 'duplicate' } } }];
    const { body } = await app.post<{ job: JobView }[]>('/jobs/batch', { jobs });
    await expect(verdicts(body[0]!.job, 2)).resolves.toEqual(['accepted 1', 'duplicate 1']);
  });

  it.each<[unknown, ...string[]]>([
    ['late', ''],
    [null, ''],
    [[], ''],
    [{ latency: 1 }, '/latency'],
    [{ delayMs: -1 }, '/delayMs'],
    [{ delayMs: '5' }, '/delayMs'],
    [{ delayMs: 3_600_001 }, '/delayMs'],
    [{ runs: 0, resultBytes: 0 }, '/runs', '/resultBytes'],
    [{ resultBytes: 16 * 1024 * 1024 + 1 }, '/resultBytes'],
    [{ fail: true }, '/fail'],
    [{ fail: { message: '', retry: 1 } }, '/fail/message', '/fail/retry'],
    [{ fail: {}, malformed: true }, '/malformed'],
    [{ callback: 'never' }, '/callback'],
    [{ deadlineMs: 5 }, '/callback'],
    [{ deadlineMs: 5, callback: 'forged' }, '/callback'],
  ])('is refused what it does not know: %j', async (simulate, ...pointers) => {
    const answer = await app.post('/jobs', { prompt: 'x', metadata: { simulate } });
    expectFaults(answer, ...pointers.map((pointer) => `/metadata/simulate${pointer}`));
  });

  it('runs no job of another executor, which is said', async () => {
    const payload = { to: 'a@example.com', subject: 's', body: 'b' };
    const answer = await app.post('/jobs', { type: 'email', payload, metadata: { simulate: { malformed: true } } });
    expectFaults(answer, '/metadata/simulate');
    expect(answer.text).toContain('jobs of type email are run by pull');
  });

  it('leaves all other metadata texts', async () => {
    expectFaults(await app.post('/jobs', { prompt: 'x', metadata: { simulate: {}, other: {} } }), '/metadata');
  });
});

it('is refused in production, whoever runs the type', async () => {
  const secret = 'canary-secret-4f1d8a2e';
  const app = await startTestApp({ NODE_ENV: 'production', EXECUTORS: 'prompt=simulated', WEBHOOK_SECRET: secret });
  const answer = await app.post('/jobs', { prompt: 'x', metadata: { simulate: { callback: 'silent' } } });
  expectFaults(answer, '/metadata/simulate');
  expect(expectProblem(answer, 400).detail).toContain('refused in production');
  await app.close();
});
