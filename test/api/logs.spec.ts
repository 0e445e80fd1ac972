import type { TestApp } from '../support/start-test-app';
import { SECRET, startTestApp } from '../support/start-test-app';

type Line = Readonly<Record<string, unknown>>;

describe('log lines', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ WORKER_ENABLED: 'false' });
  });
  afterAll(() => app.close());

  const lines = (event: string, jobId: string): Line[] =>
    app.logs.map((line) => JSON.parse(line) as Line).filter((line) => line.event === event && line.jobId === jobId);

  it('of a submit carry the id of its request, also when many come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => app.post<Line>('/jobs', { prompt: 'hello' })));
    const logged = answers.flatMap(({ body }) => lines('created', String(body.id)));
    expect(logged.map(({ requestId }) => requestId)).toEqual(answers.map(({ headers }) => headers['x-request-id']));
  });

  it('of a callback and of a cancel carry the id of their request, the job and its attempt', async () => {
    const [first, second] = [await app.submit(), await app.submit()];
    const callback = await app.callback({ jobId: first.id, result: '{}' });
    const cancel = await app.post(`/jobs/${second.id}/cancel`);
    expect(lines('completed', first.id)).toEqual([
      expect.objectContaining({ requestId: callback.headers['x-request-id'], attempt: 0, process: 'api' }),
    ]);
    expect(lines('cancelled', second.id)).toEqual([
      expect.objectContaining({ requestId: cancel.headers['x-request-id'], attempt: 0, level: 'info' }),
    ]);
  });
});

describe('log lines of a run', () => {
  it('carry no id of the request that rang, and the id of the callback that ended it', async () => {
    const app = await startTestApp();
    const answer = await app.post<{ id: string }>('/jobs', { prompt: 'hello' });
    await app.until(answer.body.id, ({ status }) => status === 'COMPLETED');
    await app.close();
    const lines = app.logs.map((line) => JSON.parse(line) as Line);
    const of = (event: string): Line | undefined => lines.find((line) => line.event === event);
    expect(of('created')).toMatchObject({ requestId: answer.headers['x-request-id'] });
    expect(of('claimed')).toMatchObject({ attempt: 1 });
    expect(of('claimed')).not.toHaveProperty('requestId');
    const callback = lines.find(({ msg, context }) => msg === 'callback' && context === 'Callback');
    expect(of('completed')?.requestId).toBe(callback?.requestId);
    expect(of('completed')?.requestId).not.toBe(answer.headers['x-request-id']);
    expect(app.logs.join()).not.toContain(SECRET);
  });
});
