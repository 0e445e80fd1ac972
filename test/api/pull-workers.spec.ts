import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { JobView, LeaseView } from '@fasttrack/contracts';
import type { Answer } from '../support/api-client';
import { ApiClient } from '../support/api-client';
import { expectFaults, expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { PAYLOAD_CANARY, startTestApp } from '../support/start-test-app';

/** Nothing runs here but what the workers of the tests take. */
const OUTSIDE = { WORKER_ENABLED: 'false' };
const NOBODY = '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11';
const EMAIL = { type: 'email', prompt: undefined, payload: { to: 'ada@example.org' } };
const eventsOf = ({ history }: JobView): string[] => history.map(({ event, attempt }) => `${event} ${attempt}`);

let app: TestApp;

const take = (json?: unknown): Promise<Answer<JobView>> => app.post<JobView>('/process', json);
const taken = async (json?: unknown): Promise<JobView> => {
  const answer = await take(json);
  expect(answer.status).toBe(200);
  return answer.body;
};
const submitted = async (count: number, body: (n: number) => object = () => ({})): Promise<JobView[]> => {
  const jobs: JobView[] = [];
  for (let n = 0; n < count; n++) jobs.push(await app.submit(body(n)));
  return jobs;
};

beforeEach(async () => {
  app = await startTestApp(OUTSIDE);
});
afterEach(() => app.close());

describe('POST /process', () => {
  it('hands out the whole job, which is now PROCESSING', async () => {
    const submit = await app.submit({ tags: ['a'], metadata: { order: '7' } });
    const job = await taken({ worker: 'one' });
    expect(job).toMatchObject({
      id: submit.id,
      status: 'PROCESSING',
      attempt: 1,
      attempts: 1,
      payload: submit.payload,
      tags: ['a'],
      metadata: { order: '7' },
    });
    expect(job.history.at(-1)).toMatchObject({ event: 'claimed', by: 'one', attempt: 1 });
    await expect(app.job(job.id)).resolves.toEqual(job);
  });

  it('answers 204 and nothing when no job is ready', async () => {
    await app.submit({ scheduledFor: new Date(Date.now() + 60_000).toISOString() });
    const answer = await app.send('POST', '/process', { body: '', headers: { 'content-type': 'application/json' } });
    expect([answer.status, answer.text]).toEqual([204, '']);
  });

  it('hands out the most urgent first, then the oldest', async () => {
    const jobs = await submitted(6, (n) => ({ priority: [1, 5, 3][n % 3] }));
    const order = [1, 4, 2, 5, 0, 3].map((n) => jobs[n]!.id);
    for (const id of order) expect((await taken()).id).toBe(id);
    expect((await take()).status).toBe(204);
  });

  it('hands out each of 30 jobs once to 60 workers at once', async () => {
    const jobs = await submitted(30);
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => take({ worker: `w${n}` })));
    const ids = answers.filter(({ status }) => status === 200).map(({ body }) => body.id);
    expect(ids.sort()).toEqual(jobs.map(({ id }) => id).sort());
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(30);
  });

  it('hands out only wanted types, and without types all', async () => {
    const [email, prompt] = [await app.submit(EMAIL), await app.submit()];
    expect((await take({ types: ['report', 'notification'] })).status).toBe(204);
    expect((await taken({ types: ['report', 'prompt'] })).id).toBe(prompt.id);
    expect((await taken()).id).toBe(email.id);
  });

  it('stands under /api, too, and takes names and leases to their limits', async () => {
    await app.submit();
    const body = { worker: `w ${'n'.repeat(98)}`, leaseSeconds: 3600, wait: 0 };
    await expect(app.post('/api/process', body)).resolves.toMatchObject({ status: 200 });
  });

  it.each<[unknown, ...string[]]>([
    [{ types: ['fax', 'prompt', 'FAX'] }, '/types/0', '/types/2'],
    [{ types: [] }, '/types'],
    [{ types: ['prompt', 'prompt'] }, '/types'],
    [{ types: 'prompt' }, '/types'],
    [{ types: [1] }, '/types'],
    [{ worker: '' }, '/worker'],
    [{ worker: 'w'.repeat(101) }, '/worker'],
    [{ worker: 'a\nb' }, '/worker'],
    [{ leaseSeconds: 0 }, '/leaseSeconds'],
    [{ leaseSeconds: 3601 }, '/leaseSeconds'],
    [{ wait: 61 }, '/wait'],
    [{ wait: -1, leaseSeconds: '5', more: 1 }, '/wait', '/leaseSeconds', '/more'],
    [null, ''],
    [[], ''],
  ])('refuses %j', async (body, ...pointers) => {
    await app.submit();
    expectFaults(await take(body), ...pointers);
    expect((await take()).status).toBe(200);
  });
});

