import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { JobView } from '@fasttrack/contracts';
import { callbackToken } from '@fasttrack/foundation/signing/callback-token';
import { Webhook } from 'standardwebhooks';
import type { Answer } from '../support/api-client';
import { expectFaults, expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { SECRET, startTestApp } from '../support/start-test-app';

const OLD_SECRET = `whsec_${Buffer.from('the key of an older secret, 0001').toString('base64')}`;
const HOUR_MS = 3_600_000;
const JSON_TYPE = { 'content-type': 'application/json' };
/** The library of Standard Webhooks, with the secret that the application holds as plain text. */
const SENDER = new Webhook(`whsec_${Buffer.from(SECRET).toString('base64')}`);

interface Signing {
  readonly id?: string;
  readonly at?: Date;
  readonly by?: Webhook;
}

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ WORKER_ENABLED: 'false', WEBHOOK_SECRET: `${SECRET},${OLD_SECRET}` });
});
afterAll(() => app.close());

function signed(
  body: string,
  { id = randomUUID(), at = new Date(), by = SENDER }: Signing = {},
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': by.sign(id, at, body), ...JSON_TYPE };
}

const post = <Body = JobView>(
  body: string | Buffer,
  headers: Record<string, string>,
  path = '/webhook/callback',
): Promise<Answer<Body>> => app.send<Body>('POST', path, { body, headers });

describe('a signed callback', () => {
  it.each(['/webhook/callback', '/jobs/webhook/callback', '/api/webhook/callback'])('is taken at %s', async (path) => {
    const { id } = await app.submit();
    const body = JSON.stringify({ jobId: id, result: 'grün "☂"' });
    await expect(post(body, signed(body), path)).resolves.toMatchObject({
      status: 200,
      body: { id, status: 'COMPLETED', result: 'grün "☂"' },
    });
  });

  it('may be signed by any secret of the list, and by several', async () => {
    const [first, second] = [await app.submit(), await app.submit()];
    const [one, two] = [first, second].map(({ id }) => JSON.stringify({ jobId: id, result: 1 })) as [string, string];
    await expect(post(one, signed(one, { by: new Webhook(OLD_SECRET) }))).resolves.toMatchObject({ status: 200 });
    const headers = signed(two);
    const several = `v1,${'A'.repeat(43)}= ${headers['webhook-signature'] ?? ''} v2,other`;
    await expect(post(two, { ...headers, 'webhook-signature': several })).resolves.toMatchObject({ status: 200 });
  });

  it('is signed over its bytes: one more space is another body', async () => {
    const job = await app.submit();
    const body = `{"jobId": "${job.id}",  "result": 1}`;
    const headers = signed(body);
    expectProblem(await post(body.replace('  ', ' '), headers), 401);
    await expect(app.job(job.id)).resolves.toEqual(job);
    await expect(post(body, headers)).resolves.toMatchObject({ status: 200 });
  });

  it.each<[string, (headers: Record<string, string>) => Record<string, string>]>([
    ['another secret', (headers) => ({ ...headers, 'webhook-signature': `v1,${'A'.repeat(43)}=` })],
    ['another id', (headers) => ({ ...headers, 'webhook-id': 'another' })],
    [
      'another time',
      (headers) => ({ ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 1) }),
    ],
    ['no id', ({ 'webhook-id': _id, ...headers }) => headers],
    ['no time', ({ 'webhook-timestamp': _timestamp, ...headers }) => headers],
    ['an empty signature', (headers) => ({ ...headers, 'webhook-signature': '' })],
    ['a time that is none', (headers) => ({ ...headers, 'webhook-timestamp': 'now' })],
    ['a wrong shared secret, too', (headers) => ({ ...headers, 'webhook-id': 'another', 'x-shared-secret': 'wrong' })],
  ])('with %s: 401, and nothing changes', async (_name, change) => {
    const job = await app.submit();
    const body = JSON.stringify({ jobId: job.id, result: 1 });
    const answer = await post(body, change(signed(body)));
    expect(expectProblem(answer, 401)).toMatchObject({ error: 'Unauthorized', code: 'callback.unauthorized' });
    await expect(app.job(job.id)).resolves.toEqual(job);
  });

  it.each([-299, 299])('is good %i seconds away from now', async (seconds) => {
    const { id } = await app.submit();
    const body = JSON.stringify({ jobId: id, result: 1 });
    const at = new Date(Date.now() + seconds * 1000);
    await expect(post(body, signed(body, { at }))).resolves.toMatchObject({ status: 200 });
  });

  it.each([-303, 303, -HOUR_MS])('is refused %i seconds away from now, in words', async (seconds) => {
    const body = JSON.stringify({ jobId: 'x', result: 1 });
    const answer = await post(body, signed(body, { at: new Date(Date.now() + seconds * 1000) }));
    expect(expectProblem(answer, 401).detail).toContain('five minutes');
  });

  it('is judged before it is parsed: 401 with any body, 400 once it is proven', async () => {
    const forged = { ...signed('x'), 'webhook-signature': `v1,${'A'.repeat(43)}=` };
    for (const body of ['{"jobId": ', '', 'a=1', '\u0000']) {
      expectProblem(await post(body, forged), 401);
      expectProblem(await post(body, { ...forged, 'content-type': 'text/plain' }), 401);
      expectProblem(await post(body, signed(body)), 400);
    }
    expectProblem(await post('a=1', { ...signed('a=1'), 'content-type': 'text/plain' }), 415);
  });

  it('is read up to CALLBACK_MAX_BYTES: 413, also when its length is not told', async () => {
    const body = Buffer.alloc(1024 * 1024 + 1, 'x');
    const headers = { ...signed('x'), 'webhook-signature': 'v1,AAAA' };
    expectProblem(await post(body, headers), 413);
    expect(await statusOfChunked(headers, body)).toBe(413);
    expectProblem(await post(body.subarray(1), headers), 401);
  });

  it('may have a body in chunks', async () => {
    const { id } = await app.submit();
    const body = Buffer.from(JSON.stringify({ jobId: id, result: 'r'.repeat(300_000) }));
    expect(await statusOfChunked(signed(body.toString()), body)).toBe(200);
  });
});

