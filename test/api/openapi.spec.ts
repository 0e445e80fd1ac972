import type { Problem } from '@fasttrack/contracts';
import { expectProblem } from '../support/problem';
import type { TestApp } from '../support/start-test-app';
import { startTestApp } from '../support/start-test-app';

const PROBLEM = 'application/problem+json';
const FORM = { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } };

const OPERATION = '019a0f5e-8b00-7d4f-9a63-4e2f1b0c8d22';

interface Described {
  readonly content?: Record<string, { readonly example?: unknown }>;
}
interface Operation {
  readonly responses: Record<string, Described>;
}

describe('the description of the API', () => {
  let app: TestApp;
  let paths: Record<string, Partial<Record<'get' | 'post' | 'delete', Operation>>>;
  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
    ({ paths } = (await app.get<{ paths: typeof paths }>('/openapi.json')).body);
  });
  afterAll(() => app.close());

  const example = (method: 'get' | 'post', path: string, status: number): Problem =>
    paths[path]?.[method]?.responses[String(status)]?.content?.[PROBLEM]?.example as Problem;

  it('has an example of its own for every problem of every route', () => {
    const examples = Object.values(paths)
      .flatMap((operations) => Object.values(operations))
      .flatMap(({ responses }) => Object.entries(responses))
      .flatMap(([status, { content }]) => (content?.[PROBLEM] ? [{ status, example: content[PROBLEM].example }] : []));
    expect(examples.length).toBeGreaterThan(40);
    for (const { status, example: problem } of examples as { status: string; example: Problem }[]) {
      const headers = { 'content-type': `${PROBLEM}; charset=utf-8`, 'x-request-id': problem.requestId };
      expectProblem(
        { status: problem.status, headers, body: { ...problem }, text: JSON.stringify(problem) },
        Number(status),
      );
    }
  });

  it('gives as examples what is really answered', async () => {
    const { id } = await app.submit();
    const nobody = '019a0f5e-6f00-7c3e-8a52-3d1f0a9b7c11';
    await app.post(`/jobs/${id}/hallucinate`);
    const large = { json: { prompt: 'p'.repeat(1024 * 1024) } };
    const answers: [Problem, Problem][] = [
      [example('get', '/jobs', 400), expectProblem(await app.get('/jobs?page=1'), 400)],
      [example('post', '/jobs', 400), expectProblem(await app.post('/jobs', { prompt: ' ' }), 400)],
      [example('post', '/jobs', 413), expectProblem(await app.send('POST', '/jobs', large), 413)],
      [example('post', '/jobs', 415), expectProblem(await app.send('POST', '/jobs', FORM), 415)],
      [example('get', '/jobs/{id}', 404), expectProblem(await app.get(`/jobs/${nobody}`), 404)],
      [example('post', '/jobs/{id}/cancel', 409), expectProblem(await app.post(`/jobs/${id}/cancel`), 409)],
      [example('post', '/jobs/bulk', 400), expectProblem(await app.post('/jobs/bulk', { action: 'retry' }), 400)],
      [example('get', '/operations/{id}', 404), expectProblem(await app.get(`/operations/${OPERATION}`), 404)],
      [example('post', '/webhook/callback', 400), expectProblem(await app.callback({ result: 1 }), 400)],
      [example('post', '/webhook/callback', 401), expectProblem(await app.post('/webhook/callback'), 401)],
    ];
    const comparable = (problem: Problem) => JSON.stringify({ ...problem, requestId: '' }).replaceAll(id, nobody);
    for (const [wanted, given] of answers) expect(comparable(given)).toBe(comparable(wanted));
  });

  it('knows no 503 of the probe that depends on nothing', () => {
    const statuses = (path: string) => Object.keys(paths[path]?.get?.responses ?? {});
    expect(statuses('/health/live')).toEqual(['200', '400']);
    expect(statuses('/health/ready')).toEqual(['200', '400', '503']);
  });
});
