import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobTypeView, JobView } from '@fasttrack/contracts';
import { expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

describe('typed jobs', () => {
  let app: TestApp;
  let directory: string;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'fasttrack-types-'));
    const file = join(directory, 'types.json');
    const schema = { type: 'object', required: ['number'], properties: { number: { type: 'integer', minimum: 1 } } };
    writeFileSync(file, JSON.stringify({ invoice: { title: 'Invoice', schema, executor: 'pull' } }));
    app = await startTestApp({ JOB_TYPES_FILE: file });
  });
  afterAll(async () => {
    await app.close();
    rmSync(directory, { recursive: true });
  });
  const post = (body: object) => app.post<JobView>('/jobs', body);

  it('are listed with their schemas and who runs them', async () => {
    const { status, body } = await app.get<JobTypeView[]>('/job-types');
    expect(status).toBe(200);
    expect(body.map(({ name, executor }) => `${name} ${executor}`)).toEqual([
      'prompt simulated',
      'email simulated',
      'report simulated',
      'notification simulated',
      'invoice pull',
    ]);
    expect(body[4]).toMatchObject({ title: 'Invoice', schema: { required: ['number'] } });
  });

  it.each([
    ['email', { to: 'ada@example.org' }, { status: 'sent' }],
    ['report', { report_type: 'sales', format: 'csv', date_range: '2026-01' }, { status: 'ready', rows: 42 }],
    ['notification', { user_id: 'u1', channel: 'sms', message: 'Ready' }, { status: 'delivered', channel: 'sms' }],
  ])('run: %s', async (type, payload, result) => {
    const { status, body } = await post({ type, payload, priority: 4 });
    expect(status).toBe(201);
    expect(body).toMatchObject({ type, payload, priority: 4, status: 'PENDING' });
    const done = await app.until(body.id, (job) => job.status === 'COMPLETED');
    expect(JSON.parse(String(done.result))).toMatchObject(result);
  });

  it('keep what they were given: key, tags, metadata, runs, times', async () => {
    const given = {
      key: 'customer-1',
      tags: ['a', '\u{1f422}'.repeat(64)],
      metadata: { order: '17', $set: 'x.y' },
      maxAttempts: 7,
      scheduledFor: inDays(1),
      expiresAt: inDays(2),
    };
    const { body } = await post({ type: 'invoice', payload: { number: 1 }, ...given });
    expect(body).toMatchObject({ ...given, waitingFor: { reason: 'schedule', until: given.scheduledFor } });
    expect(await app.job(body.id)).toMatchObject(given);
    const found = await app.get<JobView[]>(`/jobs?tag=${encodeURIComponent(String(given.tags[1]))}`);
    expect(found.body.map(({ id }) => id)).toEqual([body.id]);
  });

  it('are due at once when their time lies in the past', async () => {
    const { body } = await post({ prompt: 'now', scheduledFor: '2020-01-01T00:00:00+01:00' });
    expect(body.scheduledFor).toBe('2019-12-31T23:00:00.000Z');
    await app.until(body.id, (job) => job.status === 'COMPLETED');
  });

  it('end FAILED when they expire before anybody took them', async () => {
    const { body } = await post({
      type: 'invoice',
      payload: { number: 1 },
      expiresAt: new Date(Date.now() + 300).toISOString(),
    });
    const job = await app.until(body.id, ({ status }) => status === 'FAILED');
    expect(job.error).toMatchObject({ code: 'expired', retryable: false });
  });

  it('may be prompts with a payload too', async () => {
    const { status, body } = await post({ payload: { prompt: 'hello' } });
    expect([status, body.type, body.prompt]).toEqual([201, 'prompt', 'hello']);
  });

  it.each([
    [{}, '/prompt', 'prompt is required'],
    [{ type: 'prompt' }, '/prompt', 'prompt is required'],
    [{ type: 'email' }, '/payload/to', 'to is required'],
    [{ type: 'email', payload: { to: 'x' } }, '/payload/to', 'to must be a valid email'],
    [{ type: 'email', payload: [] }, '/payload', 'payload must be an object'],
    [{ type: 'email', prompt: 'x' }, '/prompt', /belongs to jobs of type prompt/],
    [{ prompt: 'x', payload: { prompt: 'x' } }, '/prompt', /keep one/],
    [{ type: 'fax', payload: {} }, '/type', /^type must be one of prompt, email, report, notification, invoice$/],
    [{ type: 'fax', prompt: 'x' }, '/type', /^type must be one of/],
    [{ type: { $gt: '' }, prompt: 'x' }, '/type', 'type must be a string'],
    [{ type: 'invoice', payload: { number: 0 } }, '/payload/number', 'number must be >= 1'],
    [{ prompt: 'x', priority: 6 }, '/priority', /whole number from 1 to 5/],
    [{ prompt: 'x', key: '' }, '/key', /1 to 200 characters/],
    [{ prompt: 'x', maxAttempts: 26 }, '/maxAttempts', /from 1 to 25/],
    [{ prompt: 'x', maxAttempts: '3' }, '/maxAttempts', /from 1 to 25/],
    [{ prompt: 'x', scheduledFor: 'tomorrow' }, '/scheduledFor', /ISO 8601/],
    [{ prompt: 'x', scheduledFor: '2026-02-30T00:00:00Z' }, '/scheduledFor', /ISO 8601/],
    [{ prompt: 'x', scheduledFor: inDays(366) }, '/scheduledFor', /at most 365 days ahead/],
    [{ prompt: 'x', expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt', 'expiresAt must lie ahead'],
    [{ prompt: 'x', tags: 'a' }, '/tags', 'tags must be an array'],
    [{ prompt: 'x', tags: ['a', 'a'] }, '/tags', /differ/],
    [{ prompt: 'x', tags: ['x'.repeat(65)] }, '/tags', /1 to 64 characters/],
    [{ prompt: 'x', tags: Array.from({ length: 11 }, (_, n) => `t${n}`) }, '/tags', /at most 10/],
    [{ prompt: 'x', metadata: { a: 1 } }, '/metadata', /values are texts/],
    [{ prompt: 'x', metadata: { a: 'x'.repeat(4096) } }, '/metadata', /at most 4096 bytes/],
    [{ prompt: 'x', webhook: { url: 'https://x.example' } }, '/webhook', 'webhook is not available yet'],
  ])('are refused with the field and the rule (%#)', async (body, pointer, detail) => {
    const problem = expectProblem(await post(body), 400);
    expect(problem.errors?.map((fault) => fault.pointer)).toEqual([pointer]);
    expect(problem.errors?.[0]?.detail).toMatch(detail);
  });

  it('are found by their type, and an unknown one is refused', async () => {
    const { body } = await app.get<JobView[]>('/jobs?type=email');
    expect(new Set(body.map(({ type }) => type))).toEqual(new Set(['email']));
    expectProblem(await app.get('/jobs?type=fax'), 400);
  });

  it('are checked again when they are run with another payload', async () => {
    const { body } = await post({ type: 'email', payload: { to: 'ada@example.org' } });
    await app.until(body.id, ({ status }) => status === 'COMPLETED');
    const problem = expectProblem(await app.post(`/jobs/${body.id}/retry`, { payload: { to: 'x' } }), 400);
    expect(problem.errors?.[0]?.pointer).toBe('/payload/to');
    const copy = await app.post<JobView>(`/jobs/${body.id}/retry`, { payload: { to: 'bob@example.org' } });
    expect(copy.body).toMatchObject({ type: 'email', retryOf: body.id, payload: { to: 'bob@example.org' } });
  });
});
