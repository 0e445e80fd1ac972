import type { JobView } from '@fasttrack/contracts';
import { eventually } from '@fasttrack/storage/testing/eventually';
import { expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { PAYLOAD_CANARY, startTestApp } from '../support/start-test-app';

/** Runs that only a callback ends: the stand-in of the worker would take an hour. */
const SLOW = { SIMULATED_DELAY_MS: '3600000', SHUTDOWN_SECONDS: '1' };

describe('runs that fail', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp(SLOW);
  });
  // The shortest waits that the schedule allows. Not while an app is built: Nest tells modules apart by random names.
  beforeEach(() => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => app.close());

  const running = (id: string, attempt: number): Promise<JobView> =>
    app.until(id, (job) => job.status === 'PROCESSING' && job.attempt === attempt);
  const waitMs = ({ waitingFor, updatedAt }: JobView): number =>
    Date.parse(String(waitingFor?.until)) - Date.parse(updatedAt);

  it('are run three times, with growing waits between, then the job fails', async () => {
    const { id } = await app.submit();
    for (const [attempt, wait] of [
      [1, 500],
      [2, 1000],
    ] as const) {
      await running(id, attempt);
      const { status, body } = await app.callback({ jobId: id, attempt, status: 'FAILED', error: `no ${attempt}` });
      expect({ status, body }).toMatchObject({
        status: 200,
        body: {
          status: 'PENDING',
          attempts: attempt,
          error: { message: `no ${attempt}` },
          waitingFor: { reason: 'backoff' },
        },
      });
      expect(waitMs(body)).toBe(wait);
    }
    await running(id, 3);
    const { body } = await app.callback({ jobId: id, attempt: 3, status: 'FAILED', error: 'no 3' });
    expect(body).toMatchObject({
      status: 'FAILED',
      attempt: 3,
      attempts: 3,
      error: { code: 'worker_error', message: 'no 3' },
    });
    expect(body.history.map(({ event, attempt }) => `${event} ${attempt}`)).toEqual([
      'created 0',
      'claimed 1',
      'run_failed 1',
      'claimed 2',
      'run_failed 2',
      'claimed 3',
      'failed 3',
    ]);
  });

  it('are not repeated when another run could not help', async () => {
    const { id } = await app.submit();
    await running(id, 1);
    const error = { message: 'wrong input', retryable: false };
    const { body } = await app.callback({ jobId: id, status: 'FAILED', error });
    expect(body).toMatchObject({ status: 'FAILED', attempts: 1, error: { ...error, code: 'worker_error' } });
  });

  it('refuse a late word of an earlier run, and take one without a number for the latest', async () => {
    const { id } = await app.submit();
    await running(id, 1);
    await app.callback({ jobId: id, attempt: 1, status: 'FAILED' });
    const second = await running(id, 2);
    const stale = await app.callback({ jobId: id, attempt: 1, result: PAYLOAD_CANARY });
    expect(expectProblem(stale, 409).code).toBe('callback.stale-attempt');
    await expect(app.job(id)).resolves.toEqual(second);
    await expect(app.callback({ jobId: id, result: '{}' })).resolves.toMatchObject({
      status: 200,
      body: { status: 'COMPLETED', attempt: 2 },
    });
  });

  it('take a result while the job waits for its next run', async () => {
    const { id } = await app.submit();
    await running(id, 1);
    await app.callback({ jobId: id, attempt: 1, status: 'FAILED' });
    const { body } = await app.callback({ jobId: id, attempt: 1, result: '{}' });
    expect(body).toMatchObject({ status: 'COMPLETED', attempt: 1 });
    expect(body).not.toHaveProperty('error');
    expect(body).not.toHaveProperty('waitingFor');
  });
});

describe('runs of an app', () => {
  it('are as many as MAX_ATTEMPTS says', async () => {
    const once = await startTestApp({ ...SLOW, MAX_ATTEMPTS: '1' });
    const { id } = await once.submit();
    await once.until(id, ({ status }) => status === 'PROCESSING');
    await expect(once.callback({ jobId: id, status: 'FAILED' })).resolves.toMatchObject({ body: { status: 'FAILED' } });
    await once.close();
  });
});

describe('runs of many jobs', () => {
  it('end every job once', async () => {
    const app = await startTestApp();
    const jobs = await Promise.all(Array.from({ length: 200 }, (_, n) => app.submit({ priority: (n % 5) + 1 })));
    await eventually(() =>
      expect(app.get('/stats')).resolves.toMatchObject({ body: { byStatus: { COMPLETED: 200, PENDING: 0 } } }),
    );
    const histories = await Promise.all(jobs.map(async ({ id }) => (await app.job(id)).history));
    for (const history of histories) {
      expect(history.map(({ event }) => event)).toEqual(['created', 'claimed', 'completed']);
    }
    await app.close();
  }, 180_000);
});

describe('the log', () => {
  it('tells the life of a job, without payloads and secrets, and bad input without its words', async () => {
    const app = await startTestApp();
    const { id } = await app.submit();
    await app.until(id, ({ status }) => status === 'COMPLETED');
    await app.post('/jobs', { prompt: '', extra: PAYLOAD_CANARY, [`name ${PAYLOAD_CANARY}`]: 1 });
    await app.get(`/jobs?${PAYLOAD_CANARY}=${PAYLOAD_CANARY}&status=${PAYLOAD_CANARY}`);
    await app.get(`/jobs/${PAYLOAD_CANARY}%zz`);
    await app.get(`/jobs/${PAYLOAD_CANARY}`);
    await app.send('POST', '/jobs', {
      body: `{"prompt": ${PAYLOAD_CANARY}`,
      headers: { 'content-type': 'application/json' },
    });
    const failed = await app.submit();
    await app.callback({ jobId: failed.id, status: 'FAILED', error: `no ${PAYLOAD_CANARY}` });
    await app.post(
      '/webhook/callback',
      { jobId: id, result: PAYLOAD_CANARY },
      { 'x-shared-secret': `wrong ${PAYLOAD_CANARY}` },
    );
    await app.close();
    const lines = app.logs.map((line) => JSON.parse(line) as Record<string, unknown>);
    const life = lines.filter(({ context, jobId }) => context === 'Job' && jobId === id);
    expect(life.map(({ event }) => event)).toEqual(['created', 'claimed', 'completed']);
    const badInput = lines.filter(({ msg }) => msg === 'bad input');
    expect(badInput.map(({ code, faults }) => `${String(code)} ${String(faults)}`)).toEqual([
      'request.invalid 3',
      'request.invalid 2',
      'request.bad-request 1',
      'request.invalid 1',
    ]);
    expect(lines.filter(({ msg, status }) => msg === 'POST /webhook/callback' && status === 401)).toHaveLength(1);
  });
});