describe('a worker that waits', () => {
  it('gets a job that is submitted meanwhile at once', async () => {
    const times: number[] = [];
    for (let round = 0; round < 3; round++) {
      const waiting = take({ wait: 20 });
      await delay(200);
      const startedAt = performance.now();
      const { id } = await app.submit();
      expect((await waiting).body.id).toBe(id);
      times.push(performance.now() - startedAt);
    }
    // The submit itself is in it. A look each second would take half a second.
    expect(Math.min(...times)).toBeLessThan(250);
  });

  it('gets one of the wanted type only, and jobs go to those who waited longest', async () => {
    const [first, second] = [take({ wait: 20, types: ['prompt'] }), take({ wait: 2, types: ['report'] })];
    await delay(100);
    const third = take({ wait: 20, types: ['prompt'] });
    await delay(100);
    const [one, two] = await submitted(2);
    expect((await first).body.id).toBe(one!.id);
    expect((await third).body.id).toBe(two!.id);
    expect((await second).status).toBe(204);
  });

  it('gets one that becomes due', async () => {
    const { id } = await app.submit({ scheduledFor: new Date(Date.now() + 1200).toISOString() });
    expect((await take()).status).toBe(204);
    await expect(take({ wait: 20 })).resolves.toMatchObject({ status: 200, body: { id } });
  });

  it('is answered 204 when its time is over', async () => {
    const startedAt = performance.now();
    expect((await take({ wait: 1 })).status).toBe(204);
    expect(performance.now() - startedAt).toBeGreaterThan(950);
  });

  it('is one of many: each of 20 jobs goes to one of 20', async () => {
    const waiting = Array.from({ length: 20 }, () => take({ wait: 20 }));
    await delay(300);
    const jobs = await Promise.all(Array.from({ length: 20 }, () => app.submit()));
    const ids = (await Promise.all(waiting)).map(({ body }) => body.id);
    expect(ids.sort()).toEqual(jobs.map(({ id }) => id).sort());
  });

  it('lets the process stop', async () => {
    const other = await startTestApp(OUTSIDE);
    const worker = new ApiClient(other.url);
    const waiting = worker.post('/process', { wait: 60 });
    await delay(200);
    const startedAt = performance.now();
    const [answer] = await Promise.all([waiting, other.close()]);
    expect(answer.status).toBe(204);
    expect(performance.now() - startedAt).toBeLessThan(5000);
    await worker.close();
  });
});

describe('a worker that hangs up', () => {
  /** Asks for a job and goes away after so many milliseconds. Resolves with whether an answer had begun by then. */
  const askAndLeave = async (ms: number): Promise<boolean> => {
    let isAnswered = false;
    const call = request(`${app.url}/process`, { method: 'POST', headers: { 'content-type': 'application/json' } });
    call.on('error', () => undefined).on('response', () => (isAnswered = true));
    call.end('{"wait":20,"leaseSeconds":1}');
    await delay(ms);
    call.destroy();
    return isAnswered;
  };

  it('gets nothing that comes later', async () => {
    await askAndLeave(150);
    await delay(50);
    const job = await app.submit();
    await delay(300);
    await expect(app.job(job.id)).resolves.toEqual(job);
    expect((await taken()).attempt).toBe(1);
  });

  it('leaves no job in limbo, whenever it goes', async () => {
    const leaving = Array.from({ length: 30 }, (_, n) => askAndLeave(100 + n * 4));
    await delay(100);
    const jobs = await Promise.all(Array.from({ length: 30 }, () => app.submit()));
    const answered = (await Promise.all(leaving)).filter(Boolean).length;
    const back = await Promise.all(jobs.map(({ id }) => app.until(id, ({ status }) => status === 'PENDING')));
    // Those that were on their way to the worker when it went are lost with their lease: that run counts.
    const lost = back.filter(({ attempts }) => attempts === 1);
    for (const job of lost) expect(eventsOf(job)).toContain(`run_failed ${job.attempt}`);
    // A job may have been on its way to more than one of them, and put back by each.
    for (const job of back.filter(({ attempts }) => attempts === 0))
      expect(eventsOf(job).at(-1)).toMatch(/^(created 0|put_back \d+)$/);
    process.stdout.write(`30 workers left: ${answered} answered, ${lost.length} jobs lost with their lease\n`);
  });
});

