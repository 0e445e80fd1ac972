// The images, really built and run: first each alone, on the embedded store.
import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  again,
  cleanUp,
  configOf,
  exitOf,
  inside,
  logOf,
  once,
  save,
  signal,
  start,
  volume,
} from './support/containers.mjs';
import { CANARY } from './support/images.mjs';
import { reaches, ready, submit } from './support/jobs.mjs';
import { root, run } from './support/run.mjs';

const API = 'http://127.0.0.1:3320';
const SETTINGS = { PORT: 3320, WEBHOOK_SECRET: 'a-secret-of-my-own', EXECUTORS: 'prompt=simulated' };
let directory;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fasttrack-images-'));
  await chmod(directory, 0o755);
});
after(async () => {
  await cleanUp();
  await rm(directory, { recursive: true });
});

for (const name of ['server', 'web'])
  test(`the ${name} image runs as nobody in particular, and says whether it is well`, async () => {
    const { User, Cmd, Entrypoint, Healthcheck, Labels } = await configOf(`fasttrack-${name}`);
    assert.equal(User, '10001:10001');
    assert.equal(Healthcheck.Test[0], 'CMD');
    assert.notEqual([...(Entrypoint ?? []), ...(Cmd ?? [])][0], '/bin/sh');
    assert.match(Labels['org.opencontainers.image.title'], /^Fast Track/);
  });

for (const name of ['server', 'web'])
  test(`no layer of the ${name} image has a secret, an .env file or a test`, async () => {
    const file = join(directory, `${name}.tar`);
    await save(`fasttrack-${name}`, file);
    const script = `grep --text --count --fixed-strings "$1" "$2" || true; tar -xOf "$2" --wildcards '*.tar' | tar --list --ignore-zeros`;
    const { stdout } = await run('bash', ['-c', script, 'search', CANARY, file], { timeoutMs: 240_000 });
    const [secrets, ...paths] = stdout.trim().split('\n');
    await rm(file);
    assert.equal(secrets, '0');
    assert.ok(paths.length > 1000, 'the layers were listed');
    assert.deepEqual(
      paths.filter((path) =>
        /(^|\/)\.env|^(app|srv)\/(?!node_modules).*\.spec\.|^app\/node_modules\/jest\//.test(path),
      ),
      [],
    );
  });

test('nginx understands the site of the container and of a plain machine', async () => {
  await once('fasttrack-web', ['--env=LISTEN=8091', '--env=API=api.internal:3000'], '-t');
  const { stdout } = await run('deploy/nginx/render-site.sh', [], {
    cwd: root,
    env: { LISTEN: '8091', ACCESS_LOG: '/tmp/access.log' },
  });
  assert.doesNotMatch(stdout, /@[A-Z_]+@/);
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path /tmp/${kind};`);
  await writeFile(
    join(directory, 'nginx.conf'),
    `pid /tmp/nginx.pid;\nevents {}\nhttp {\n${places.join('\n')}\n${stdout}}\n`,
  );
  const options = [
    `--volume=${directory}:/plain:ro`,
    '--tmpfs=/var/lib/nginx:mode=1777,notmpcopyup',
    '--entrypoint=nginx',
  ];
  await once('fasttrack-web', options, '-e', 'stderr', '-t', '-c', '/plain/nginx.conf');
});

test('in production the server says which secret it wants, and does not start', async () => {
  await assert.rejects(once('fasttrack-server', ['--tmpfs=/data']), /WEBHOOK_SECRET must be set in production/);
});

test('a container alone keeps jobs in its volume: SIGTERM ends it with 0, and no job is lost', async () => {
  await volume('ft-test-data');
  const env = { ...SETTINGS, SIMULATED_DELAY_MS: 3000 };
  await start('ft-test-alone', 'fasttrack-server', { env, options: ['--volume=ft-test-data:/data'] });
  await ready(API);
  const jobs = await Promise.all(Array.from({ length: 40 }, (_, n) => submit(API, `job ${n}`)));
  await reaches(API, jobs[0].id, 'PROCESSING');
  await signal('ft-test-alone', 'TERM');
  assert.equal(await exitOf('ft-test-alone'), 0);
  assert.match(await logOf('ft-test-alone'), /Fast Track has stopped/);
  await again('ft-test-alone');
  await ready(API);
  await Promise.all(jobs.map(({ id }) => reaches(API, id, 'COMPLETED')));
});

test('it has no rights, may write nothing but its data, and its own check finds it well', async () => {
  const status = await inside('ft-test-alone', 'cat', '/proc/1/status');
  assert.match(status, /^Uid:\s+10001\s+10001/m);
  assert.match(status, /^CapEff:\s+0+$/m);
  assert.match(status, /^CapBnd:\s+0+$/m);
  assert.match(status, /^NoNewPrivs:\s+1$/m);
  await assert.rejects(inside('ft-test-alone', 'touch', '/app/x'), /Read-only file system/);
  assert.match(await inside('ft-test-alone', 'node', 'healthcheck.mjs'), /"status":"ok"/);
  await assert.rejects(inside('ft-test-alone', 'env', 'PORT=3329', 'node', 'healthcheck.mjs'), /ECONNREFUSED/);
});
