import { Logger } from '@nestjs/common';
import { ManualClock } from '@fasttrack/foundation/testing/manual-clock';
import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { loadConfig } from '@fasttrack/foundation/config/load-config';
import { readCallbackToken } from '@fasttrack/foundation/signing/callback-token';
import type { Job } from '@fasttrack/jobs/job';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { TypeHolds } from '@fasttrack/jobs/type-holds';
import { Webhook } from 'standardwebhooks';
import type { Outcome } from '../executor.port';
import type { Manner } from '../../testing/stub-target';
import { SICK, StubTarget, answer } from '../../testing/stub-target';
import { HttpExecutor } from './http-executor';

const SECRETS = ['first-secret', `whsec_${Buffer.from('the key of a second secret, 0002').toString('base64')}`];
const HEADER_CANARY = 'canary-of-the-way-in';
const HOUR_MS = 3_600_000;

let target: StubTarget;
let executor: HttpExecutor;
const clock = new ManualClock(Math.floor(Date.now() / 1000) * 1000);
const holds = new TypeHolds(clock);

function open(
  manner: Manner,
  env: NodeJS.ProcessEnv = {},
  urlOf = (host: string) => `http://${host}/webhook/jobs`,
): Promise<void> {
  return StubTarget.start(manner).then((started) => {
    target = started;
    const config: AppConfig = loadConfig({
      EXECUTORS: 'prompt=n8n',
      N8N_WEBHOOK_URL: urlOf(target.host),
      N8N_ANSWER_SECONDS: '1',
      N8N_AUTH_HEADER: `X-N8N-Key: ${HEADER_CANARY}`,
      WEBHOOK_SECRET: SECRETS.join(),
      ...env,
    });
    const place = config.targets.get('prompt');
    if (!place) throw new RangeError('no target');
    executor = new HttpExecutor(place, ['prompt', 'email'], { config, clock, holds });
  });
}
beforeAll(() => {
  Logger.overrideLogger(false);
});
afterEach(async () => {
  await executor.close();
  await target.close();
});

const aRun = (overrides: Partial<Job> = {}): Job =>
  aJob({ status: 'PROCESSING', attempt: 1, attempts: 1, payload: { prompt: 'grün "☂"' }, ...overrides });
const run = (job = aRun(), signal = new AbortController().signal): Promise<Outcome> => executor.execute(job, signal);

describe('a job that is sent', () => {
  it('is told to its target, with the address for the answer', async () => {
    await open(answer(202), { BASE_URL: 'https://jobs.example.org/base' });
    const job = aRun({ attempt: 4, tags: ['a'], metadata: { order: '7' }, key: 'shop', priority: 5, expects: 'text' });
    const outcome = await run(job);
    const { body, headers } = await target.next();
    const deadline = new Date(clock.now().getTime() + 1_800_000);
    expect(outcome).toEqual({ kind: 'accepted', deadline });
    expect(body).toEqual({
      job: {
        id: job.id,
        type: 'prompt',
        prompt: 'grün "☂"',
        payload: { prompt: 'grün "☂"' },
        priority: 5,
        key: 'shop',
        attempt: 4,
        maxAttempts: 3,
        expects: 'text',
        tags: ['a'],
        metadata: { order: '7' },
        createdAt: job.createdAt.toISOString(),
      },
      callback: {
        url: `https://jobs.example.org/base/webhook/callback/${body.callback.token}`,
        token: body.callback.token,
        expiresAt: deadline.toISOString(),
      },
    });
    expect(headers).toMatchObject({
      'idempotency-key': job.id,
      'x-job-attempt': '4',
      'content-type': 'application/json',
    });
    expect(headers).toMatchObject({ 'x-n8n-key': HEADER_CANARY, host: target.host });
  });

  it('brings a token for its run, which is good for an hour more than the run', async () => {
    await open(answer(202));
    const job = aRun({ attempt: 2 });
    await run(job);
    const { callback } = (await target.next()).body;
    expect(readCallbackToken(callback.token, ['first-secret'])).toEqual({
      jobId: job.id,
      attempt: 2,
      expiresAt: new Date(Date.parse(callback.expiresAt) + HOUR_MS),
    });
  });

  it('is given the time that its type allows', async () => {
    await open(answer(202));
    const deadline = new Date(clock.now().getTime() + 90_000);
    await run(aRun({ lease: { holder: 'test', until: deadline, handedOver: false, deadline } }));
    expect((await target.next()).body.callback.expiresAt).toBe(deadline.toISOString());
  });

  it('is signed by every secret, so that its target may know any of them', async () => {
    await open(answer(202));
    const job = aRun();
    await run(job);
    const { raw, headers } = await target.next();
    const said = headers as Record<string, string>;
    const judges = [
      new Webhook(`whsec_${Buffer.from('first-secret').toString('base64')}`),
      new Webhook(SECRETS[1] ?? ''),
    ];
    for (const judge of judges) expect(judge.verify(raw, said)).toEqual(JSON.parse(raw));
    expect(headers['webhook-id']).toBe(`${job.id}_1`);
  });

  it('gets in by the name and password of the address, which nobody is told', async () => {
    await open(
      answer(404, { message: 'no' }),
      { N8N_AUTH_HEADER: '' },
      (host) => `http://me:${HEADER_CANARY}@${host}/x`,
    );
    expect(JSON.stringify(await run())).not.toContain(HEADER_CANARY);
    const { headers, url } = await target.next();
    expect([headers.authorization, url]).toEqual([
      `Basic ${Buffer.from(`me:${HEADER_CANARY}`).toString('base64')}`,
      '/x',
    ]);
  });
});