describe('POST /complete/:id', () => {
  it.each<[string, unknown, object]>([
    ['an object', { result: { sum: 3 } }, { result: { sum: 3 }, resultValid: true }],
    ['a string as it is', { result: '{"a":1,' }, { result: '{"a":1,', resultValid: false }],
    ['null', { result: null }, { result: null, resultValid: true }],
  ])('ends the job with %s', async (_name, body, wanted) => {
    await app.submit();
    const { id } = await taken({ worker: 'one' });
    const answer = await app.post<JobView>(`/complete/${id}`, body);
    expect(answer).toMatchObject({ status: 200, body: { id, status: 'COMPLETED', attempt: 1, ...wanted } });
    expect(answer.body.history.at(-1)).toMatchObject({ event: 'completed', by: 'one' });
    await expect(app.job(id)).resolves.toEqual(answer.body);
  });

  it.each([
    ['nothing at all', undefined],
    ['an empty object', {}],
  ])('ends the job without a result by %s', async (_n, body) => {
    await app.submit();
    const { id } = await taken();
    const answer = await app.post<JobView>(`/complete/${id}`, body);
    expect(answer).toMatchObject({ status: 200, body: { status: 'COMPLETED' } });
    expect(answer.body).not.toHaveProperty('result');
    expect(answer.body).not.toHaveProperty('resultValid');
    expect(answer.body.history.at(-1)?.by).toBe('worker');
  });

  it('takes a result as large as CALLBACK_MAX_BYTES, and /fail no more than any body', async () => {
    const large = await startTestApp({ ...OUTSIDE, CALLBACK_MAX_BYTES: String(3 * 1024 * 1024) });
    const { id } = await large.submit();
    await large.post('/process');
    const result = 'r'.repeat(2 * 1024 * 1024);
    expectProblem(await large.post(`/fail/${id}`, { error: result }), 413);
    await expect(large.post(`/complete/${id}`, { result })).resolves.toMatchObject({ status: 200, body: { result } });
    expectProblem(await large.post(`/complete/${id}`, { result: result + result }), 413);
    await large.close();
  });
});

