// The PM2 file, really started: the built program on the embedded store.
import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { buildServer } from '../../tools/build.mjs';
import { reaches, ready, submit } from './support/jobs.mjs';
import { eventually, root, run, state } from './support/run.mjs';

const API = 'http://127.0.0.1:3325';
let place;

/** PM2 with a daemon of its own, on a copy of the checkout as it is put on a server. */
const pm2 = (...words) => {
  const env = { PM2_HOME: join(place, 'pm2'), FASTTRACK_ENV_FILE: join(place, 'fasttrack.env') };
  return run(join(state, 'bin/pm2'), words, { cwd: place, env, timeoutMs: 90_000 });
};
const processes = async () => JSON.parse((await pm2('jlist')).stdout.trim().split('\n').at(-1));

before(async () => {
  place = await mkdtemp(join(tmpdir(), 'fasttrack-pm2-'));
  buildServer();
  for (const path of ['dist/server', 'deploy', 'package.json'])
    await cp(join(root, path), join(place, path), { recursive: true });
  await symlink(join(root, 'node_modules'), join(place, 'node_modules'));
  const settings = { PORT: 3325, DATA_DIR: join(place, 'data'), WEBHOOK_SECRET: 'a-secret-of-my-own' };
  const lines = Object.entries({ ...settings, EXECUTORS: 'prompt=simulated', SIMULATED_DELAY_MS: 1000 });
  await writeFile(join(place, 'fasttrack.env'), lines.map((line) => line.join('=')).join('\n'));
});
after(async () => {
  await pm2('kill');
  await rm(place, { recursive: true });
});

test('PM2 starts one process on an embedded store, and it serves', async () => {
  await pm2('start', 'deploy/ecosystem.config.cjs');
  await ready(API);
  const running = await processes();
  assert.deepEqual(
    running.map(({ name }) => name),
    ['fasttrack-api'],
  );
  assert.ok(running[0].pm2_env.kill_timeout > 25_000);
  assert.equal(running[0].pm2_env.NODE_ENV, 'production');
  await reaches(API, (await submit(API, 'by PM2')).id, 'COMPLETED');
});

test('a process that is killed comes back, and its jobs with it', async () => {
  const job = await submit(API, 'before the kill');
  const [{ pid }] = await processes();
  process.kill(pid, 'SIGKILL');
  await eventually('another process runs', async () => {
    const [{ pid: next, pm2_env: it }] = await processes();
    return next !== pid && next > 0 && it.status === 'online';
  });
  await ready(API);
  await reaches(API, job.id, 'COMPLETED');
});

test('PM2 stops it in order', async () => {
  const [{ pm2_env: it }] = await processes();
  await pm2('stop', 'fasttrack-api');
  const { stdout } = await run('cat', [it.pm_out_log_path]);
  assert.match(stdout, /Fast Track has stopped\s*$/);
});
