import type { CallbackEntry, JobView } from '@fasttrack/contracts';
import { Pool } from 'undici';
import { aDirectory, removeDirectories } from './support/a-directory';
import { ServerProcess, freePort } from './support/server-process';

const SECRET = 'secret-of-the-callback-flood';
const STRANGERS = 10_000;
const CONNECTIONS = 32;
const SUBMITS = 50;
/** The first ten calls of ten seconds, and one entry for the rest. */
const ENTRIES_PER_WINDOW = 11;
const WINDOW_MS = 10_000;

describe('a flood of callbacks without proof', () => {
  const directory = aDirectory();
  let server: ServerProcess;
  let pool: Pool;

  beforeAll(async () => {
    const env = { EXECUTORS: 'prompt=pull', WEBHOOK_SECRET: SECRET, SHUTDOWN_SECONDS: '10' };
    server = await ServerProcess.start({ directory, port: await freePort(), env });
    pool = new Pool(server.url, { connections: CONNECTIONS });
  });
  afterAll(async () => {
    await pool.destroy();
    await ServerProcess.killAll();
    removeDirectories();
  });

  async function send<Body>(method: 'GET' | 'POST', path: string, json?: object, headers = {}): Promise<Body> {
    const { statusCode, body } = await pool.request({
      method,
      path,
      headers: { ...(json && { 'content-type': 'application/json' }), ...headers },
      ...(json && { body: JSON.stringify(json) }),
    });
    const answer = (await body.json()) as Body;
    return { ...answer, statusCode };
  }
  const submit = (n: number): Promise<JobView & { statusCode: number }> =>
    send('POST', '/jobs', { prompt: `job ${n}` });
  const entries = async (query: string): Promise<CallbackEntry[]> => {
    const { body } = await pool.request({ method: 'GET', path: `/callbacks?${query}` });
    return (await body.json()) as CallbackEntry[];
  };

  /** Milliseconds that so many submits take, one after the other. */
  async function submitAll(): Promise<number> {
    const start = performance.now();
    for (let n = 0; n < SUBMITS; n++) expect((await submit(n)).statusCode).toBe(201);
    return performance.now() - start;
  }

  it('leaves a bounded log that says how many there were, and lets submits and callbacks through', async () => {
    const job = await submit(0);
    const quietMs = await submitAll();
    const start = Date.now();
    let statuses = 0;
    const stranger = async (): Promise<void> => {
      for (; statuses < STRANGERS;) {
        statuses++;
        const { statusCode } = await send<object & { statusCode: number }>('POST', '/webhook/callback/forged', {
          jobId: job.id,
          result: 'x'.repeat(1000),
        });
        expect(statusCode).toBe(401);
      }
    };
    const flood = Promise.all(Array.from({ length: CONNECTIONS / 2 }, stranger));
    const floodedMs = await submitAll();
    const proven = await send<JobView>(
      'POST',
      '/webhook/callback',
      { jobId: job.id, result: '{}' },
      { 'x-shared-secret': SECRET },
    );
    expect(proven.status).toBe('COMPLETED');
    await flood;
    const windows = Math.ceil((Date.now() - start) / WINDOW_MS) + 1;
    process.stdout.write(
      `flood: ${SUBMITS} submits in ${Math.round(quietMs)} ms quiet, ${Math.round(floodedMs)} ms flooded\n`,
    );
    expect((await entries('verdict=unauthorized&limit=200')).length).toBeLessThanOrEqual(windows * ENTRIES_PER_WINDOW);
    await expect(entries(`jobId=${job.id}`)).resolves.toMatchObject([
      { verdict: 'accepted', body: expect.any(String) as string },
    ]);
  });

  it('has told of every one of them once the server has stopped', async () => {
    await pool.destroy();
    server.signal('SIGTERM');
    await expect(server.exited).resolves.toMatchObject({ code: 0 });
    server = await ServerProcess.start({
      directory,
      port: await freePort(),
      env: { WEBHOOK_SECRET: SECRET, WORKER_ENABLED: 'false' },
    });
    pool = new Pool(server.url, { connections: 1 });
    const strangers = await entries('verdict=unauthorized&limit=200');
    const told = strangers.reduce((count, { leftOut = 0 }) => count + 1 + leftOut, 0);
    expect(told).toBe(STRANGERS);
    for (const entry of strangers) {
      expect(
        Object.keys(entry)
          .filter((name) => name !== 'leftOut')
          .sort(),
      ).toEqual(['address', 'at', 'id', 'path', 'status', 'verdict']);
      expect(entry.path).toBe('/webhook/callback/:token');
    }
  });
});