describe('POST /fail/:id', () => {
  it('gives the job back at once while runs are left, then fails it', async () => {
    const { id } = await app.submit();
    for (const attempt of [1, 2, 3]) {
      await expect(taken()).resolves.toMatchObject({ id, attempt, attempts: attempt });
      const { body } = await app.post<JobView>(`/fail/${id}`, { error: `no ${attempt}`, attempt });
      const error = { code: 'worker_error', message: `no ${attempt}`, retryable: true };
      expect(body).toMatchObject({ status: attempt === 3 ? 'FAILED' : 'PENDING', attempts: attempt, error });
    }
    expect((await take()).status).toBe(204);
    expect(eventsOf(await app.job(id))).toEqual([
      'created 0',
      'claimed 1',
      'run_failed 1',
      'claimed 2',
      'run_failed 2',
      'claimed 3',
      'failed 3',
    ]);
  });

  it.each<[unknown, object]>([
    [undefined, { code: 'worker_error', message: 'The worker gave no reason' }],
    [{}, { code: 'worker_error', message: 'The worker gave no reason' }],
    [{ error: {} }, { code: 'worker_error', message: 'The worker gave no reason' }],
    [{ error: '' }, { code: 'worker_error', message: 'The worker gave no reason' }],
    [{ error: { message: 'gone' } }, { code: 'worker_error', message: 'gone' }],
    [{ error: { code: 'rate_limited', message: 'slower' } }, { code: 'rate_limited', message: 'slower' }],
    [{ error: 'm'.repeat(3000) }, { code: 'worker_error', message: 'm'.repeat(2000) }],
  ])('tells why: %.80j', async (body, error) => {
    const { id } = await app.submit();
    await taken();
    await expect(app.post(`/fail/${id}`, body)).resolves.toMatchObject({
      status: 200,
      body: { status: 'PENDING', attempts: 1, error: { ...error, retryable: true } },
    });
  });

  it('fails the job at once when no other run could help', async () => {
    const { id } = await app.submit();
    await taken();
    const { body } = await app.post<JobView>(`/fail/${id}`, { error: { code: 'invalid_input' }, retryable: false });
    expect(body).toMatchObject({ status: 'FAILED', attempts: 1, error: { code: 'invalid_input', retryable: false } });
  });

  it('puts the next run off by retryAfter, and counts the run', async () => {
    const { id } = await app.submit();
    await taken();
    const { body } = await app.post<JobView>(`/fail/${id}`, { retryAfter: 2 });
    expect(body).toMatchObject({ status: 'PENDING', attempts: 1, waitingFor: { reason: 'backoff' } });
    expect(Date.parse(body.waitingFor?.until ?? '') - Date.parse(body.updatedAt)).toBe(2000);
    expect((await take()).status).toBe(204);
    await expect(taken({ wait: 20 })).resolves.toMatchObject({ id, attempt: 2 });
  });

  it.each<[object, ...string[]]>([
    [{ error: 5 }, '/error'],
    [{ error: null }, '/error'],
    [{ error: ['a'] }, '/error'],
    [{ error: { code: 'E_NO' } }, '/error/code'],
    [{ error: { code: 'expired' } }, '/error/code'],
    [{ error: { message: 1, more: 1 } }, '/error/message', '/error/more'],
    [{ retryable: 'no' }, '/retryable'],
    [{ retryAfter: -1 }, '/retryAfter'],
    [{ retryAfter: 1e12 }, '/retryAfter'],
    [{ attempt: '1' }, '/attempt'],
    [{ reason: 'x' }, '/reason'],
  ])('refuses %j and leaves the run alone', async (body, ...pointers) => {
    const { id } = await app.submit();
    const job = await taken();
    expectFaults(await app.post(`/fail/${id}`, body), ...pointers);
    await expect(app.job(id)).resolves.toEqual(job);
  });
});

