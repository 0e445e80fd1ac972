// The whole of it behind nginx's port, as compose.yaml puts it together: two APIs, two workers, MongoDB and Redis.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createConnection } from 'mongoose';
import { cleanUp, exitOf, logOf, signal, start } from './support/containers.mjs';
import { reaches, ready, submit } from './support/jobs.mjs';
import { startNameServer } from './support/name-server.mjs';
import { eventually } from './support/run.mjs';

const SITE = 'http://127.0.0.1:8090';
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const FIRST = '127.0.0.1';
const SECOND = '127.0.0.2';
const uri = new URL(process.env.MONGODB_URI);
uri.pathname = `/deploy_${process.pid}`;

const env = {
  BASE_URL: SITE,
  WEBHOOK_SECRET: 'a-secret-of-my-own',
  MONGODB_URI: uri.href,
  REDIS_URL: 'redis://127.0.0.1:6411',
  EXECUTORS: 'prompt=simulated',
  SIMULATED_DELAY_MS: 1000,
};
const addresses = [FIRST];
let names;

const startApi = (host) =>
  start(`ft-test-api-${host}`, 'fasttrack-server', { env: { ...env, HOST: host, PORT: 3321, WORKER_ENABLED: false } });
const startWorker = (port) =>
  start(`ft-test-worker-${port}`, 'fasttrack-server', {
    env: { ...env, PORT: port },
    command: ['node', 'dist/server/apps/worker/src/main.js'],
  });
const visit = (path, headers = {}, options = {}) => fetch(`${SITE}${path}`, { headers, ...options });
const typeOf = (answer) => answer.headers.get('content-type').split(';')[0];

before(async () => {
  names = await startNameServer(8053, addresses);
  const redis = ['redis-server', '--port', '6411', '--appendonly', 'yes', '--maxmemory-policy', 'noeviction'];
  const options = ['--user=10001:10001', '--tmpfs=/data:mode=1777,notmpcopyup', '--workdir=/data'];
  await start('ft-test-redis', 'redis:7', { options, command: redis });
  await startApi(FIRST);
  await startWorker(3323);
  await startWorker(3324);
  await start('ft-test-web', 'fasttrack-web', {
    env: { LISTEN: 8090, API: 'backend.test:3321', RESOLVER: '127.0.0.1:8053' },
  });
  for (const place of [`http://${FIRST}:3321`, 'http://127.0.0.1:3323', 'http://127.0.0.1:3324', SITE])
    await ready(place);
});
after(async () => {
  await cleanUp();
  names.close();
  const connection = await createConnection(uri.href).asPromise();
  await connection.dropDatabase();
  await connection.close();
});

test('a job goes the whole way through the port of nginx', async () => {
  const job = await submit(SITE, 'through the door');
  const { attempt, result } = await reaches(SITE, job.id, 'COMPLETED');
  assert.equal(attempt, 1);
  assert.ok(result);
});

test('the list is a page for a browser that navigates, and JSON for everything else', async () => {
  for (const path of ['/', '/jobs', '/jobs?status=FAILED']) {
    assert.equal(typeOf(await visit(path, BROWSER)), 'text/html', path);
    assert.equal(typeOf(await visit(path)), 'application/json', path);
    assert.equal(typeOf(await visit(`/api${path}`, BROWSER)), 'application/json', path);
    assert.match((await visit(path, BROWSER)).headers.get('vary'), /Accept(,|$)/);
    assert.match((await visit(path)).headers.get('vary'), /Accept(,|$)/);
  }
  assert.equal((await visit('/jobs', BROWSER)).headers.get('cache-control'), 'no-cache');
});

test('a deep link can be opened again', async () => {
  const { id } = await submit(SITE, 'to be linked');
  for (const path of ['/jobs/new', `/jobs/${id}`, '/a-page-of-the-app']) {
    const answer = await visit(path, BROWSER);
    assert.deepEqual([answer.status, typeOf(answer)], [200, 'text/html'], path);
    assert.match(await answer.text(), /<ft-root>/);
  }
  assert.equal((await (await visit(`/jobs/${id}`)).json()).id, id);
  assert.equal((await visit('/jobs/new')).status, 404);
});

