import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { CallbackEntry, CallbackVerdict } from '@fasttrack/contracts';
import { CALLBACK_BODY_KEPT_BYTES, CALLBACK_VERDICTS } from '@fasttrack/contracts';
import { callbackToken } from '@fasttrack/foundation/signing/callback-token';
import { Webhook } from 'standardwebhooks';
import type { Answer } from '../support/api-client';
import { expectFaults, expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { SECRET, startTestApp } from '../support/start-test-app';

const HOUR_MS = 3_600_000;
const SENDER = new Webhook(`whsec_${Buffer.from(SECRET).toString('base64')}`);
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ WORKER_ENABLED: 'false' });
});
afterAll(() => app.close());

const log = async (query = ''): Promise<CallbackEntry[]> => (await app.get<CallbackEntry[]>(`/callbacks${query}`)).body;
const newest = async (query = ''): Promise<CallbackEntry | undefined> => (await log(query))[0];
const tokenOf = (jobId: string, attempt = 0): string =>
  callbackToken({ jobId, attempt, expiresAt: new Date(Date.now() + HOUR_MS) }, SECRET);
const requestIdOf = ({ headers }: Answer): unknown => headers['x-request-id'];

/** Status of a callback of which only the head was sent. */
const statusOfHead = (headers: Readonly<Record<string, string>>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sending = httpRequest(`${app.url}/webhook/callback`, { method: 'POST', headers });
    sending.once('response', ({ statusCode }) => {
      resolve(statusCode);
      sending.destroy();
    });
    sending.once('error', reject);
    sending.flushHeaders();
  });