const page =
  (status: number, words: string): Manner =>
  (_sent, response) => {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(words);
  };

describe('the outcome', () => {
  it.each<[string, Manner, Outcome | object]>([
    ['200 without a body: accepted', answer(200), { kind: 'accepted' }],
    ['204: accepted', answer(204), { kind: 'accepted' }],
    ['200 with other words: accepted', answer(200, { message: 'Workflow was started' }), { kind: 'accepted' }],
    ['200 with a list: accepted', answer(200, [1]), { kind: 'accepted' }],
    ['200 with a result: done', answer(200, { result: { a: 1 } }), { kind: 'done', result: { a: 1 } }],
    ['201 with null: done', answer(201, { result: null }), { kind: 'done', result: null }],
    ['a text as the result: done', answer(200, { result: '{"a":' }), { kind: 'done', result: '{"a":' }],
    [
      '200 with a failure: again',
      answer(200, { status: 'FAILED', error: 'no model' }),
      { kind: 'retry', countsAsAttempt: true, error: { code: 'worker_error', message: 'no model', retryable: true } },
    ],
    [
      '200 with a failure for good: never again',
      answer(200, { status: 'FAILED', error: { message: 'no', retryable: false } }),
      { kind: 'give-up', error: { code: 'worker_error', message: 'no', retryable: false } },
    ],
    [
      '404: never again, in the words of the target',
      answer(404, { code: 404, message: 'The requested webhook is not registered' }),
      { kind: 'give-up', error: { code: 'rejected', message: expect.stringContaining('is not registered') as string } },
    ],
    [
      '404 with a hint: in these words too',
      answer(404, { message: 'It is not registered.', hint: 'Publish it. Or not.' }),
      { error: { message: expect.stringMatching(/ 404 Not Found: It is not registered\. Publish it\.$/) as string } },
    ],
    [
      '404 of a server that is starting: again',
      page(404, '<pre>Cannot POST /webhook/jobs</pre>'),
      { kind: 'retry', countsAsAttempt: true, error: { code: 'unreachable', retryable: true } },
    ],
    [
      '200 of an n8n that is starting: again',
      page(200, 'n8n is starting up. Please wait'),
      { kind: 'retry', countsAsAttempt: true, error: { code: 'unreachable', retryable: true } },
    ],
    [
      '403 in plain text: never again, in the words of the target',
      (_sent, response) => response.writeHead(403).end('Authorization data is wrong!\nreally'),
      {
        kind: 'give-up',
        error: { message: expect.stringMatching(/ 403 Forbidden: Authorization data is wrong!$/) as string },
      },
    ],
    [
      '403 in bytes: never again, without them',
      (_sent, response) => response.writeHead(403, { 'content-type': 'text/plain' }).end(Buffer.from([0, 27, 91, 255])),
      { kind: 'give-up', error: { message: expect.stringMatching(/ 403 Forbidden$/) as string } },
    ],
    ['400 without words', answer(400), { kind: 'give-up', error: { code: 'rejected' } }],
    ['401', answer(401, { message: 7 }), { kind: 'give-up', error: { code: 'rejected' } }],
    ['410', answer(410, 'gone'), { kind: 'give-up', error: { code: 'rejected' } }],
    [
      '302: never again, and not followed',
      answer(302, {}, { location: '/' }),
      { kind: 'give-up', error: { code: 'rejected' } },
    ],
    ['307', answer(307, {}, { location: 'http://127.0.0.1:1' }), { kind: 'give-up', error: { code: 'rejected' } }],
    [
      '500: again',
      answer(500),
      { kind: 'retry', countsAsAttempt: true, error: { code: 'unreachable', retryable: true } },
    ],
    ['503: again', answer(503), { kind: 'retry', countsAsAttempt: true, error: { code: 'unreachable' } }],
    [
      '503 with Retry-After: put off',
      answer(503, {}, { 'retry-after': '120' }),
      { kind: 'retry', countsAsAttempt: false, afterMs: 120_000, error: { code: 'rate_limited' } },
    ],
    [
      '429 with Retry-After: put off',
      answer(429, {}, { 'retry-after': '7' }),
      { kind: 'retry', countsAsAttempt: false, afterMs: 7000, error: { code: 'rate_limited' } },
    ],
    ['429 alone: put off', answer(429), { kind: 'retry', countsAsAttempt: false, error: { code: 'rate_limited' } }],
    ['a reset: again', SICK.reset, { kind: 'retry', countsAsAttempt: true, error: { code: 'unreachable' } }],
    ['no answer: again', SICK.blackHole, { kind: 'retry', countsAsAttempt: true, error: { code: 'timeout' } }],
    ['a byte a second: again', SICK.drip, { kind: 'retry', countsAsAttempt: true, error: { code: 'timeout' } }],
    ['a gigabyte: again', SICK.flood, { kind: 'retry', countsAsAttempt: true, error: { code: 'unreachable' } }],
  ])('%s', async (_name, manner, wanted) => {
    await open(manner);
    const outcome = await run();
    expect(outcome).toMatchObject(wanted);
    expect(target.received).toHaveLength(1);
    if ('error' in outcome && outcome.error.code !== 'worker_error')
      expect(outcome.error.message).toContain(target.host);
  });

  it('of a date in Retry-After is a wait until then', async () => {
    await open((sent, response) => {
      const date = new Date(clock.now().getTime() + 20_000).toUTCString();
      answer(429, {}, { 'retry-after': date })(sent, response);
    });
    expect(await run()).toMatchObject({ afterMs: 20_000 });
  });

  it('of a gigabyte is known after what a result may have, and of an endless refusal at once', async () => {
    await open(SICK.flood, { CALLBACK_MAX_BYTES: '65536' });
    const before = process.memoryUsage.rss();
    expect(await run()).toMatchObject({
      error: { message: expect.stringContaining('more than a result may') as string },
    });
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 ** 2);
    target.becomes((sent, response) => {
      response.writeHead(404);
      SICK.drip(sent, response);
    });
    const startedAt = Date.now();
    expect(await run()).toMatchObject({ kind: 'give-up', error: { code: 'rejected' } });
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });

  it('is unreachable where nobody listens, and where the other side speaks no TLS', async () => {
    await open(answer(202));
    const { host } = target;
    await executor.close();
    const config = loadConfig({ EXECUTORS: 'prompt=n8n', N8N_WEBHOOK_URL: 'http://x' });
    const outcomeAt = async (url: string): Promise<Outcome> => {
      const one = new HttpExecutor({ url, headers: {} }, ['prompt'], { config, clock, holds });
      const outcome = await one.execute(aRun(), new AbortController().signal);
      await one.close();
      return outcome;
    };
    const unreachable = { kind: 'retry', countsAsAttempt: true, error: { code: 'unreachable', retryable: true } };
    expect(await outcomeAt(`https://${host}/`)).toMatchObject(unreachable);
    expect(await outcomeAt('http://nobody.invalid/')).toMatchObject(unreachable);
    await target.close();
    expect(await outcomeAt(`http://${host}/`)).toMatchObject({
      ...unreachable,
      error: { message: expect.stringMatching(/cannot be reached: .+/) as string },
    });
    await open(answer(202));
  });

  it('S8: is unreachable where the name leads to an address that the operator does not list', async () => {
    const localhost = (host: string): string => `http://localhost:${host.split(':')[1] ?? ''}/`;
    await open(answer(202), { ALLOWED_TARGETS: 'localhost' }, localhost);
    expect(await run()).toMatchObject({
      kind: 'retry',
      error: { code: 'unreachable', message: expect.stringMatching(/which is not public; ALLOWED_TARGETS/) as string },
    });
    expect(target.received).toEqual([]);
    await executor.close();
    await target.close();
    await open(answer(202), { ALLOWED_TARGETS: 'localhost,127.0.0.0/8,::1' }, localhost);
    expect(await run()).toMatchObject({ kind: 'accepted' });
  });

  it('repeats no secret that the target sends back', async () => {
    await open((sent, response) => {
      answer(400, { message: `got ${String(sent.headers['x-n8n-key'])} and ${sent.body.callback.token}` })(
        sent,
        response,
      );
    });
    const outcome = await run();
    expect(outcome).toMatchObject({ error: { message: expect.stringContaining('got *** and ***') as string } });
  });

  it('comes soon after the run was stopped, whatever the target does', async () => {
    await open(SICK.blackHole, { N8N_ANSWER_SECONDS: '60' });
    const controller = new AbortController();
    const running = run(aRun(), controller.signal);
    await target.next();
    const stoppedAt = Date.now();
    controller.abort('cancelled');
    expect(await running).toMatchObject({ kind: 'retry' });
    expect(Date.now() - stoppedAt).toBeLessThan(10_000);
    expect(executor.room(20)).toBe(20);
  });
});