describe('a signed callback that comes again', () => {
  const failing = (id: string) => JSON.stringify({ jobId: id, status: 'FAILED', error: 'no' });
  /** Claims the job as a pull worker does. */
  const claim = (id: string) =>
    app.post<JobView>('/process', { types: ['email'], wait: 10 }).then(({ body }) => {
      expect(body.id).toBe(id);
    });

  it('fails no second run, as it is and as its sender signs it anew', async () => {
    const { id } = await app.submit({ prompt: undefined, type: 'email', payload: { to: 'ada@example.org' } });
    const body = failing(id);
    const headers = signed(body);
    await claim(id);
    await expect(post(body, headers)).resolves.toMatchObject({ status: 200, body: { status: 'PENDING', attempts: 1 } });
    await claim(id);
    const running = await app.job(id);
    const anew = signed(body, { id: headers['webhook-id'] ?? '', at: new Date(Date.now() - 5000) });
    for (const again of [headers, anew])
      await expect(post(body, again)).resolves.toMatchObject({ status: 200, body: running });
    await expect(app.job(id)).resolves.toEqual(running);
    // What is new is heard.
    await expect(post(body, signed(body))).resolves.toMatchObject({ body: { status: 'PENDING', attempts: 2 } });
    await app.callback({ jobId: id, result: 1 });
  });

  it('settles each job of a sender that gives all its messages one id', async () => {
    const jobs = [await app.submit(), await app.submit()];
    for (const { id } of jobs) {
      const body = JSON.stringify({ jobId: id, result: 1 });
      await expect(post(body, signed(body, { id: 'msg' }))).resolves.toMatchObject({
        body: { id, status: 'COMPLETED' },
      });
    }
  });
});