describe('POST /heartbeat/:id', () => {
  const beat = (id: string, json?: unknown): Promise<Answer<LeaseView>> =>
    app.post<LeaseView>(`/heartbeat/${id}`, json);
  const leftSeconds = ({ body }: Answer<LeaseView>): number => (Date.parse(body.leaseUntil) - Date.now()) / 1000;

  it('tells until when the job is held, and never makes that shorter by itself', async () => {
    const { id } = await app.submit();
    await taken();
    const usual = await beat(id);
    expect(usual).toMatchObject({ status: 200, body: { cancelRequested: false } });
    expect(leftSeconds(usual)).toBeGreaterThan(10);
    expect(leftSeconds(usual)).toBeLessThanOrEqual(16);
    expect(leftSeconds(await beat(id, { leaseSeconds: 600 }))).toBeGreaterThan(590);
    expect(leftSeconds(await beat(id, {}))).toBeGreaterThan(590);
    expect(leftSeconds(await beat(id, { leaseSeconds: 5 }))).toBeLessThan(6);
  });

  it('shows how far the run is and the latest line of its log, and is no event', async () => {
    const { id } = await app.submit();
    const { history } = await taken();
    await beat(id, { attempt: 1, progress: { percent: 40.5, message: 'page 4' } });
    await beat(id, { attempt: 1, progress: { message: `page 5 of "${PAYLOAD_CANARY}"` } });
    const job = await app.job(id);
    expect(job.progress).toEqual({ message: `page 5 of "${PAYLOAD_CANARY}"`, at: expect.any(String) as string });
    expect(job.history).toEqual(history);
    await app.post(`/fail/${id}`);
    await expect(app.job(id)).resolves.not.toHaveProperty('progress');
  });

  it('keeps a job longer than its lease, which a silent worker loses', async () => {
    const { id } = await app.submit();
    await taken({ worker: 'silent', leaseSeconds: 1 });
    for (let n = 0; n < 4; n++) {
      await delay(500);
      expect((await beat(id, { attempt: 1, leaseSeconds: 1 })).status).toBe(200);
    }
    const again = await taken({ worker: 'other', wait: 20 });
    expect(again).toMatchObject({ id, attempt: 2, attempts: 2, error: { code: 'lease_expired' } });
    const stale = await app.post(`/complete/${id}`, { attempt: 1, result: PAYLOAD_CANARY });
    expect(expectProblem(stale, 409)).toMatchObject({ code: 'run.stale-attempt' });
    await expect(app.job(id)).resolves.toEqual(again);
    await expect(app.post(`/complete/${id}`, { attempt: 2 })).resolves.toMatchObject({ status: 200 });
  });

  it('tells a worker that its job was cancelled', async () => {
    const { id } = await app.submit();
    await taken();
    await app.post(`/jobs/${id}/cancel`);
    const { status, body } = await app.post(`/heartbeat/${id}`, { attempt: 1 });
    expect({ status, body }).toMatchObject({ status: 409, body: { code: 'run.over', cancelRequested: true } });
    expect((await app.post(`/complete/${id}`, { attempt: 1, result: 1 })).status).toBe(409);
    await expect(app.job(id)).resolves.toMatchObject({ status: 'CANCELLED' });
  });

  it.each<[object, ...string[]]>([
    [{ progress: { percent: 101 } }, '/progress/percent'],
    [
      { progress: { percent: '5', message: 'm'.repeat(501), x: 1 } },
      '/progress/percent',
      '/progress/message',
      '/progress/x',
    ],
    [{ progress: 5 }, '/progress'],
    [{ leaseSeconds: 3601, attempt: 1.5 }, '/leaseSeconds', '/attempt'],
  ])('refuses %.80j', async (body, ...pointers) => {
    const { id } = await app.submit();
    await taken();
    expectFaults(await beat(id, body), ...pointers);
    await expect(app.job(id)).resolves.not.toHaveProperty('progress');
  });
});

describe.each(['complete', 'fail', 'heartbeat'])('POST /%s/:id', (call) => {
  it('is 404 for a job that is not there', async () => {
    for (const id of [NOBODY, 'an-id', '%00']) expectProblem(await app.post(`/${call}/${id}`, {}), 404);
  });

  it('is 409 for a job that nobody runs, and changes nothing', async () => {
    const pending = await app.submit();
    expect(expectProblem(await app.post(`/${call}/${pending.id}`), 409).code).toBe('run.over');
    await taken();
    await app.post(`/complete/${pending.id}`, { result: 1 });
    const ended = await app.job(pending.id);
    expect(expectProblem(await app.post(`/${call}/${pending.id}`, { attempt: 1 }), 409).code).toBe('run.over');
    await expect(app.job(pending.id)).resolves.toEqual(ended);
  });

  it('is 409 for another run than the one of the moment', async () => {
    const { id } = await app.submit();
    const job = await taken();
    for (const attempt of [0, 2])
      expect(expectProblem(await app.post(`/${call}/${id}`, { attempt }), 409).code).toBe('run.stale-attempt');
    await expect(app.job(id)).resolves.toEqual(job);
  });
});

describe('races', () => {
  it('of cancel against claim have one winner each', async () => {
    for (let round = 0; round < 20; round++) {
      const { id } = await app.submit();
      const [cancel, claim] = await Promise.all([app.send('DELETE', `/jobs/${id}`), take()]);
      const job = await app.job(id);
      const wanted = claim.status === 200 ? [409, 200, 'PROCESSING'] : [200, 204, 'CANCELLED'];
      expect([cancel.status, claim.status, job.status]).toEqual(wanted);
      expect(eventsOf(job)).toHaveLength(2);
    }
  });

  it('of complete against fail have one winner each', async () => {
    for (let round = 0; round < 20; round++) {
      const { id } = await app.submit({ maxAttempts: 1 });
      await taken();
      const calls = [app.post(`/complete/${id}`, { result: 1 }), app.post(`/fail/${id}`)];
      const statuses = (await Promise.all(calls)).map(({ status }) => status);
      expect(statuses.sort()).toEqual([200, 409]);
      expect(eventsOf(await app.job(id))).toHaveLength(3);
    }
  });
});
