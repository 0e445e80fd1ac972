import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobView } from '@fasttrack/contracts';
import type { Manner, Sent } from '@fasttrack/executors/testing/stub-target';
import { SICK, StubTarget, answer } from '@fasttrack/executors/testing/stub-target';
import { ApiClient } from '../support/api-client';
import { expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { PAYLOAD_CANARY, startTestApp } from '../support/start-test-app';

const WAY_IN = 'canary-of-the-way-in-1b7e';
const TYPES_FILE = join(tmpdir(), `fasttrack-n8n-types-${process.pid}.json`);
/** Runs follow each other at once, and one may take two seconds. */
const TYPES = {
  prompt: { backoff: { initialSeconds: 0 } },
  email: { timeoutSeconds: 2, backoff: { initialSeconds: 0 } },
};

let target: StubTarget;
let app: TestApp;
let caller: ApiClient;
beforeAll(async () => {
  writeFileSync(TYPES_FILE, JSON.stringify(TYPES));
  target = await StubTarget.start();
  app = await startTestApp({
    EXECUTORS: 'prompt=n8n,email=n8n',
    N8N_WEBHOOK_URL: target.url.replace('//', `//me:${WAY_IN}@`),
    N8N_ANSWER_SECONDS: '3',
    JOB_TYPES_FILE: TYPES_FILE,
  });
  caller = new ApiClient(app.url);
});
afterAll(async () => {
  await caller.close();
  await target.close();
  await app.close();
  rmSync(TYPES_FILE);
  const told = app.logs.filter((line) => line.includes(WAY_IN) || tokens().some((token) => line.includes(token)));
  expect(told).toEqual([]);
});

const tokens = (): string[] => target.received.map(({ body }) => body.callback.token.split('.').at(-1) ?? '-');
const hasEnded = ({ status }: JobView): boolean => status !== 'PENDING' && status !== 'PROCESSING';
const isHandedOver = ({ waitingFor }: JobView): boolean => waitingFor?.reason === 'callback';
/** What a workflow does with the address that came with its job, without any secret. */
const callBack = (sent: Sent, json: unknown) => caller.post<JobView>(new URL(sent.body.callback.url).pathname, json);
const events = ({ history }: JobView): string[] => history.map(({ event }) => event);

/** Submits a job that the target will treat so, and gives it with what the target was sent. */
async function hand(manner: Manner, body: object = {}): Promise<{ id: string; sent: Sent }> {
  target.becomes(manner);
  const { id } = await app.submit(body);
  for (;;) {
    const sent = await target.next();
    if (sent.body.job.id === id) return { id, sent };
  }
}

/** Resolves once all of them wait for the target, with the last: what was claimed when the rest began has come back. */
async function allHeld(ids: readonly string[]): Promise<JobView> {
  for (;;) {
    const jobs = await Promise.all(ids.map((id) => app.job(id)));
    const last = jobs.at(-1);
    if (last && jobs.every(({ waitingFor }) => waitingFor?.reason === 'target')) return last;
  }
}

describe('a job of a type that n8n runs', () => {
  it('is sent to the target and waits for its callback, which needs nothing but the address', async () => {
    const { id, sent } = await hand(answer(202));
    const waiting = await app.until(id, isHandedOver);
    expect(waiting).toMatchObject({ status: 'PROCESSING', attempt: 1, waitingFor: { reason: 'callback' } });
    expect(sent.body.job).toMatchObject({ id, type: 'prompt', attempt: 1 });
    await expect(callBack(sent, { result: '{"a":1}' })).resolves.toMatchObject({ status: 200 });
    const job = await app.job(id);
    expect(job).toMatchObject({ status: 'COMPLETED', attempt: 1, attempts: 1, result: '{"a":1}', resultValid: true });
    expect(events(job)).toEqual(['created', 'claimed', 'handed_over', 'completed']);
    expect(job.history.map(({ by }) => by).slice(2)).toEqual(['n8n', 'callback']);
  });

  it('is completed by an answer that brings the result', async () => {
    const { id } = await hand(answer(200, { result: { summary: PAYLOAD_CANARY } }));
    const job = await app.until(id, hasEnded);
    expect(job).toMatchObject({ status: 'COMPLETED', attempts: 1, result: { summary: PAYLOAD_CANARY } });
    expect(events(job)).toEqual(['created', 'claimed', 'completed']);
  });

  it('may be called back before the target has answered', async () => {
    const { id } = await hand((sent, response) => {
      void callBack(sent, { result: 1 }).then(() => {
        answer(202)(sent, response);
      });
    });
    const job = await app.until(id, hasEnded);
    expect(job).toMatchObject({ status: 'COMPLETED', result: 1 });
    expect(events(job)).toEqual(['created', 'claimed', 'completed']);
  });

  it('runs again when its callback says that it failed, and the callback of the first run is stale then', async () => {
    const { id, sent } = await hand(answer(202));
    await app.until(id, isHandedOver);
    await expect(callBack(sent, { status: 'FAILED', error: 'no model' })).resolves.toMatchObject({ status: 200 });
    const again = await target.next();
    expect(again.body.job).toMatchObject({ id, attempt: 2 });
    expect(again.headers).toMatchObject({ 'idempotency-key': id, 'x-job-attempt': '2' });
    await app.until(id, isHandedOver);
    expect(expectProblem(await callBack(sent, { result: 'late' }), 409).code).toBe('callback.stale-attempt');
    await callBack(again, { result: 'in time' });
    expect(await app.job(id)).toMatchObject({ status: 'COMPLETED', attempts: 2, result: 'in time' });
  });

  it('fails at once, and for good, when the target refuses it', async () => {
    const { id } = await hand(answer(404, { message: 'The requested webhook is not registered' }));
    const { status, attempts, error } = await app.until(id, hasEnded);
    expect({ status, attempts, error }).toEqual({
      status: 'FAILED',
      attempts: 1,
      error: {
        code: 'rejected',
        message: `${target.host} answered 404 Not Found: The requested webhook is not registered`,
        retryable: false,
      },
    });
  });

  it('is not sent where a redirect leads', async () => {
    const { id } = await hand(answer(307, {}, { location: '/elsewhere' }));
    expect(await app.until(id, hasEnded)).toMatchObject({ status: 'FAILED', error: { code: 'rejected' } });
    expect(target.received.filter(({ url }) => url === '/elsewhere')).toEqual([]);
  });

  it.each<[string, Manner, string]>([
    ['breaks the connection off', SICK.reset, 'unreachable'],
    ['never answers', SICK.blackHole, 'timeout'],
  ])('fails after its runs when the target %s', async (_name, manner, code) => {
    const { id } = await hand(manner, { maxAttempts: 2 });
    const job = await app.until(id, hasEnded);
    expect(job).toMatchObject({ status: 'FAILED', attempt: 2, attempts: 2, error: { code } });
    expect(events(job)).toEqual(['created', 'claimed', 'run_failed', 'claimed', 'failed']);
    // The target is well again: what it did until now is not held against it.
    await hand(answer(200, { result: 1 }));
  });

  it('fails after its runs when the target takes it and never calls back', async () => {
    const email = { prompt: undefined, type: 'email', payload: { to: 'ada@example.org' }, maxAttempts: 2 };
    const { id, sent } = await hand(answer(202), email);
    const job = await app.until(id, hasEnded);
    expect(job).toMatchObject({ status: 'FAILED', attempts: 2, error: { code: 'timeout' } });
    expect(events(job)).toEqual([
      'created',
      'claimed',
      'handed_over',
      'run_failed',
      'claimed',
      'handed_over',
      'failed',
    ]);
    // Who comes too late is told how it is, and changes nothing.
    await expect(callBack(sent, { result: 1 })).resolves.toMatchObject({ status: 200, body: job });
  });

  it('is put off as long as the target asks, without using up a run', async () => {
    const { id } = await hand(answer(429, {}, { 'retry-after': '2' }));
    const waiting = await app.until(id, ({ status, attempt }) => status === 'PENDING' && attempt === 1);
    expect(waiting).toMatchObject({ attempts: 0, error: { code: 'rate_limited' }, waitingFor: { reason: 'target' } });
    const until = Date.parse(waiting.waitingFor?.until ?? '');
    const other = await app.submit();
    expect((await app.job(other.id)).waitingFor).toMatchObject({
      reason: 'target',
      message: expect.stringContaining('asked to wait') as string,
    });
    target.becomes(answer(200, { result: 1 }));
    const job = await app.until(id, hasEnded);
    expect(job).toMatchObject({ status: 'COMPLETED', attempt: 2, attempts: 1 });
    expect(Date.parse(job.startedAt ?? '')).toBeGreaterThanOrEqual(until);
    expect(await app.until(other.id, hasEnded)).toMatchObject({ status: 'COMPLETED', attempt: 1 });
  });

  it('is not sent while the target keeps failing; then one job tries, and the others follow', async () => {
    target.becomes(answer(500));
    const jobs = await Promise.all(Array.from({ length: 12 }, () => app.submit({ maxAttempts: 25 })));
    const held = await allHeld(jobs.map(({ id }) => id));
    const heldAt = target.received.length;
    expect(held.waitingFor?.message).toBe(`${target.host} keeps failing; nothing is sent to it until then`);
    target.becomes(answer(200, { result: 1 }));
    const ended = await Promise.all(jobs.map(({ id }) => app.until(id, hasEnded)));
    expect(ended.map(({ status }) => status)).toEqual(Array(12).fill('COMPLETED'));
    const first = Math.min(...ended.map(({ completedAt }) => Date.parse(completedAt ?? '')));
    expect(first).toBeGreaterThanOrEqual(Date.parse(held.waitingFor?.until ?? '') - 1);
    expect(target.received.length - heldAt).toBe(12);
  });
});