describe('the token in the path of a callback', () => {
  const tokenOf = (jobId: string, attempt = 0, expiresAt = new Date(Date.now() + HOUR_MS), secret = SECRET): string =>
    callbackToken({ jobId, attempt, expiresAt }, secret);
  const call = (token: string, json: unknown, headers: Record<string, string> = {}, path = '/webhook/callback') =>
    app.post<JobView>(`${path}/${token}`, json, headers);

  it.each(['/webhook/callback', '/jobs/webhook/callback', '/api/webhook/callback', '/api/jobs/webhook/callback'])(
    'is all the proof that %s needs, and all it needs to know',
    async (path) => {
      const { id } = await app.submit();
      await expect(call(tokenOf(id), { result: '{"a":1}' }, {}, path)).resolves.toMatchObject({
        status: 200,
        body: { id, status: 'COMPLETED', result: '{"a":1}', resultValid: true },
      });
    },
  );

  it('may be made by any secret of the list', async () => {
    const { id } = await app.submit();
    const token = tokenOf(id, 0, new Date(Date.now() + HOUR_MS), OLD_SECRET);
    await expect(call(token, { jobId: id, attempt: 0, result: null })).resolves.toMatchObject({ status: 200 });
  });

  it('lets a run fail', async () => {
    const { id } = await app.submit();
    await expect(
      call(tokenOf(id), { status: 'FAILED', error: { message: 'no', retryable: false } }),
    ).resolves.toMatchObject({
      status: 200,
      body: { status: 'FAILED', error: { code: 'worker_error', message: 'no', retryable: false } },
    });
  });

  it('is about one job and one run: a body that names another is refused', async () => {
    const [job, other] = [await app.submit(), await app.submit()];
    expectFaults(await call(tokenOf(job.id), { jobId: other.id, result: 1 }), '/jobId');
    expectFaults(await call(tokenOf(job.id), { attempt: 1, result: 1 }), '/attempt');
    expectFaults(await call(tokenOf(job.id), { attempt: 1, result: 1 }, { 'x-shared-secret': SECRET }), '/attempt');
    expectFaults(await call(tokenOf(job.id), {}), '/result');
    await expect(Promise.all([app.job(job.id), app.job(other.id)])).resolves.toEqual([job, other]);
  });

  it('of another run than the latest: 409, and nothing changes', async () => {
    const job = await app.submit();
    const answer = await call(tokenOf(job.id, 3), { result: 1 });
    expect(expectProblem(answer, 409).code).toBe('callback.stale-attempt');
    await expect(app.job(job.id)).resolves.toEqual(job);
  });

  it('of a job that nobody knows: 404', async () => {
    expectProblem(await call(tokenOf(randomUUID()), { result: 1 }), 404);
  });

  it('proves nothing once it has expired, and says so', async () => {
    const job = await app.submit();
    const expired = tokenOf(job.id, 0, new Date(Date.now() - 1000));
    expect(expectProblem(await call(expired, { result: 1 }), 401).detail).toContain('expired');
    await expect(app.job(job.id)).resolves.toEqual(job);
    // Another proof is still one, and the run of the token still the one that is meant.
    const headers = { 'x-shared-secret': SECRET };
    expectFaults(await call(expired, { jobId: 'another', result: 1 }, headers), '/jobId');
    await expect(call(expired, { result: 1 }, headers)).resolves.toMatchObject({ status: 200, body: { id: job.id } });
  });

  it('that is none is no proof, and names no job beside another proof', async () => {
    const job = await app.submit();
    const forged = tokenOf(job.id, 0, new Date(Date.now() + HOUR_MS), 'another-secret');
    for (const token of [forged, `${tokenOf(job.id)}x`, 'token', '%00', '%7B%7D', '__proto__', 'x'.repeat(10_000)]) {
      expect(expectProblem(await call(token, { result: 1 }), 401).error).toBe('Unauthorized');
      expect(expectProblem(await post('{', JSON_TYPE, `/webhook/callback/${token}`), 401).error).toBe('Unauthorized');
    }
    await expect(app.job(job.id)).resolves.toEqual(job);
    expectProblem(await call(forged, { result: 1 }, { 'x-shared-secret': SECRET }), 404);
  });

  it('stands in no answer but one that names a job, in no log line and in no figure', async () => {
    const { id } = await app.submit();
    const token = tokenOf(id, 7);
    const secretPart = token.split('.').at(-1) ?? '';
    const answers = [
      await call(token, { result: 1 }),
      await call(token, { result: 1, more: 1 }),
      await app.get(`/webhook/callback/${token}`),
      await app.get(`/api/jobs/webhook/callback/${token}`),
      await call(`${token}/more`, {}),
      await call(token.slice(0, -1), {}),
    ];
    expect(answers.map(({ status }) => status)).toEqual([409, 400, 405, 405, 404, 401]);
    const { text } = await app.get('/metrics');
    expect(text).toContain('/webhook/callback/:token');
    for (const said of [...answers.map((answer) => answer.text), ...app.logs, text])
      expect(said).not.toContain(secretPart.slice(0, -1));
  });
});

/** Sends a body in chunks, without its length. */
function statusOfChunked(headers: Record<string, string>, body: Buffer): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sending = httpRequest(`${app.url}/webhook/callback`, { method: 'POST', headers }, (answer) => {
      resolve(answer.statusCode);
      answer.resume();
    });
    sending.on('error', reject);
    for (let at = 0; at < body.length; at += 65_536) sending.write(body.subarray(at, at + 65_536));
    sending.end();
  });
}
