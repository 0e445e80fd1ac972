import type { JobRowView, JobView } from '@fasttrack/contracts';
import fc from 'fast-check';
import { timeGrowth } from '../support/time-growth';
import type { TestApp } from '../support/start-test-app';
import { SECRET, startTestApp } from '../support/start-test-app';

/** Names that every object inherits a member of; `__proto__` is refused in any body. */
const INHERITED = Object.getOwnPropertyNames(Object.prototype).filter((name) => name !== '__proto__');
const name = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom(...INHERITED, 'toJSON', 'then', 'prototype', '0'));
const isRefused = (text: string): boolean => /"(__proto__|prototype)":/.test(text);
const anyJson = fc
  .letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(null, true, false, 0, -1.5, 1e21, ''),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(name, tie('value'), { maxKeys: 4 }),
    ),
  }))
  .value.map((value) => JSON.stringify(value))
  .filter((text) => !isRefused(text));

describe('results', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
  });
  afterAll(() => app.close());

  const end = async (result: unknown, submit: object = {}): Promise<JobView> => {
    const { id } = await app.submit(submit);
    const { status } = await app.callback({ jobId: id, result });
    expect(status).toBe(200);
    return app.job(id);
  };

  it.each<[string, string, boolean]>([
    ['JSON', '{"success":true,"items":[1,2]}', true],
    ['JSON with spaces and another order', ' { "b" : 1 , "a" : 2 }\n', true],
    ['a number beyond 2^53', '{"n":90071992547409931234567890}', true],
    ['a JSON string', '"yes"', true],
    ['JSON cut off', '{"answer": "forty', false],
    ['JSON with a comma too many', '{"a":1,}', false],
    ['fenced Markdown', '```json\n{"a":1}\n```', false],
    ['prose', 'As a language model, I cannot', false],
    ['nothing', '', false],
    ['white space', ' \n', false],
    ['markup', '<img src=x onerror=alert(1)><script>alert(1)</script>', false],
    ['NUL and control characters', 'a\0b\u0001\u001f\u007f', false],
    ['lone surrogates', 'x\ud800y\udc00z', false],
    ['line separators and a byte order mark', '\ufeff{"a":1}\u2028\u2029', false],
    ['emoji and combining marks', '👩‍👩‍👧‍👦 e\u0301 \u202e', false],
    ['placeholders and operators', '{{ $json.x }} ${a} $set %s \\u0041', false],
  ])('keeps %s byte for byte, and says whether it is JSON', async (_name, result, resultValid) => {
    const job = await end(result);
    expect(job).toMatchObject({ status: 'COMPLETED', result, resultValid });
    const { body } = await app.get<JobRowView[]>('/jobs?limit=1');
    expect(body[0]).toMatchObject({ id: job.id, result, resultValid });
  });

  it.each<[string, unknown]>([
    ['an object', { b: { $set: { 'a.b': 1 } }, a: [1, null, 'x'] }],
    ['a list', [1, 'two', { three: 3 }]],
    ['null', null],
    ['false', false],
    ['zero', 0],
    ['a number', 1.5],
  ])('keeps %s as that value', async (_name, result) => {
    const job = await end(result);
    expect(job).toMatchObject({ status: 'COMPLETED', resultValid: true });
    expect(JSON.stringify(job.result)).toBe(JSON.stringify(result));
  });

  it.each([
    '{"toString":1}',
    '{"hasOwnProperty":2}',
    '{"constructor":"x"}',
    '{"constructor":null,"valueOf":null}',
    '{"a":{"valueOf":3,"b":1}}',
    '{"l":[{"toString":5,"c":1}]}',
    '{"__defineGetter__":1,"b":2}',
    '{"toJSON":1,"then":2,"length":3}',
  ])('keeps %s as it is', async (text) => {
    const job = await end(JSON.parse(text));
    expect(JSON.stringify(job.result)).toBe(text);
  });

  it('does not judge a text when a text was asked for', async () => {
    const job = await end('any { words', { expects: 'text' });
    expect(job).toMatchObject({ result: 'any { words' });
    expect(job).not.toHaveProperty('resultValid');
  });

  it.each<[string, unknown, unknown]>([
    ['a text', 'r'.repeat(501), 'r'.repeat(500)],
    ['an object', { text: 'r'.repeat(600) }, `{"text":"${'r'.repeat(491)}`],
    ['a text that an emoji would cut', `${'r'.repeat(499)}😀`, `${'r'.repeat(499)}\ud83d`],
  ])('cuts %s in the list after 500 characters, and nowhere else', async (_name, result, shown) => {
    const job = await end(result);
    expect(job.result).toEqual(result);
    const { body } = await app.get<JobRowView[]>('/jobs?limit=1');
    expect(body[0]).toMatchObject({ id: job.id, result: shown, truncated: true });
  });

  it('cuts a long prompt in the list, also once the job has a result', async () => {
    const { id } = await app.submit({ prompt: 'p'.repeat(501) });
    const row = async (): Promise<JobRowView | undefined> => (await app.get<JobRowView[]>('/jobs?limit=1')).body[0];
    await expect(row()).resolves.toMatchObject({ id, prompt: 'p'.repeat(500), truncated: true });
    await app.callback({ jobId: id, result: '{}' });
    await expect(row()).resolves.toMatchObject({ id, prompt: 'p'.repeat(500), truncated: true, result: '{}' });
  });

  it('says nothing of a cut when a text has exactly 500 characters', async () => {
    const { id } = await app.submit({ prompt: 'p'.repeat(500) });
    await app.callback({ jobId: id, result: 'r'.repeat(500) });
    const { body } = await app.get<JobRowView[]>('/jobs?limit=1');
    expect(body[0]).toMatchObject({ id, prompt: 'p'.repeat(500), result: 'r'.repeat(500) });
    expect(body[0]).not.toHaveProperty('truncated');
  });

  it('lists all of them: one bad result never breaks the list', async () => {
    const { body: stats } = await app.get<{ total: number }>('/stats');
    const { status, body } = await app.get<JobRowView[]>('/jobs?limit=200');
    expect({ status, rows: body.length }).toEqual({ status: 200, rows: stats.total });
    for (const row of body) expect(row).not.toHaveProperty('payload');
  });
});

describe('any result', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
  });
  afterAll(() => app.close());

  it('keeps any JSON value as it is, whatever its members are called', async () => {
    const headers = { 'content-type': 'application/json', 'x-shared-secret': SECRET };
    await fc.assert(
      fc.asyncProperty(anyJson, async (text) => {
        const { id } = await app.submit();
        const body = `{"jobId":"${id}","result":${text}}`;
        await expect(app.send('POST', '/webhook/callback', { body, headers })).resolves.toMatchObject({ status: 200 });
        expect(JSON.stringify((await app.job(id)).result)).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('keeps a megabyte with 40,000 members, in a time that grows as their number', async () => {
    const resultOf = (count: number): Record<string, string> =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`member ${n}`, `v${n}`]));
    let last = '';
    const growth = await timeGrowth(40_000, async (count) => {
      ({ id: last } = await app.submit());
      expect((await app.callback({ jobId: last, result: resultOf(count) })).status).toBe(200);
    });
    expect(growth).toBeLessThan(40);
    expect((await app.job(last)).result).toEqual(resultOf(40_000));
  });
});