describe('the log of a callback', () => {
  it.each<[CallbackVerdict, object, object, number]>([
    ['accepted', {}, { result: '{}' }, 200],
    ['accepted', {}, { status: 'FAILED', error: 'no' }, 200],
    ['duplicate', { result: '{}' }, { result: '{"again":1}' }, 200],
    ['late', { result: '{}' }, { result: '{}', attempt: 7 }, 200],
    ['late', { result: '{}' }, { status: 'FAILED', error: 'no' }, 200],
    ['stale attempt', {}, { result: '{}', attempt: 7 }, 409],
    ['malformed', {}, { reslut: '{}' }, 400],
  ])('says %s', async (verdict, before, said, status) => {
    const { id: jobId } = await app.submit();
    if (Object.keys(before).length > 0) await app.callback({ jobId, ...before });
    const body = { jobId, ...said };
    const answer = await app.callback(body);
    await expect(newest(`?jobId=${jobId}`)).resolves.toEqual({
      id: expect.stringMatching(UUID_V7) as string,
      at: expect.stringMatching(/Z$/) as string,
      ...{ verdict, jobId, status, proof: 'secret', address: '127.0.0.1', path: '/webhook/callback' },
      ...(verdict === 'malformed' ? {} : { attempt: (said as { attempt?: number }).attempt ?? 0 }),
      requestId: requestIdOf(answer),
      body: JSON.stringify(body),
    });
  });

  it('says late of what comes for a job that was cancelled', async () => {
    const { id: jobId } = await app.submit();
    await app.post(`/jobs/${jobId}/cancel`);
    await app.callback({ jobId, result: '{}' }, '/api/jobs/webhook/callback');
    await expect(newest(`?jobId=${jobId}`)).resolves.toMatchObject({
      verdict: 'late',
      path: '/jobs/webhook/callback',
    });
  });

  it.each(['nobody', '\0', '\ud800', `' OR 1=1 --`, '$where', 'a'.repeat(10_000), `${'a'.repeat(99)}\u{1f600}b`])(
    'says unknown job, and what stood for its id: %#',
    async (jobId) => {
      const { headers } = await app.callback({ jobId, result: 1 });
      const entry = (await log('?verdict=unknown%20job')).find(
        ({ requestId }) => requestId === headers['x-request-id'],
      );
      expect(entry).toMatchObject({ verdict: 'unknown job', status: 404, proof: 'secret' });
      expect(entry?.jobId?.length).toBeLessThanOrEqual(101);
      const found = await log(`?jobId=${encodeURIComponent(String(entry?.jobId))}`);
      expect(found.map(({ id }) => id)).toContain(entry?.id);
    },
  );

  it.each<[string, string | Buffer, string, string | undefined]>([
    ['broken JSON', '{"jobId": ', 'application/json', '{"jobId": '],
    ['a list', '[1]', 'application/json', '[1]'],
    ['bytes that are no text', Buffer.from([0x7b, 0xff]), 'application/json', '{\ufffd'],
    ['nothing', '', 'application/json', undefined],
    ['a form', 'jobId=1', 'application/x-www-form-urlencoded', undefined],
    ['more than is taken', `"${'x'.repeat(1024 * 1024)}"`, 'application/json', undefined],
  ])('says malformed of %s, and names no job', async (_name, body, type, kept) => {
    const headers = { 'x-shared-secret': SECRET, 'content-type': type };
    const answer = await app.send('POST', '/webhook/callback', { headers, body });
    const entry = await newest('?verdict=malformed');
    expect(entry).toMatchObject({ requestId: requestIdOf(answer), status: answer.status });
    expect([entry?.body, entry?.jobId, entry?.attempt]).toEqual([kept, undefined, undefined]);
  });

  it('keeps of a call without proof when, from where and to which route it came, and nothing else', async () => {
    const { id: jobId } = await app.submit();
    const body = { jobId, result: 'canary-of-a-stranger' };
    await app.post('/webhook/callback', body, { 'x-shared-secret': 'canary-of-a-stranger' });
    await app.post('/api/jobs/webhook/callback/canary-of-a-stranger', body);
    const entries = await log('?verdict=unauthorized&limit=2');
    expect(entries).toEqual(
      ['/jobs/webhook/callback/:token', '/webhook/callback'].map((path) => ({
        id: expect.stringMatching(UUID_V7) as string,
        at: expect.stringMatching(/Z$/) as string,
        ...{ verdict: 'unauthorized', address: '127.0.0.1', path, status: 401 },
      })),
    );
    expect(JSON.stringify(await log('?limit=200'))).not.toContain('canary-of-a-stranger');
    await expect(log(`?jobId=${jobId}`)).resolves.toEqual([]);
  });

  it('keeps a call whose signature was not looked at as one without proof, and of many only some', async () => {
    const headers = {
      ...{ 'content-type': 'application/json', 'webhook-id': 'a', 'webhook-signature': 'v1,AAAA' },
      ...{ 'webhook-timestamp': String(Math.floor(Date.now() / 1000)), 'content-length': '99999999' },
    };
    const malformed = await log('?verdict=malformed&limit=200');
    const before = (await log('?verdict=unauthorized&limit=200')).length;
    for (let n = 0; n < 40; n++) expect(await statusOfHead(headers)).toBe(413);
    await expect(log('?verdict=malformed&limit=200')).resolves.toEqual(malformed);
    const strangers = await log('?verdict=unauthorized&limit=200');
    expect(strangers.length).toBeLessThan(before + 40);
    for (const entry of strangers) expect(Object.keys(entry)).not.toContain('requestId');
  });

  it('says how it was proven: by signature or by token, which is not kept', async () => {
    const [signed, byToken] = [await app.submit(), await app.submit()];
    const body = JSON.stringify({ jobId: signed.id, result: 1 });
    const at = new Date();
    const headers = {
      'content-type': 'application/json',
      'webhook-id': randomUUID(),
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    };
    const signature = { 'webhook-signature': SENDER.sign(headers['webhook-id'], at, body) };
    await app.send('POST', '/webhook/callback', { headers: { ...headers, ...signature }, body });
    await app.send('POST', '/webhook/callback', { headers: { ...headers, ...signature }, body });
    const token = tokenOf(byToken.id);
    await app.post(`/webhook/callback/${token}`, { result: 1 });
    await app.post(`/webhook/callback/${tokenOf(byToken.id, 3)}`, { reslut: 1 });
    await expect(log(`?jobId=${signed.id}`)).resolves.toMatchObject([
      { verdict: 'duplicate', proof: 'signature', body },
      { verdict: 'accepted', proof: 'signature', attempt: 0, body },
    ]);
    await expect(log(`?jobId=${byToken.id}`)).resolves.toMatchObject([
      { verdict: 'malformed', proof: 'token', attempt: 3 },
      { verdict: 'accepted', proof: 'token', attempt: 0, path: '/webhook/callback/:token', body: '{"result":1}' },
    ]);
    expect(JSON.stringify(await log('?limit=200'))).not.toContain(token.split('.').at(-1));
  });

  it('keeps the beginning of a long body, in whole characters', async () => {
    const { id: jobId } = await app.submit();
    await app.callback({ jobId, result: '\u{1f600}'.repeat(5000) });
    const entry = await newest(`?jobId=${jobId}`);
    expect(entry).toMatchObject({ verdict: 'accepted', truncated: true });
    const bytes = Buffer.byteLength(String(entry?.body));
    expect(bytes).toBeLessThanOrEqual(CALLBACK_BODY_KEPT_BYTES);
    expect(bytes).toBeGreaterThan(CALLBACK_BODY_KEPT_BYTES - 4);
    expect(JSON.stringify({ jobId, result: '\u{1f600}'.repeat(5000) })).toContain(entry?.body);
  });

  it('keeps no secret that somebody wrote into a body', async () => {
    const { id: jobId } = await app.submit();
    await app.callback({ jobId, secret: SECRET, result: `x${SECRET}x` });
    await app.callback({ jobId: SECRET, result: 1 });
    const text = (await app.get('/callbacks?limit=200')).text;
    expect(text).not.toContain(SECRET);
    expect(text).toContain('x[secret]x');
  });
});

