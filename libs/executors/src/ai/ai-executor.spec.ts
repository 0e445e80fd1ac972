import { Logger } from '@nestjs/common';
import { loadConfig } from '@fasttrack/foundation/config/load-config';
import { ManualClock } from '@fasttrack/foundation/testing/manual-clock';
import type { Job } from '@fasttrack/jobs/job';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { TypeHolds } from '@fasttrack/jobs/type-holds';
import type { AiServerKind } from '../../testing/open-models';
import { AI_KEY, Models } from '../../testing/open-models';
import type { Manner } from '../../testing/stub-target';
import { SICK, StubTarget, answer } from '../../testing/stub-target';
import type { Outcome } from '../executor.port';
import { AiExecutors } from './ai-executors';

const USED = { prompt_tokens: 3, completion_tokens: 2 };

let executors: AiExecutors;
let target: StubTarget | undefined;
const clock = new ManualClock();
const holds = new TypeHolds(clock);

const executor = () => {
  const [one] = executors.all;
  if (!one) throw new RangeError('no model');
  return one;
};
const open = async (env: NodeJS.ProcessEnv): Promise<void> => {
  executors = await AiExecutors.open(loadConfig({ EXECUTORS: 'prompt=openai,email=openai', ...env }), clock, holds);
};
const settingsOf: Readonly<Record<AiServerKind, (url: string) => NodeJS.ProcessEnv>> = {
  openai: (url) => ({ OPENAI_API_KEY: AI_KEY, OPENAI_MODEL: 'small', OPENAI_BASE_URL: `${url}/v1` }),
  azure: (url) => ({ AZURE_OPENAI_API_KEY: AI_KEY, AZURE_OPENAI_DEPLOYMENT: 'small', AZURE_OPENAI_ENDPOINT: url }),
};
/** A server that answers in a manner which no server of models has. */
const openStub = async (manner: Manner, env: NodeJS.ProcessEnv = {}, settings = settingsOf.openai): Promise<void> => {
  target = await StubTarget.start(manner);
  await open({ ...settings(`http://${target.host}`), ...env });
};
const aRun = (overrides: Partial<Job> = {}): Job =>
  aJob({ status: 'PROCESSING', attempt: 1, attempts: 1, payload: { prompt: 'hello' }, ...overrides });
const run = (job = aRun(), signal = new AbortController().signal): Promise<Outcome> => executor().execute(job, signal);
const completion = (message: object, more: object = {}, used: object | null = USED): Manner =>
  answer(200, { model: 'small-1', choices: [{ index: 0, message, finish_reason: 'stop', ...more }], usage: used });

beforeAll(() => {
  Logger.overrideLogger(false);
});
afterEach(async () => {
  await executors.onApplicationShutdown();
  await target?.close();
  target = undefined;
});