test('hashed files are kept for a year, others are asked for again, and text is packed', async () => {
  const page = await (await visit('/', BROWSER)).text();
  const hashed = page.match(/[\w-]+-[A-Z0-9]{8}\.(js|css)/g);
  assert.ok(hashed.length >= 2);
  for (const file of hashed) {
    const { status, headers } = await visit(`/${file}`);
    assert.equal(status, 200, file);
    assert.equal(headers.get('cache-control'), 'public, max-age=31536000, immutable', file);
    if (/^(main|styles)-/.test(file)) assert.equal(headers.get('content-encoding'), 'gzip', file);
  }
  assert.equal((await visit('/favicon.svg')).headers.get('cache-control'), 'no-cache');
  assert.equal((await visit('/chunk-AAAAAAAA.js')).status, 404);
});

test('files carry the same security headers as the answers of the API', async () => {
  const guards = ({ headers }) =>
    [...headers].filter(([name]) =>
      /^(content-security|cross-origin|origin-agent|referrer|x-(?!request-id))/.test(name),
    );
  const ofApi = guards(await visit('/api/health'));
  assert.ok(ofApi.length > 8);
  for (const path of ['/', '/favicon.svg']) assert.deepEqual(guards(await visit(path, BROWSER)), ofApi);
  assert.equal((await visit('/')).headers.get('server'), 'nginx');
});

test('every path of the API reaches it, figures do not leave', async () => {
  for (const path of ['/health', '/health/live', '/health/ready', '/stats', '/api/health', '/jobs?limit=1'])
    assert.equal((await visit(path)).status, 200, path);
  for (const path of [
    '/docs',
    '/openapi.json',
    '/webhook/callback',
    '/jobs/webhook/callback',
    '/process',
    '/job-types',
    '/operations',
    '/callbacks',
  ])
    assert.match((await visit(path, BROWSER)).headers.get('x-request-id'), /^[0-9a-f]{8}-/, path);
  for (const path of [
    '/metrics',
    '/api/metrics',
    '/metrics/',
    '/%6detrics',
    '/x/%2e%2e/metrics',
    '//metrics',
    '/api//metrics',
  ]) {
    const answer = await visit(path);
    assert.equal(answer.status, 404, path);
    assert.match((await answer.json()).detail, /nothing at/);
  }
  const forged = { method: 'POST', body: '{}' };
  assert.equal((await visit('/webhook/callback', { 'content-type': 'application/json' }, forged)).status, 401);
});

test('a body that is too large is refused as a problem, by the API or before it', async () => {
  for (const size of [1_060_000, 3_000_000]) {
    const options = { method: 'POST', body: JSON.stringify({ prompt: 'x'.repeat(size) }) };
    const answer = await visit('/jobs', { 'content-type': 'application/json' }, options);
    assert.deepEqual([answer.status, typeOf(answer)], [413, 'application/problem+json']);
    assert.equal((await answer.json()).code, 'request.payload-too-large');
  }
});

test('a worker that is told to stop ends with 0, and the other runs what is left: no job is lost', async () => {
  const jobs = await Promise.all(Array.from({ length: 60 }, (_, n) => submit(SITE, `job ${n}`)));
  await eventually('a run has begun', async () => (await (await visit('/stats')).json()).byStatus.PROCESSING > 0);
  await signal('ft-test-worker-3323', 'TERM');
  assert.equal(await exitOf('ft-test-worker-3323'), 0);
  for (const { id } of jobs) await reaches(SITE, id, 'COMPLETED');
});

test('an API that comes later is found, and the loss of one is not noticed', async () => {
  await startApi(SECOND);
  await ready(`http://${SECOND}:3321`);
  addresses.push(SECOND);
  await signal(`ft-test-api-${FIRST}`, 'TERM');
  assert.equal(await exitOf(`ft-test-api-${FIRST}`), 0);
  await eventually('nginx has found the other', async () => (await visit('/health')).ok);
  for (let n = 0; n < 20; n++) assert.equal((await visit('/health')).status, 200);
  await reaches(SITE, (await submit(SITE, 'by the second')).id, 'COMPLETED');
});

test('without any API the page still comes, and everything else is a problem that says so', async () => {
  await signal(`ft-test-api-${SECOND}`, 'KILL');
  await exitOf(`ft-test-api-${SECOND}`);
  assert.equal((await visit('/jobs', BROWSER)).status, 200);
  const answer = await visit('/jobs');
  assert.deepEqual([answer.status, typeOf(answer)], [503, 'application/problem+json']);
  assert.equal((await answer.json()).code, 'proxy.unreachable');
});

test('the logs of nginx have no query and no secret', async () => {
  await visit('/webhook/callback/token-of-one-run?key=key-in-a-query', {}, { method: 'POST' });
  const log = await logOf('ft-test-web');
  assert.match(log, /"path":"\/webhook\/callback\/:token"/);
  assert.doesNotMatch(log, /token-of-one-run|key-in-a-query/);
});
