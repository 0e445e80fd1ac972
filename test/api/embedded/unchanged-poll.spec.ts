import { Worker } from 'node:worker_threads';
import type { JobView } from '@fasttrack/contracts';
import Database = require('libsql');
import type { TestApp } from '../../support/start-test-app';
import { startTestApp } from '../../support/start-test-app';

type Statement = Record<'get' | 'all' | 'run', (...values: unknown[]) => unknown>;
interface ToWriter {
  readonly ops?: readonly { readonly kind: string }[];
}

/** Counts every SQL statement that this process runs, and every write but the sweeps that it sends to the writer thread. */
function countStatements(): () => number {
  const memory = new Database(':memory:');
  const statement = Object.getPrototypeOf(memory.prepare('SELECT 1')) as Statement;
  memory.close();
  const reads = [
    ...(['get', 'all', 'run'] as const).map((method) => jest.spyOn(statement, method)),
    ...(['prepare', 'exec'] as const).map((method) => jest.spyOn(Database.prototype, method)),
  ];
  const writes = jest.spyOn(Worker.prototype, 'postMessage');
  const isWrite = ([message]: unknown[]): boolean =>
    (message as ToWriter).ops?.some(({ kind }) => kind !== 'sweep') ?? false;
  return () => reads.reduce((sum, { mock }) => sum + mock.calls.length, 0) + writes.mock.calls.filter(isWrite).length;
}

/**
 * Stops the calendar: a tag is good for half a minute of the clock, and no test may meet its end. Stops what is done each
 * second too: somebody looks for bulk operations then, whoever polls. All else goes on.
 */
function stopTheCalendar(): void {
  const timers = ['setTimeout', 'setImmediate', 'clearTimeout', 'clearImmediate'] as const;
  jest.useFakeTimers({ doNotFake: [...timers, 'nextTick', 'queueMicrotask', 'performance', 'hrtime'] });
}

describe('an unchanged poll', () => {
  let app: TestApp;
  let job: JobView;
  beforeAll(async () => {
    stopTheCalendar();
    app = await startTestApp({ WORKER_ENABLED: 'false' });
    job = await app.submit();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await app.close();
    jest.useRealTimers();
  });

  const paths = [
    '/jobs',
    '/api/jobs',
    '/jobs?status=pending&limit=10',
    '/stats',
    '/api/stats',
    '/stats/trend',
    '/api/stats/trend?range=7d&type=prompt',
    '/jobs/:id',
    '/api/jobs/:id',
  ];
  const pathOf = (path: string): string => path.replace(':id', job.id);
  const etagOf = async (path: string): Promise<string> => String((await app.get(path)).headers.etag);

  it.each(paths)('of %s is answered 304 with no SQL statement', async (path) => {
    const etag = await etagOf(pathOf(path));
    expect(etag).toMatch(/^W\/"[0-9a-f]{12}\.\d+\.\d+"$/);
    const count = countStatements();
    const polls = await Promise.all(Array.from({ length: 5 }, () => app.get(pathOf(path), { 'if-none-match': etag })));
    for (const { status, text, headers } of polls) {
      expect({ status, text, etag: headers.etag }).toEqual({ status: 304, text: '', etag });
    }
    expect(count()).toBe(0);
  });

  it('is measured rightly: the same poll without a tag is counted', async () => {
    const count = countStatements();
    await app.get('/jobs');
    const list = count();
    await app.get('/stats');
    const stats = count();
    await app.get(`/jobs/${job.id}`);
    const one = count();
    await app.submit();
    expect([list > 0, stats > list, one > stats, count() > one]).toEqual([true, true, true, true]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a submit', () => app.submit()],
    ['a cancel', async () => app.post(`/jobs/${(await app.submit()).id}/cancel`)],
    ['a callback', async () => app.callback({ jobId: (await app.submit()).id, result: 1 })],
  ])('ends with %s', async (_name, change) => {
    const etag = await etagOf('/jobs');
    await change();
    await expect(app.get('/jobs', { 'if-none-match': etag })).resolves.toMatchObject({ status: 200 });
  });

  it('goes on after what changed nothing', async () => {
    const { id } = await app.submit();
    await app.callback({ jobId: id, result: 1 });
    const etag = await etagOf('/jobs');
    await app.callback({ jobId: id, result: 2 });
    await app.post(`/jobs/${id}/cancel`);
    await app.post('/jobs', { prompt: '' });
    await app.post('/webhook/callback', { jobId: id, result: 3 });
    await expect(app.get('/jobs', { 'if-none-match': etag })).resolves.toMatchObject({ status: 304 });
  });

  it('is never answered with the tag of another store', async () => {
    const other = await startTestApp({ WORKER_ENABLED: 'false' });
    const etag = await etagOf('/jobs');
    await expect(other.get('/jobs', { 'if-none-match': etag })).resolves.toMatchObject({ status: 200 });
    await other.close();
  });

  it('leaves problems untagged', async () => {
    const { headers } = await app.get('/jobs?limit=0');
    expect(headers).not.toHaveProperty('etag');
    const unknown = await app.get('/jobs/nobody');
    expect(unknown.headers).not.toHaveProperty('etag');
  });
});