it('keeps no token that a body repeats: it proves a callback', async () => {
  const { id: jobId } = await app.submit();
  const token = tokenOf(jobId);
  await app.post(`/webhook/callback/${token}`, { reslut: 1, callback: { url: `${app.url}/callback/${token}`, token } });
  const { text } = await app.get(`/callbacks?jobId=${jobId}`);
  expect(text).toContain('/callback/[secret]');
  expect(text).not.toContain(token.split('.').at(-1));
});

describe('GET /callbacks', () => {
  it('goes through all pages of a filter, newest first, without a gap or a repeat', async () => {
    const { id: jobId } = await app.submit();
    for (let n = 0; n < 7; n++) await app.callback({ jobId, result: n });
    const seen: CallbackEntry[] = [];
    for (let path: string | undefined = `/api/callbacks?jobId=${jobId}&limit=3`; path !== undefined;) {
      const { body, headers }: Answer<CallbackEntry[]> = await app.get(path);
      seen.push(...body);
      path = /^<(\/api\/callbacks\?[^>]+)>; rel="next"$/.exec(String(headers.link ?? ''))?.[1];
    }
    expect(seen.map(({ body }) => (JSON.parse(String(body)) as { result: number }).result)).toEqual([
      6, 5, 4, 3, 2, 1, 0,
    ]);
    expect(seen.map(({ verdict }) => verdict)).toEqual([...Array<string>(6).fill('duplicate'), 'accepted']);
    await expect(log(`?jobId=${jobId}&verdict=accepted`)).resolves.toEqual([seen[6]]);
  });

  it.each(CALLBACK_VERDICTS)('takes the verdict %s', async (verdict) => {
    const entries = await log(`?verdict=${encodeURIComponent(verdict)}`);
    expect(entries.filter((entry) => entry.verdict !== verdict)).toEqual([]);
  });

  it.each<[query: string, pointer: string]>([
    ['verdict=lost', '?verdict'],
    ['verdict=', '?verdict'],
    ['verdict=late&verdict=late', '?verdict'],
    ['verdict[$ne]=late', '?verdict[$ne]'],
    ['jobId=', '?jobId'],
    ['jobId[$gt]=', '?jobId[$gt]'],
    [`jobId=${'x'.repeat(201)}`, '?jobId'],
    ['limit=0', '?limit'],
    ['limit=201', '?limit'],
    ['cursor=x', '?cursor'],
    ['status=200', '?status'],
  ])('refuses a query that breaks a rule: %#', async (query, pointer) => {
    expectFaults(await app.get(`/callbacks?${query}`), pointer);
  });

  it('is 304 while the log stays the same, and 200 after the next callback', async () => {
    const { headers, status } = await app.get('/callbacks');
    const etag = String(headers.etag);
    expect({ status, etag }).toEqual({ status: 200, etag: expect.stringMatching(/^W\/"/) as string });
    const { id: jobId } = await app.submit();
    const unchanged = await app.get('/callbacks', { 'if-none-match': etag });
    // The tag also changes with its slot of time: two requests may stand on both sides of its edge.
    if (unchanged.headers.etag === etag) expect(unchanged).toMatchObject({ status: 304, text: '' });
    await app.callback({ jobId, result: 1 });
    await expect(app.get('/callbacks', { 'if-none-match': etag })).resolves.toMatchObject({ status: 200 });
  });

  it('leaves the tag of lists of jobs alone when nothing but the log changed', async () => {
    const { id: jobId } = await app.submit();
    await app.callback({ jobId, result: 1 });
    const number = async (): Promise<string | undefined> =>
      String((await app.get('/jobs')).headers.etag)
        .split('.')
        .at(-2);
    const before = await number();
    await app.callback({ jobId, result: 1 });
    await expect(log(`?jobId=${jobId}`)).resolves.toHaveLength(2);
    await expect(number()).resolves.toBe(before);
  });

  it('is no page of the web app', async () => {
    const { headers } = await app.get('/callbacks', { accept: 'text/html' });
    expect(headers['content-type']).toContain('application/json');
  });
});

it('asks for a key where the API has one, and is open to callbacks without it', async () => {
  const keyed = await startTestApp({ WORKER_ENABLED: 'false', API_KEYS: 'shop:a-key-of-the-shop-01' });
  expectProblem(await keyed.get('/callbacks'), 401);
  expectProblem(await keyed.callback({ jobId: 'nobody', result: 1 }), 404);
  const { status, body } = await keyed.get<CallbackEntry[]>('/callbacks', { 'x-api-key': 'a-key-of-the-shop-01' });
  expect({ status, body }).toMatchObject({ status: 200, body: [{ verdict: 'unknown job', jobId: 'nobody' }] });
  await keyed.close();
});