describe.each<AiServerKind>(['openai', 'azure'])('a model of %s', (kind) => {
  let models: Models;
  beforeAll(async () => {
    models = await Models.start();
  });
  beforeEach(() => open(models.env(kind)));
  afterEach(() => {
    models.reset();
  });
  afterAll(() => models.close());

  it('is asked once, at the address of its server, with the key and the id of the run', async () => {
    models.mock.onMessage('hello', { content: 'hi', usage: USED, model: 'small-1' });
    const job = aRun({ attempt: 4, expects: 'text' });
    expect(await run(job)).toEqual({
      kind: 'done',
      result: 'hi',
      usage: { model: 'small-1', inputTokens: 3, outputTokens: 2 },
    });
    expect(models.requests).toHaveLength(1);
    const { path, headers, body } = models.requests[0] as (typeof models.requests)[number];
    expect(headers).toMatchObject({ 'x-client-request-id': `${job.id}_4` });
    expect(headers['user-agent']).toMatch(/^FastTrack\//);
    if (kind === 'openai') expect(path).toBe('/v1/chat/completions');
    else expect(path).toBe('/openai/deployments/small/chat/completions?api-version=2024-10-21');
    expect(body).toMatchObject({ model: 'small', messages: [{ role: 'user', content: 'hello' }] });
    expect(body).not.toHaveProperty('response_format');
  });

  it.each<[number, object, object]>([
    [400, { message: 'too long', code: 'context_length_exceeded' }, { code: 'invalid_input', retryable: false }],
    [422, { message: 'no' }, { code: 'invalid_input', retryable: false }],
    [401, { message: `Incorrect API key provided: ${AI_KEY}.` }, { code: 'rejected', retryable: false }],
    [403, { message: 'no' }, { code: 'rejected', retryable: false }],
    [404, { message: 'The model does not exist' }, { code: 'rejected', retryable: false }],
    [409, { message: 'no' }, { code: 'unreachable', retryable: true }],
    [500, { message: 'no' }, { code: 'unreachable', retryable: true }],
    [503, { message: 'overloaded' }, { code: 'unreachable', retryable: true }],
  ])('that answers %i %j is not asked again by the client', async (status, error, wanted) => {
    models.mock.on({ userMessage: 'hello' }, { error: error as { message: string }, status });
    const outcome = await run();
    expect(outcome).toMatchObject({ error: wanted });
    expect(outcome.kind).toBe('retryable' in wanted && wanted.retryable ? 'retry' : 'give-up');
    expect(models.requests).toHaveLength(1);
  });

  it('that asks to wait is left alone for so long, and no run is used up', async () => {
    models.mock.on({ userMessage: 'hello' }, { error: { message: 'Rate limit' }, status: 429, retryAfter: 30 });
    expect(await run()).toEqual({
      kind: 'retry',
      afterMs: 30_000,
      countsAsAttempt: false,
      error: {
        code: 'rate_limited',
        message: `small of ${models.host} answered 429 Too Many Requests: Rate limit`,
        retryable: true,
      },
    });
    expect(executor().room(20)).toBe(0);
    expect(holds.of('email')?.message).toContain(`small of ${models.host} asked to wait`);
    clock.advance(30_000);
    expect([executor().room(20), holds.of('email')]).toEqual([20, undefined]);
  });

  it('whose account has no money left holds all jobs for minutes, and fails none', async () => {
    const error = {
      message: 'You exceeded your current quota',
      type: 'insufficient_quota',
      code: 'insufficient_quota',
    };
    models.mock.on({ userMessage: 'hello' }, { error, status: 429, retryAfter: 1 });
    expect(await run()).toMatchObject({ kind: 'retry', afterMs: 300_000, countsAsAttempt: false });
    clock.advance(299_000);
    expect(executor().room(20)).toBe(0);
    clock.advance(1000);
    expect(executor().room(20)).toBe(20);
  });

  it('that stops at its limit, or by its filter, fails the job for good, which keeps what was used', async () => {
    const usage = { model: 'small-1', inputTokens: 3, outputTokens: 2 };
    const cut = { content: '{"a', finishReason: 'length', usage: USED, model: 'small-1' };
    models.mock.on({ userMessage: 'hello', sequenceIndex: 0 }, cut);
    models.mock.on({ userMessage: 'hello', sequenceIndex: 1 }, { ...cut, finishReason: 'content_filter' });
    expect(await run()).toMatchObject({
      kind: 'give-up',
      error: { code: 'worker_error', message: expect.stringContaining('stopped at its limit of tokens') as string },
      usage,
    });
    expect(await run()).toMatchObject({ kind: 'give-up', error: { code: 'rejected' }, usage });
  });
});

describe('a server of models', () => {
  it.each<[string, object | null, object]>([
    ['text', completion({ content: 'ü "' }), { kind: 'done', result: 'ü "', usage: { inputTokens: 3 } }],
    ['an empty text', completion({ content: '' }), { kind: 'done', result: '' }],
    [
      'a refusal',
      completion({ content: null, refusal: 'I cannot do that' }),
      {
        kind: 'give-up',
        error: { code: 'rejected', message: expect.stringMatching(/ refused: I cannot do that$/) as string },
      },
    ],
    [
      'no text at all',
      completion({ content: null }),
      { kind: 'retry', error: { code: 'worker_error' }, countsAsAttempt: true, usage: { outputTokens: 2 } },
    ],
    ['no choice', answer(200, { choices: [] }), { kind: 'retry', error: { code: 'unreachable' } }],
    ['another JSON', answer(200, [1]), { kind: 'retry', error: { code: 'unreachable' } }],
    ['null', answer(200, null), { kind: 'retry', error: { code: 'unreachable' } }],
    ['a redirect', answer(307, {}, { location: '/elsewhere' }), { kind: 'give-up', error: { code: 'rejected' } }],
    ['nothing, with 204', answer(204), { kind: 'retry', error: { code: 'unreachable' } }],
    ['503 and when to come again', answer(503, {}, { 'retry-after': '7' }), { afterMs: 7000, countsAsAttempt: false }],
  ])('may answer with %s', async (_name, manner, wanted) => {
    await openStub(manner as Manner);
    expect(await run()).toMatchObject(wanted);
    expect(target?.received).toHaveLength(1);
  });

  it.each([
    ['text/html', '<h1>Sign in</h1>'],
    ['application/json', '{"choices": ['],
  ])('may answer with %s that is no completion: %s', async (type, text) => {
    await openStub((_sent, response) => {
      response.writeHead(200, { 'content-type': type }).end(text);
    });
    const message = `small of ${target?.host ?? ''} answered with something that is no completion`;
    expect(await run()).toMatchObject({ kind: 'retry', error: { code: 'unreachable', message } });
  });

  it.each([
    null,
    { prompt_tokens: -1, completion_tokens: 'many' },
    { prompt_tokens: 1.5, completion_tokens: null },
    { prompt_tokens: Number.MAX_SAFE_INTEGER, completion_tokens: 1e9 + 1 },
  ])('may say %j of what was used, of which nothing is kept', async (used) => {
    await openStub(completion({ content: 'x' }, {}, used));
    expect(await run()).toEqual({ kind: 'done', result: 'x', usage: { model: 'small-1' } });
  });

  it('is asked once when it answers with more than a result may have: each answer is paid', async () => {
    await openStub(SICK.flood, { CALLBACK_MAX_BYTES: '1024' });
    const message = `small of ${target?.host ?? ''} answered with more than a result may have`;
    expect(await run()).toMatchObject({ kind: 'give-up', error: { code: 'worker_error', message } });
  });

  it('is asked again when it refuses with more than a result may have', async () => {
    await openStub(answer(503, { error: { message: 'x'.repeat(4096) } }), { CALLBACK_MAX_BYTES: '1024' });
    expect(await run()).toMatchObject({
      kind: 'retry',
      error: { code: 'unreachable', message: `small of ${target?.host ?? ''} answered 503 Service Unavailable` },
    });
  });

  it.each([
    ['blackHole', 'unreachable'],
    ['drip', 'unreachable'],
  ] as const)('is hung up on soon after the run was stopped, when it is a %s', async (sickness, code) => {
    await openStub(SICK[sickness]);
    const hungUp = new Promise<void>((resolve) => {
      target?.becomes((sent, response) => {
        response.on('close', resolve);
        SICK[sickness](sent, response);
      });
    });
    const controller = new AbortController();
    const running = run(aRun(), controller.signal);
    await target?.next();
    controller.abort('cancelled');
    expect(await running).toMatchObject({ kind: 'retry', error: { code } });
    await hungUp;
    expect(executor().room(20)).toBe(20);
  });

  it('is waited for ten minutes, where the type of the job sets no limit', async () => {
    await openStub(SICK.blackHole);
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'Date'] });
    try {
      const running = run();
      await target?.next();
      jest.advanceTimersByTime(10 * 60_000);
      expect(await running).toMatchObject({ kind: 'retry', error: { code: 'timeout' }, countsAsAttempt: true });
    } finally {
      jest.useRealTimers();
    }
  });

  it('is left alone after five failures in a row', async () => {
    await openStub(SICK.reset);
    for (let n = 0; n < 5; n++) expect(await run()).toMatchObject({ error: { code: 'unreachable' } });
    expect(executor().room(20)).toBe(0);
    expect(holds.of('prompt')?.message).toContain('keeps failing');
    clock.advance(5000);
    target?.becomes(completion({ content: 'well' }));
    expect(await run()).toMatchObject({ kind: 'done' });
  });

  it.each<[string, number, string, string]>([
    ['the key', 400, `bad ${AI_KEY} here`, '400 Bad Request: bad *** here'],
    ['a masked key', 403, 'no rights for sk-0b3f****9a today', '403 Forbidden: no rights for *** today'],
    [
      'the key it refuses',
      401,
      `Incorrect API key provided: ${AI_KEY.slice(0, 8)}`,
      '401 Unauthorized: the key is not accepted',
    ],
  ])('that repeats %s makes no error that shows it', async (_name, status, message, wanted) => {
    await openStub(answer(status, { error: { message } }));
    const outcome = await run();
    expect(outcome).toMatchObject({ error: { message: `small of ${target?.host ?? ''} answered ${wanted}` } });
  });

  it('that repeats all that it was sent holds up nothing else', async () => {
    const echo = 'x'.repeat(100_000);
    await openStub(answer(400, { error: { message: echo } }));
    const message = `small of ${target?.host ?? ''} answered 400 Bad Request: ${echo.slice(0, 300)}`;
    expect(await run()).toMatchObject({ error: { message } });
  });

  it('S8: is not reached where a list of allowed targets lacks its network', async () => {
    await openStub(completion({ content: 'x' }));
    await executors.onApplicationShutdown();
    const url = `http://localhost:${target?.host.split(':')[1] ?? ''}/v1`;
    await open({ OPENAI_API_KEY: AI_KEY, OPENAI_MODEL: 'small', OPENAI_BASE_URL: url, ALLOWED_TARGETS: 'localhost' });
    expect(await run()).toMatchObject({
      kind: 'retry',
      error: { code: 'unreachable', message: expect.stringMatching(/which is not public; ALLOWED_TARGETS/) as string },
    });
    expect(target?.received).toEqual([]);
  });
});

