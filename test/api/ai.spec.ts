import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobView, StatsView } from '@fasttrack/contracts';
import type { AiServerKind } from '@fasttrack/executors/testing/open-models';
import { AI_KEY, Models } from '@fasttrack/executors/testing/open-models';
import type { TestApp } from '../support/start-test-app';
import { PAYLOAD_CANARY, startTestApp } from '../support/start-test-app';

const TYPES_FILE = join(tmpdir(), `fasttrack-ai-types-${process.pid}.json`);
const SCHEMA = {
  type: 'object',
  properties: { title: { type: 'string' } },
  required: ['title'],
  additionalProperties: false,
};
/** Runs follow each other at once. */
const TYPES = {
  prompt: { backoff: { initialSeconds: 0 } },
  summary: {
    schema: { type: 'object', properties: { text: { type: 'string' } } },
    description: 'A text that is to be told in one sentence',
    ai: { model: 'large', resultSchema: SCHEMA },
  },
  slow: { schema: {}, timeoutSeconds: 1, ai: {} },
};

/** An answer that never comes. */
const SILENCE = new Promise<never>(() => undefined);

const hasEnded = ({ status }: JobView): boolean => status !== 'PENDING' && status !== 'PROCESSING';
const events = ({ history }: JobView): string[] => history.map(({ event }) => event);

describe.each<AiServerKind>(['openai', 'azure'])('a job of a type that a model of %s answers', (kind) => {
  let models: Models;
  let app: TestApp;
  beforeAll(async () => {
    writeFileSync(TYPES_FILE, JSON.stringify(TYPES));
    models = await Models.start();
    app = await startTestApp({ EXECUTORS: 'prompt=openai', JOB_TYPES_FILE: TYPES_FILE, ...models.env(kind) });
  });
  afterEach(() => {
    models.reset();
  });
  afterAll(async () => {
    await app.close();
    await models.close();
    rmSync(TYPES_FILE);
    expect(app.logs.filter((line) => line.includes(AI_KEY))).toEqual([]);
  });

  const ended = async (body: object = {}): Promise<JobView> => app.until((await app.submit(body)).id, hasEnded);

  it('has the text of the answer as its result, byte for byte, and what was used', async () => {
    models.mock.onMessage(/hello/, {
      content: `  Grün ☂ \n${PAYLOAD_CANARY}`,
      model: 'small-2026',
      usage: { prompt_tokens: 7, completion_tokens: 5 },
    });
    const job = await ended({ expects: 'text' });
    expect(job).toMatchObject({
      status: 'COMPLETED',
      attempts: 1,
      result: `  Grün ☂ \n${PAYLOAD_CANARY}`,
      usage: { model: 'small-2026', inputTokens: 7, outputTokens: 5 },
    });
    expect(job).not.toHaveProperty('resultValid');
    expect(events(job)).toEqual(['created', 'claimed', 'completed']);
    expect(job.history.at(-1)?.by).toBe('openai');
    expect(models.asked[0]).not.toHaveProperty('response_format');
  });

  it('is answered in JSON when that is expected', async () => {
    models.mock.onMessage(/hello/, { content: '{"a": 1}' });
    expect(await ended()).toMatchObject({ status: 'COMPLETED', result: '{"a": 1}', resultValid: true });
    expect(models.asked[0]).toMatchObject({ model: 'small', response_format: { type: 'json_object' } });
  });

  it('is answered by the model and the schema that its type names', async () => {
    models.mock.onMessage(/short/, { content: '{"title":"x"}' });
    const body = { prompt: undefined, type: 'summary', payload: { text: `short ${PAYLOAD_CANARY}` } };
    expect(await ended(body)).toMatchObject({ status: 'COMPLETED', result: '{"title":"x"}', resultValid: true });
    expect(models.asked[0]).toMatchObject({
      model: 'large',
      messages: [
        { role: 'system', content: TYPES.summary.description },
        { role: 'user', content: JSON.stringify(body.payload) },
      ],
      response_format: { type: 'json_schema', json_schema: { name: 'summary', schema: SCHEMA, strict: true } },
    });
  });

  it('is completed, and marked, by an answer that is not the JSON that was asked for', async () => {
    const result = '```json\n{"a": 1}\n```';
    models.mock.onMessage(/hello/, { content: result });
    expect(await ended()).toMatchObject({ status: 'COMPLETED', result, resultValid: false });
  });

  it('is put off as long as the server asks, without using up a run', async () => {
    models.mock.on(
      { userMessage: /hello/, sequenceIndex: 0 },
      {
        error: { message: 'Rate limit reached', type: 'rate_limit_error' },
        status: 429,
        retryAfter: 1,
      },
    );
    models.mock.on({ userMessage: /hello/, sequenceIndex: 1 }, { content: '{}' });
    const job = await ended();
    expect(job).toMatchObject({ status: 'COMPLETED', attempt: 2, attempts: 1 });
    expect(events(job)).toEqual(['created', 'claimed', 'put_back', 'claimed', 'completed']);
    const [, , putBack, again] = job.history;
    expect(putBack?.note).toContain('rate_limited');
    expect(Date.parse(again?.at ?? '') - Date.parse(putBack?.at ?? '')).toBeGreaterThan(900);
  });

  it('is failed for good by a key that is not accepted, which nothing repeats', async () => {
    const message = `Incorrect API key provided: ${AI_KEY}. You can find yours at https://example.org.`;
    models.mock.onMessage(/hello/, { error: { message }, status: 401 });
    const job = await ended();
    expect(job).toMatchObject({ status: 'FAILED', attempts: 1, error: { code: 'rejected', retryable: false } });
    expect(JSON.stringify(job)).not.toContain(AI_KEY);
    expect(job.error?.message).toMatch(/^small of \S+ answered 401 Unauthorized: the key is not accepted$/);
  });

  it('is asked of the model no longer when it is cancelled', async () => {
    const asked = new Promise<void>((resolve) => {
      models.mock.onMessage(/hello/, () => {
        resolve();
        return SILENCE;
      });
    });
    const { id } = await app.submit();
    await asked;
    const hungUp = models.hungUp();
    expect((await app.post<JobView>(`/jobs/${id}/cancel`)).body).toMatchObject({ status: 'CANCELLED' });
    await hungUp;
    expect(await app.job(id)).not.toHaveProperty('result');
  });

  it('ends FAILED at the deadline of its type, when the model says nothing', async () => {
    models.mock.onMessage(/slow/, () => SILENCE);
    const body = { prompt: undefined, type: 'slow', payload: { text: 'slow' }, maxAttempts: 1 };
    const job = await ended(body);
    expect(job).toMatchObject({ status: 'FAILED', attempts: 1, error: { code: 'timeout' } });
  });
});

