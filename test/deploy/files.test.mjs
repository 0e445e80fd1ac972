// What can be judged without starting anything.
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root, run, state } from './support/run.mjs';

// What the machine sets for other tests would take the place of what the files say.
for (const name of ['MONGODB_URI', 'REDIS_URL']) delete process.env[name];

const seconds = (text) => [...text.matchAll(/(\d+)(m?)/g)].reduce((sum, [, n, m]) => sum + n * (m ? 60 : 1), 0);
const drain = Number(/^#SHUTDOWN_SECONDS=(\d+)$/m.exec(await readFile(join(root, '.env.example'), 'utf8'))[1]);
const units = (await readdir(join(root, 'deploy/systemd'))).map((name) => join(root, 'deploy/systemd', name));

/** What Docker Compose makes of files of the checkout, without the .env that may stand there. */
async function compose(files, env = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'fasttrack-compose-'));
  try {
    for (const file of files) await copyFile(join(root, file), join(directory, file));
    const { stdout } = await run(join(state, 'bin/compose'), files, { env, cwd: directory });
    return JSON.parse(stdout);
  } finally {
    await rm(directory, { recursive: true });
  }
}

test('hadolint has nothing against the Dockerfiles', async () => {
  await run(join(state, 'bin/hadolint'), ['docker/server.Dockerfile', 'docker/web.Dockerfile']);
});

test('shellcheck has nothing against the scripts', async () => {
  await run('shellcheck', [
    '.ci/run',
    'docker/web-start.sh',
    'docker/web-health.sh',
    'deploy/nginx/render-site.sh',
    'test/deploy/run.sh',
  ]);
});

test('on a plain machine nginx logs into a file: systemd gives it no standard output that it could open', async () => {
  const { stdout } = await run('deploy/nginx/render-site.sh', []);
  assert.deepEqual(stdout.match(/access_log \S+/g), ['access_log /var/log/nginx/fasttrack.log']);
});

test('compose.yaml brings every service and needs no file', async () => {
  const { name, services, networks, volumes } = await compose(['compose.yaml']);
  assert.equal(name, 'fasttrack');
  assert.deepEqual(Object.keys(services).sort(), ['backend', 'deps', 'frontend', 'mongodb', 'redis', 'worker']);
  assert.equal(services.mongodb.container_name, 'job-processor-mongodb');
  assert.equal(volumes.mongodb_data.name, 'mongodb_data');
  assert.equal(networks['job-processor-network'].name, 'job-processor-network');
  assert.deepEqual(services.deps.profiles, ['deps']);
});

test('every service is guarded, limited, restarted and has its log rotated', async () => {
  const { services } = await compose(['compose.yaml']);
  for (const [name, service] of Object.entries(services)) {
    assert.equal(service.read_only, true, name);
    assert.deepEqual(service.cap_drop, ['ALL'], name);
    assert.deepEqual(service.security_opt, ['no-new-privileges:true'], name);
    assert.equal(service.restart, 'unless-stopped', name);
    assert.equal(service.logging.driver, 'json-file', name);
    assert.ok(service.logging.options['max-size'], name);
    assert.ok(Number(service.deploy.resources.limits.memory) > 0 && service.deploy.resources.limits.cpus > 0, name);
  }
});

test('only the web app and the API are open to other machines', async () => {
  const { services } = await compose(['compose.yaml']);
  const ports = Object.values(services).flatMap(({ ports = [] }) => ports);
  const open = ports.filter(({ host_ip: address }) => address !== '127.0.0.1').map(({ published }) => published);
  assert.deepEqual(open.sort(), ['3000', '80']);
});

test('a service starts when what it needs is healthy, and stops later than it drains', async () => {
  const { services } = await compose(['compose.yaml']);
  for (const name of ['backend', 'worker']) {
    const needs = Object.entries(services[name].depends_on).map(([need, { condition }]) => `${need} ${condition}`);
    assert.deepEqual(needs.sort(), ['mongodb service_healthy', 'redis service_healthy'], name);
    assert.ok(seconds(services[name].stop_grace_period) > drain, name);
  }
  assert.equal(services.frontend.depends_on.backend.condition, 'service_healthy');
  const wait = /proxy_read_timeout (\d+s)/.exec(
    await readFile(join(root, 'deploy/nginx/site.conf.template'), 'utf8'),
  )[1];
  assert.ok(seconds(services.frontend.stop_grace_period ?? '10s') >= seconds(wait), 'callers who wait are answered');
  assert.match(services.mongodb.healthcheck.test.join(' '), /mongosh.*ping/);
  assert.match(services.redis.command.join(' '), /--appendonly yes .*--maxmemory-policy noeviction/);
});