describe('S9: a request to a model', () => {
  afterEach(() => {
    delete process.env.OPENAI_CUSTOM_HEADERS;
    delete process.env.OPENAI_ORG_ID;
  });

  it('has the headers that it needs, and none of the environment', async () => {
    process.env.OPENAI_CUSTOM_HEADERS = 'Host: elsewhere.test\nTransfer-Encoding: chunked\nX-Own: 1';
    process.env.OPENAI_ORG_ID = 'org-1';
    await openStub(completion({ content: 'x' }));
    await run();
    const { headers } = (await target?.next()) ?? { headers: {} };
    expect(headers).toMatchObject({ host: target?.host, authorization: `Bearer ${AI_KEY}` });
    expect(Object.keys(headers).sort()).toEqual([
      ...['accept', 'authorization', 'connection', 'content-length', 'content-type', 'host', 'user-agent'],
      'x-client-request-id',
    ]);
  });

  it.each<[AiServerKind, object]>([
    ['openai', { authorization: `Bearer ${AI_KEY}`, 'api-key': undefined }],
    ['azure', { authorization: undefined, 'api-key': AI_KEY }],
  ])('has the key of the settings, and no other of the environment: %s', async (kind, wanted) => {
    process.env.OPENAI_CUSTOM_HEADERS = [
      ...['Authorization: Bearer other', 'API-Key: other', 'Accept: text/html', 'Content-Type: text/html'],
      ...['User-Agent: other', 'X-Client-Request-Id: other'],
    ].join('\n');
    await openStub(completion({ content: 'x' }), {}, settingsOf[kind]);
    const job = aRun();
    await run(job);
    const { headers } = (await target?.next()) ?? { headers: {} };
    expect({ authorization: undefined, 'api-key': undefined, ...headers }).toMatchObject({
      ...wanted,
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^FastTrack\//) as string,
      'x-client-request-id': `${job.id}_1`,
    });
  });
});

