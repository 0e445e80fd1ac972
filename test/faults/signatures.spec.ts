import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { JobView } from '@fasttrack/contracts';
import { StubTarget, answer } from '@fasttrack/executors/testing/stub-target';
import { Webhook } from 'standardwebhooks';
import { aDirectory, removeDirectories } from './support/a-directory';
import { readUntil, submit } from './support/jobs-client';
import { ServerProcess, freePort } from './support/server-process';

const LIBRARY = 'standardwebhooks==1.1.0';
const PLAIN = 'a plain secret of thirty-two chars';
const BASE64 = `whsec_${Buffer.from('the key of a second secret, 0002').toString('base64')}`;
/** Each secret as the libraries take one. */
const KEYS = [`whsec_${Buffer.from(PLAIN).toString('base64')}`, BASE64];

/** Verifies what it is given on its standard input, or signs it: `program KEY verify|sign`, headers and body as JSON. */
const PROGRAM = `
import json, sys
from datetime import datetime, timezone
from standardwebhooks.webhooks import Webhook

key, action = sys.argv[1:]
given = json.load(sys.stdin)
if action == "verify":
    print(json.dumps(Webhook(key).verify(given["body"], given["headers"])))
else:
    now = datetime.now(tz=timezone.utc)
    signature = Webhook(key).sign(given["id"], now, given["body"])
    print(json.dumps({"webhook-id": given["id"], "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": signature}))
`;

let python: string;
let target: StubTarget;
let server: ServerProcess;
beforeAll(async () => {
  python = aPythonWithLibrary();
  target = await StubTarget.start(answer(202));
  const env = { EXECUTORS: 'prompt=n8n', N8N_WEBHOOK_URL: target.url, WEBHOOK_SECRET: `${PLAIN},${BASE64}` };
  server = await ServerProcess.start({ directory: aDirectory(), port: await freePort(), env });
});
afterAll(async () => {
  await ServerProcess.killAll();
  await target.close();
  removeDirectories();
});

/** A Python of its own, with the library from the package index. */
function aPythonWithLibrary(): string {
  const directory = join(aDirectory(), 'python');
  const program = join(directory, 'bin/python');
  const steps: [string, string[]][] = [
    ['python3', ['-m', 'venv', directory]],
    [program, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', LIBRARY]],
  ];
  for (const [command, words] of steps) {
    const { status, stderr } = spawnSync(command, words, { encoding: 'utf8', timeout: 100_000 });
    if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${stderr}`);
  }
  return program;
}

function ask(key: string, action: 'verify' | 'sign', given: object): unknown {
  const { stdout, stderr, status } = spawnSync(python, ['-c', PROGRAM, key, action], {
    input: JSON.stringify(given),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

describe('what the program signs', () => {
  it.each(KEYS)(
    'is good to the libraries in Node and in Python that know %s, and to none when one byte is another',
    async (key) => {
      await submit(server.url, 'grün "☂" 𝄞');
      const { raw: body, headers } = await target.next();
      const said = headers as Record<string, string>;
      const whole: unknown = JSON.parse(body);
      expect(new Webhook(key).verify(body, said)).toEqual(whole);
      expect(ask(key, 'verify', { body, headers })).toEqual(whole);
      const changed = body.replace('"attempt":1', '"attempt":2');
      expect(() => new Webhook(key).verify(changed, said)).toThrow('No matching signature');
      expect(() => ask(key, 'verify', { body: changed, headers })).toThrow('No matching signature');
    },
  );
});

describe('what a sender signs', () => {
  const isHandedOver = ({ waitingFor }: JobView): boolean => waitingFor?.reason === 'callback';
  const post = (body: string, headers: Record<string, string>): Promise<Response> =>
    fetch(`${server.url}/webhook/callback`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  it.each(KEYS)(
    'by the library in Python and by %s proves a callback, and nothing when one byte is another',
    async (key) => {
      const { id } = await submit(server.url, 'hello');
      await readUntil(server.url, id, isHandedOver, 10_000);
      const body = JSON.stringify({ jobId: id, attempt: 1, result: 'grün "☂" 𝄞' });
      const headers = ask(key, 'sign', { id: `msg_${id}`, body }) as Record<string, string>;
      expect((await post(body.replace('"attempt":1', '"attempt": 1'), headers)).status).toBe(401);
      const response = await post(body, headers);
      expect({ status: response.status, job: await response.json() }).toMatchObject({
        status: 200,
        job: { id, status: 'COMPLETED', result: 'grün "☂" 𝄞' },
      });
    },
  );
});