test('three APIs and three workers share no port of the machine', async () => {
  const { services } = await compose(['compose.yaml', 'compose.scale.yaml']);
  for (const name of ['backend', 'worker']) {
    assert.equal(services[name].deploy.replicas, 3);
    assert.deepEqual(services[name].ports ?? [], []);
  }
});

test('secrets of .env reach the services', async () => {
  const env = { NODE_ENV: 'production', WEBHOOK_SECRET: 'of-my-own', MONGO_ROOT_PASSWORD: 'mine' };
  const { services } = await compose(['compose.yaml'], env);
  for (const name of ['backend', 'worker']) {
    const { NODE_ENV, WEBHOOK_SECRET, MONGODB_URI } = services[name].environment;
    assert.deepEqual([NODE_ENV, WEBHOOK_SECRET], ['production', 'of-my-own']);
    assert.equal(MONGODB_URI, 'mongodb://admin:mine@mongodb:27017/fasttrack_jobs?authSource=admin');
  }
});

/** Starts MongoDB's service with a program in the place of the image's own start, which tells how it was called. */
async function startMongo(env) {
  const { services } = await compose(['compose.yaml'], env);
  const { entrypoint, command, environment } = services.mongodb;
  const directory = await mkdtemp(join(tmpdir(), 'fasttrack-mongo-'));
  const [program, ...words] = [...entrypoint, ...command];
  try {
    await writeFile(join(directory, 'docker-entrypoint.sh'), '#!/bin/sh\necho "started $*"\n', { mode: 0o755 });
    return await run(program, words, { env: { ...environment, PATH: `${directory}:${process.env.PATH}` } });
  } finally {
    await rm(directory, { recursive: true });
  }
}

test('MongoDB starts with a published password in a trial, and in production refuses it in words', async () => {
  assert.equal((await startMongo({})).stdout, 'started mongod\n');
  const own = { NODE_ENV: 'production', MONGO_ROOT_PASSWORD: 'mine' };
  assert.equal((await startMongo(own)).stdout, 'started mongod\n');
  await assert.rejects(startMongo({ NODE_ENV: 'production' }), /set MONGO_ROOT_PASSWORD in \.env/);
});

test('systemd understands the units and finds them well guarded', async () => {
  const { stdout, stderr } = await run('systemd-analyze', ['verify', ...units]);
  assert.equal(stdout + stderr, '');
  for (const unit of units) await run('systemd-analyze', ['security', '--offline=true', '--threshold=20', unit]);
});

test('systemd waits longer than a drain takes, and always starts again', async () => {
  assert.equal(units.length, 2);
  for (const unit of units) {
    const text = await readFile(unit, 'utf8');
    assert.ok(Number(/^TimeoutStopSec=(\d+)$/m.exec(text)[1]) > drain);
    assert.match(text, /^Restart=always$/m);
    assert.match(text, /^EnvironmentFile=\/etc\/fasttrack\/fasttrack\.env$/m);
  }
});

/** The processes of the PM2 file by what the settings say, each with its port. */
async function processesBy(settings) {
  const directory = await mkdtemp(join(tmpdir(), 'fasttrack-pm2-'));
  try {
    await writeFile(join(directory, 'env'), settings.join('\n'));
    const script = `process.stdout.write(JSON.stringify(require(${JSON.stringify(join(root, 'deploy/ecosystem.config.cjs'))}).apps))`;
    const env = { FASTTRACK_ENV_FILE: join(directory, 'env'), FASTTRACK_WORKERS: '2' };
    const { stdout } = await run(process.execPath, ['--eval', script], { env });
    return JSON.parse(stdout).map(({ name, env: { PORT } }) => `${name} ${PORT}`);
  } finally {
    await rm(directory, { recursive: true });
  }
}

test('under PM2 no two processes share a port, and an address in a file counts like any other', async () => {
  const workers = ['fasttrack-worker-1 3102', 'fasttrack-worker-2 3103'];
  for (const address of ['MONGODB_URI=mongodb://db', 'MONGODB_URI_FILE=/run/secrets/mongodb'])
    assert.deepEqual(await processesBy(['PORT=3101', address]), ['fasttrack-api 3101', ...workers]);
  assert.deepEqual(await processesBy(['PORT=3101']), ['fasttrack-api 3101']);
});
