import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aDirectory, removeDirectories } from './support/a-directory';
import { runTool } from './support/run-tool';
import { ServerProcess, freePort } from './support/server-process';

const EXAMPLES = join(__dirname, '../../examples/http');
const KEY = 'key-of-the-examples';
const WORKER_KEY = 'key-of-the-workers';
const SECRET = 'secret-of-the-examples';
const RUNNER = 'run-http-examples.mjs';

describe('examples/http', () => {
  afterEach(ServerProcess.killAll);
  afterAll(removeDirectories);

  const start = async (env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> =>
    ServerProcess.start({
      directory: aDirectory(),
      port: await freePort(),
      env: { EXECUTORS: 'notification=pull', SIMULATED_DELAY_MS: '200', ...env },
    });
  const files = readdirSync(EXAMPLES);
  const wanted = files.map((file) => {
    const requests = readFileSync(join(EXAMPLES, file), 'utf8').match(/^(GET|POST|DELETE) /gm) ?? [];
    return `${file}: ${requests.length} answered as expected`;
  });

  it('is answered as it says, by a server as it starts on a laptop', async () => {
    expect(files.length).toBeGreaterThan(4);
    const { url } = await start();
    const { code, output, complaints } = await runTool(RUNNER, [url]);
    expect(output.trim().split('\n').sort()).toEqual([...wanted].sort());
    expect({ code, complaints }).toEqual({ code: 0, complaints: '' });
  });

  it('is answered as it says, by a server with keys of its own', async () => {
    const env = { API_KEYS: `shop:${KEY}`, WORKER_API_KEY: WORKER_KEY, WEBHOOK_SECRET: SECRET };
    const { url } = await start(env);
    const keys = { FASTTRACK_API_KEY: KEY, FASTTRACK_WORKER_KEY: WORKER_KEY, WEBHOOK_SECRET: SECRET };
    const { code, output } = await runTool(RUNNER, [url], keys);
    expect(output.trim().split('\n').sort()).toEqual([...wanted].sort());
    expect(code).toBe(0);
    expect(await runTool(RUNNER, [url])).toMatchObject({
      code: 1,
      output: expect.stringMatching(/was answered with 401, not 20/) as string,
    });
  });

  it.each([
    [
      'another status',
      '### Probe\n# 201\nGET {{host}}/health/live',
      /^x\.http: 0 .*"Probe" was answered with 200, not 201/,
    ],
    ['no status', '### Probe\nGET {{host}}/health/live', /"Probe" does not say which status it expects/],
    [
      'an unknown value',
      '### Probe\n# 200\nGET {{host}}/jobs/{{x.response.body.id}}',
      /\{\{x\.response\.body\.id\}\} has no value/,
    ],
    ['no request', '# nothing', /it has no request/],
    ['a stray line', '### Probe\n# 200\nFETCH {{host}}/health/live', /"FETCH .*" is neither a comment nor a request/],
  ])('would not pass with %s', async (_, text, fault) => {
    const { url } = await start();
    const file = join(aDirectory(), 'x.http');
    writeFileSync(file, text);
    const { code, output } = await runTool(RUNNER, [url, file]);
    expect(output).toMatch(fault);
    expect(code).toBe(1);
  });

  it('would not pass without a server', async () => {
    const { code, output } = await runTool(RUNNER, [`http://127.0.0.1:${await freePort()}`]);
    expect(output).toMatch(/^jobs\.http: 0 answered as expected; then fetch failed: .*ECONNREFUSED/m);
    expect(code).toBe(1);
  });
});