it('a model is not asked about a type that it does not answer', async () => {
  await openStub(completion({ content: 'x' }));
  await expect(run(aRun({ type: 'report' }))).rejects.toMatchObject({
    code: 'executor.no-model',
    message: 'No model answers jobs of the type report',
  });
  expect(target?.received).toEqual([]);
});

describe('what a model is asked', () => {
  const asked = async (job: Job): Promise<Record<string, unknown>> => {
    await openStub(completion({ content: '{}' }));
    await run(job);
    return JSON.parse((await target?.next())?.raw ?? '') as Record<string, unknown>;
  };

  it('is to answer with JSON where that is expected, in words too, without which servers refuse it', async () => {
    expect(await asked(aRun())).toEqual({
      model: 'small',
      messages: [
        { role: 'system', content: 'Answer with one JSON object and nothing else.' },
        { role: 'user', content: 'hello' },
      ],
      response_format: { type: 'json_object' },
    });
  });

  it('is the payload of another type, as JSON, behind what that type is', async () => {
    const payload = { to: 'ada@example.org', $x: ['"'] };
    expect(await asked(aRun({ type: 'email', payload, expects: 'text' }))).toEqual({
      model: 'small',
      messages: [
        { role: 'system', content: 'A message to one address' },
        { role: 'user', content: JSON.stringify(payload) },
      ],
    });
  });
});
