import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { JobView } from '@fasttrack/contracts';
import { aDirectory, removeDirectories } from './support/a-directory';
import { runTool } from './support/run-tool';
import { ServerProcess, freePort } from './support/server-process';

const KEY = 'key-of-the-seed-test';
const BUILT_IN = ['prompt', 'email', 'report', 'notification'];
/** Types of an operator: of the first a payload can be told, the second takes only what nobody could guess. */
const REGISTERED = {
  resize: {
    schema: {
      type: 'object',
      required: ['url', 'width', 'mode', 'steps', 'isUrgent', 'at'],
      additionalProperties: false,
      properties: {
        url: { type: 'string', examples: ['https://example.org/a.png'] },
        width: { type: 'integer', minimum: 16 },
        mode: { enum: ['fit', 'fill'] },
        steps: { type: 'array', minItems: 2, items: { type: 'string', minLength: 40 } },
        isUrgent: { type: 'boolean', default: false },
        at: { type: 'string', format: 'date-time' },
      },
    },
  },
  locked: {
    schema: { type: 'object', required: ['code'], properties: { code: { type: 'string', pattern: '^[0-9]{7}x$' } } },
  },
  // In the place of a built-in type, whose payloads it does not take.
  email: {
    schema: {
      type: 'object',
      required: ['address'],
      additionalProperties: false,
      properties: { address: { type: 'string', format: 'email' } },
    },
  },
};

describe('npm run seed', () => {
  afterEach(ServerProcess.killAll);
  afterAll(removeDirectories);

  const start = async (env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> =>
    ServerProcess.start({ directory: aDirectory(), port: await freePort(), env: { WORKER_ENABLED: 'false', ...env } });
  const jobsOf = async (url: string, headers: Record<string, string> = {}): Promise<JobView[]> => {
    const answer = await fetch(`${url}/jobs?limit=200`, { headers });
    return (await answer.json()) as JobView[];
  };
  const listed = (output: string): string[][] =>
    output
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('skipped'))
      .map((line) => line.split(/ {2}/));

  it('submits 20 jobs, of every type and of several priorities, and says which', async () => {
    const { url } = await start();
    const { code, output, complaints } = await runTool('seed.mjs', [url]);
    expect({ code, complaints }).toEqual({ code: 0, complaints: '' });
    const jobs = await jobsOf(url);
    expect(jobs).toHaveLength(20);
    expect(listed(output).sort()).toEqual(
      jobs.map(({ id, type, priority }) => [id, type, `priority ${priority}`]).sort(),
    );
    expect(new Set(jobs.map(({ type }) => type))).toEqual(new Set(BUILT_IN));
    expect(new Set(jobs.map(({ priority }) => priority)).size).toBeGreaterThan(1);
  });

  it('asks the server at PORT when no other is named', async () => {
    const { url } = await start();
    const { port } = new URL(url);
    await expect(runTool('seed.mjs', [], { PORT: port })).resolves.toMatchObject({ code: 0, complaints: '' });
    await expect(jobsOf(url)).resolves.toHaveLength(20);
  });

  it('goes by the schemas of types that were registered, and skips in words what they do not tell', async () => {
    const file = join(aDirectory(), 'types.json');
    writeFileSync(file, JSON.stringify(REGISTERED));
    const { url } = await start({ JOB_TYPES_FILE: file });
    const { code, output } = await runTool('seed.mjs', [`${url}/`, '30']);
    expect(code).toBe(0);
    expect(output).toContain('skipped locked: its schema has no examples from which a payload could be made\n');
    const types = (await jobsOf(url)).map(({ type }) => type);
    expect(types).toHaveLength(30);
    expect(new Set(types)).toEqual(new Set([...BUILT_IN, 'resize']));
  });

  it('sends the key of FASTTRACK_API_KEY, and says so when it is missing', async () => {
    const { url } = await start({ API_KEYS: `shop:${KEY}` });
    const without = await runTool('seed.mjs', [url, '1']);
    expect(without).toMatchObject({ code: 1, output: '' });
    expect(without.complaints).toMatch(/asks for an API key: set FASTTRACK_API_KEY/);
    await expect(runTool('seed.mjs', [url, '1'], { FASTTRACK_API_KEY: KEY })).resolves.toMatchObject({ code: 0 });
    await expect(jobsOf(url, { 'x-api-key': KEY })).resolves.toHaveLength(1);
  });

  it('says why the server took no more', async () => {
    const { url } = await start({ RATE_LIMIT_PER_MINUTE: '3' });
    const { code, output, complaints } = await runTool('seed.mjs', [url]);
    expect(listed(output)).toHaveLength(2);
    expect(complaints).toMatch(/was answered with 429: More than 3 requests in a minute/);
    expect(code).toBe(1);
  });

  it('says in words that no server answers, and tells another program from Fast Track', async () => {
    const nowhere = await runTool('seed.mjs', [`http://127.0.0.1:${await freePort()}`]);
    expect(nowhere.complaints).toMatch(/^\nNo server answers at http:\/\/127\.0\.0\.1:\d+\. Start one with npm start/);
    expect(nowhere.complaints).toContain('npm run seed -- http://localhost:3300 20');
    expect(nowhere.complaints).toContain('FASTTRACK_API_KEY');
    const other = createServer((_, answer) => answer.writeHead(200).end('<h1>Hello</h1>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const elsewhere = await runTool('seed.mjs', [`http://127.0.0.1:${port}`]);
    other.close();
    expect(elsewhere.complaints).toMatch(/is it the right address/);
    expect([nowhere.code, elsewhere.code]).toEqual([1, 1]);
  });

  it.each([
    [['localhost:3000']],
    [['ftp://x']],
    [['http://x', '0']],
    [['http://x', 'many']],
    [['http://x', '1', 'more']],
  ])('refuses %j in words', async (args) => {
    const { code, complaints } = await runTool('seed.mjs', args);
    expect(complaints).toMatch(/^\n(Say npm run seed -- \[url\] \[count\]|The count must be)/);
    expect(complaints).not.toContain('    at ');
    expect(code).toBe(1);
  });
});