describe('a target that takes no jobs', () => {
  it('is sent none after five failures, which its types show, and one job after a while', async () => {
    await open(answer(500));
    for (let n = 0; n < 5; n++) await run();
    expect(executor.room(20)).toBe(0);
    const hold = holds.of('email');
    expect(hold?.message).toBe(`${target.host} keeps failing; nothing is sent to it until then`);
    expect(holds.of('prompt')).toEqual(hold);
    clock.advance(5000);
    expect([executor.room(20), holds.of('prompt')]).toEqual([1, undefined]);
    target.becomes(answer(202));
    expect(await run()).toMatchObject({ kind: 'accepted' });
    expect([executor.room(20), holds.of('prompt')]).toEqual([20, undefined]);
  });

  it('is sent none for as long as it asks', async () => {
    await open(answer(429, {}, { 'retry-after': '30' }));
    await run();
    expect([executor.room(20), holds.of('prompt')]).toEqual([
      0,
      { until: new Date(clock.now().getTime() + 30_000), message: expect.stringContaining('asked to wait') as string },
    ]);
    clock.advance(30_000);
    expect([executor.room(20), holds.of('prompt')]).toEqual([20, undefined]);
  });

  it('is sent none while it is starting', async () => {
    await open(page(404, '<pre>Cannot POST /webhook/jobs</pre>'));
    for (let n = 0; n < 5; n++) await run();
    expect([executor.room(20), holds.of('prompt')?.message]).toEqual([0, expect.stringContaining('keeps failing')]);
  });

  it('is not held for what it refuses', async () => {
    await open(answer(400));
    for (let n = 0; n < 10; n++) await run();
    expect(executor.room(20)).toBe(20);
  });
});
