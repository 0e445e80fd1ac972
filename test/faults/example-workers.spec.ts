import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { JobView } from '@fasttrack/contracts';
import { aDirectory, removeDirectories } from './support/a-directory';
import { hasEnded, read, readUntil, submit } from './support/jobs-client';
import { ServerProcess, freePort } from './support/server-process';

const WORKER_KEY = 'key-of-the-example-workers';
const EXAMPLES = join(__dirname, '../../examples/workers');
/** What the shell worker runs: the prompt says how it ends, in the way of a program that knows nothing of Fast Track. */
const PROGRAM = `
  read -r job
  case $job in
    *'"prompt":"refuse'*) echo 'not with me' >&2; exit 65 ;;
    *'"prompt":"break'*) echo 'first line' >&2; echo 'out of "paper"' >&2; exit 3 ;;
    *'"prompt":"wait'*) sleep 20 ;;
    *'"prompt":"text'*) printf 'a "quoted"\\n\\tline \\\\ of text' ;;
    *) printf '{"seen":true}' ;;
  esac`;
const WORKERS: Readonly<Record<string, readonly string[]>> = {
  python: ['python3', join(EXAMPLES, 'worker.py')],
  shell: [join(EXAMPLES, 'worker.sh'), 'bash', '-c', PROGRAM],
};

let server: ServerProcess;
let address: string;
beforeAll(async () => {
  const env = { WORKER_ENABLED: 'false', WORKER_API_KEY: WORKER_KEY };
  server = await ServerProcess.start({ directory: aDirectory(), port: await freePort(), env });
  address = server.url;
});
afterAll(async () => {
  await ServerProcess.killAll();
  removeDirectories();
});

interface Ended {
  readonly code: unknown;
  readonly output: string;
}

/** Runs a worker until no job is ready. */
async function run(worker: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const [program = '', ...words] = WORKERS[worker] ?? [];
  const child = spawn(program, words, {
    env: {
      PATH: process.env.PATH,
      FASTTRACK_URL: address,
      FASTTRACK_WORKER_KEY: WORKER_KEY,
      FASTTRACK_ONCE: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as unknown[];
  return { code, output };
}

const ended = async (id: string): Promise<JobView> => (await read(address, id)) as JobView;

describe.each(Object.keys(WORKERS))('the example worker in %s', (worker) => {
  it('takes all that is ready, ends it by its name, and ends itself', async () => {
    const jobs = [await submit(address, 'one two'), await submit(address, 'three')];
    await expect(run(worker)).resolves.toMatchObject({ code: 0 });
    for (const { id } of jobs) {
      const { status, attempt, history } = await ended(id);
      expect({ status, attempt, by: history.at(-1)?.by }).toEqual({ status: 'COMPLETED', attempt: 1, by: worker });
    }
  });

  it('takes only the types that it is told to', async () => {
    const { id } = await submit(address, 'one');
    await expect(run(worker, { FASTTRACK_TYPES: 'report,email' })).resolves.toMatchObject({ code: 0 });
    expect((await ended(id)).status).toBe('PENDING');
    await run(worker, { FASTTRACK_TYPES: 'report,prompt', FASTTRACK_WORKER: 'other "name"' });
    expect((await ended(id)).history.at(-1)).toMatchObject({ event: 'completed', by: 'other "name"' });
  });

  it('holds a job longer than its lease by heartbeats, and drops it when it is cancelled', async () => {
    const { id } = await submit(address, 'wait 15');
    const running = run(worker, { FASTTRACK_LEASE_SECONDS: '3' });
    await readUntil(address, id, ({ status }) => status === 'PROCESSING', 5000);
    await new Promise((resolve) => setTimeout(resolve, 5000));
    expect(await ended(id)).toMatchObject({ status: 'PROCESSING', attempt: 1 });
    await fetch(`${address}/jobs/${id}/cancel`, { method: 'POST' });
    const cancelledAt = Date.now();
    const { code, output } = await running;
    expect(code).toBe(0);
    expect(Date.now() - cancelledAt).toBeLessThan(6000);
    expect(output).toContain('lost or cancelled');
    expect((await ended(id)).status).toBe('CANCELLED');
  });

  it('ends with the words of the refusal when its key is wrong, and never shows the key', async () => {
    const { code, output } = await run(worker, { FASTTRACK_WORKER_KEY: 'wrong-key-of-nobody' });
    expect(code).toBe(1);
    expect(output).toContain('neither WORKER_API_KEY nor a key of API_KEYS');
    expect(output).not.toContain('wrong-key-of-nobody');
  });
});

describe('the example worker in python', () => {
  const submitTyped = async (type: string, payload: object): Promise<string> => {
    const body = JSON.stringify({ type, payload });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${address}/jobs`, { method: 'POST', headers, body });
    return ((await answer.json()) as JobView).id;
  };
  const email = (to: string): Promise<string> => submitTyped('email', { to });

  it('leaves types that it cannot run to other workers', async () => {
    const id = await submitTyped('report', { report_type: 'sales', format: 'csv' });
    await expect(run('python')).resolves.toMatchObject({ code: 0 });
    expect(await ended(id)).toMatchObject({ status: 'PENDING', attempts: 0 });
  });

  it('gives a result, and gives up on a payload that is of no use', async () => {
    const prompt = await submit(address, 'one three');
    const [good, bad] = [await email('ada@example.org'), await email('ada@example.invalid')];
    await run('python');
    expect(await ended(prompt.id)).toMatchObject({ result: { words: 2, longest: 'three' } });
    expect(await ended(good)).toMatchObject({ status: 'COMPLETED', result: { sent: true } });
    expect(await ended(bad)).toMatchObject({
      status: 'FAILED',
      attempts: 1,
      error: { code: 'invalid_input', message: 'ada@example.invalid has no mail server', retryable: false },
    });
  });
});

describe('the example worker in shell', () => {
  it('keeps a result byte for byte, and tells by the exit code whether another run may help', async () => {
    const [text, refused, broken, json] = [
      await submit(address, 'text'),
      await submit(address, 'refuse'),
      await submit(address, 'break'),
      await submit(address, 'json'),
    ];
    await run('shell');
    expect(await ended(text.id)).toMatchObject({ result: 'a "quoted"\n\tline \\ of text', resultValid: false });
    expect(await ended(json.id)).toMatchObject({ result: '{"seen":true}', resultValid: true });
    expect(await ended(refused.id)).toMatchObject({
      status: 'FAILED',
      attempts: 1,
      error: { code: 'invalid_input', message: 'not with me', retryable: false },
    });
    const failed = await readUntil(address, broken.id, hasEnded, 1000);
    expect(failed).toMatchObject({ status: 'FAILED', attempts: 3, error: { message: 'out of "paper"' } });
  });
});