describe('what models used', () => {
  let models: Models;
  let app: TestApp;
  beforeAll(async () => {
    writeFileSync(TYPES_FILE, JSON.stringify(TYPES));
    models = await Models.start();
    app = await startTestApp({ EXECUTORS: 'prompt=openai', JOB_TYPES_FILE: TYPES_FILE, ...models.env('openai') });
  });
  afterAll(async () => {
    await app.close();
    await models.close();
    rmSync(TYPES_FILE);
  });

  const ended = async (body: object): Promise<JobView> => app.until((await app.submit(body)).id, hasEnded);
  const usage = async (): Promise<unknown> => (await app.get<StatsView>('/stats')).body.usage;

  it('is summed up by type, of failed runs too, and not twice', async () => {
    await expect(usage()).resolves.toBeUndefined();
    const used = { prompt_tokens: 10, completion_tokens: 1 };
    models.mock.onMessage(/well/, { content: '{}', usage: used });
    models.mock.onMessage(/short/, { content: '{}', usage: { prompt_tokens: 100, completion_tokens: 5 } });
    models.mock.onMessage(/cut/, { content: '{', finishReason: 'length', usage: used });
    models.mock.on({ userMessage: /busy/, sequenceIndex: 0 }, { error: { message: 'no' }, status: 500 });
    models.mock.on({ userMessage: /busy/, sequenceIndex: 1 }, { content: '{}', usage: used });
    const [well, cut, busy, short] = await Promise.all([
      ended({ prompt: 'well' }),
      ended({ prompt: 'cut' }),
      ended({ prompt: 'busy' }),
      ended({ prompt: undefined, type: 'summary', payload: { text: 'short' } }),
    ]);
    expect([well, cut, busy, short].map(({ status }) => status)).toEqual([
      'COMPLETED',
      'FAILED',
      'COMPLETED',
      'COMPLETED',
    ]);
    expect(cut).toMatchObject({ error: { code: 'worker_error' }, usage: { inputTokens: 10, outputTokens: 1 } });
    expect(busy).toMatchObject({ attempts: 2 });
    await expect(usage()).resolves.toEqual({
      inputTokens: 130,
      outputTokens: 8,
      byType: {
        prompt: { inputTokens: 30, outputTokens: 3 },
        summary: { inputTokens: 100, outputTokens: 5 },
      },
    });
    await app.post(`/jobs/${cut.id}/retry`);
    await app.until(cut.id, ({ attempt, status }) => attempt === 2 && status === 'FAILED');
    expect(await app.job(cut.id)).toMatchObject({ usage: { inputTokens: 20, outputTokens: 2 } });
    await expect(usage()).resolves.toMatchObject({ inputTokens: 140, outputTokens: 9 });
  });

  it('is told by the list too, and counted in the metrics', async () => {
    const { body: rows } = await app.get<JobView[]>('/jobs?type=summary');
    expect(rows).toMatchObject([{ usage: { inputTokens: 100, outputTokens: 5 } }]);
    const { text } = await app.get('/metrics');
    expect(text).toContain('fasttrack_model_tokens_total{type="prompt",direction="input"} 40');
    expect(text).toContain('fasttrack_model_tokens_total{type="summary",direction="output"} 5');
  });
});
