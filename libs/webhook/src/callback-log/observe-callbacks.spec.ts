import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { acceptJsonOnly } from '@fasttrack/foundation/http/json-body';
import { Metrics } from '@fasttrack/foundation/metrics/metrics';
import { eventually } from '@fasttrack/storage/testing/eventually';
import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import type { FastifyInstance } from 'fastify';
import Fastify = require('fastify');
import { demandCallbackProof } from '../callback-proof';
import { CallbackRecorder } from './callback-recorder';
import { rememberVerdict } from './callback-verdict';
import { observeCallbacks } from './observe-callbacks';

const SECRET = 'the-secret-of-this-spec';
const HEADERS = { 'x-shared-secret': SECRET, 'content-type': 'application/json' };

describe('observeCallbacks', () => {
  let opened: OpenSqliteStore;
  let fastify: FastifyInstance;
  let metrics: Metrics;
  let comes: Promise<void>;
  let answer: () => void;

  beforeEach(async () => {
    opened = await openSqliteStore();
    metrics = new Metrics();
    const recorder = new CallbackRecorder(
      opened.store.callbacks,
      opened.clock,
      { retentionDays: 0 } as AppConfig,
      metrics,
    );
    fastify = Fastify();
    acceptJsonOnly(fastify);
    observeCallbacks(fastify, { metrics, recorder, clock: opened.clock, secrets: [SECRET] });
    demandCallbackProof(fastify, [SECRET], opened.clock);
    let isHere = (): void => undefined;
    comes = new Promise((resolve) => (isHere = resolve));
    const released = new Promise<void>((resolve) => (answer = resolve));
    fastify.post('/callback', { config: { isCallback: true } }, async (request) => {
      isHere();
      await released;
      rememberVerdict(request, 'accepted', 1);
      return {};
    });
    fastify.post('/other', () => ({}));
    await fastify.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(async () => {
    await fastify.close();
    await opened.close();
  });

  const entries = () => opened.store.callbacks.list({ limit: 10 });
  const counted = async (): Promise<string | undefined> =>
    (await metrics.text()).split('\n').find((line) => line.startsWith('fasttrack_callbacks_total{'));

  it('sees callbacks alone', async () => {
    await fastify.inject({ method: 'POST', url: '/other', headers: HEADERS, payload: '{}' });
    answer();
    await fastify.inject({ method: 'POST', url: '/callback', headers: HEADERS, payload: '{"jobId":"a"}' });
    await eventually(async () => {
      expect(await entries()).toMatchObject([{ verdict: 'accepted', jobId: 'a', attempt: 1, body: '{"jobId":"a"}' }]);
    });
    await expect(counted()).resolves.toBe('fasttrack_callbacks_total{verdict="accepted"} 1');
  });

  it('records a callback whose sender did not wait for the answer', async () => {
    const { port } = fastify.server.address() as AddressInfo;
    const sending = httpRequest({ host: '127.0.0.1', port, path: '/callback', method: 'POST', headers: HEADERS });
    sending.on('error', () => undefined);
    const gone = new Promise<void>((resolve) => {
      fastify.server.once('connection', (socket) => socket.once('close', resolve));
    });
    sending.end('{"jobId":"a"}');
    await comes;
    sending.destroy();
    await gone;
    answer();
    await eventually(async () => {
      expect(await entries()).toMatchObject([{ verdict: 'accepted', jobId: 'a' }]);
    });
  });

  it('has written everything when the server has closed', async () => {
    answer();
    await fastify.inject({ method: 'POST', url: '/callback', headers: HEADERS, payload: '{"jobId":"a"}' });
    await fastify.close();
    await expect(entries()).resolves.toMatchObject([{ jobId: 'a' }]);
  });

  it('waits for a callback that is being answered while the server closes', async () => {
    const sent = fetch(`http://127.0.0.1:${(fastify.server.address() as AddressInfo).port}/callback`, {
      method: 'POST',
      headers: HEADERS,
      body: '{"jobId":"a"}',
    });
    await comes;
    const closed = fastify.close();
    answer();
    expect((await sent).status).toBe(200);
    await closed;
    await expect(entries()).resolves.toMatchObject([{ jobId: 'a' }]);
  });
});
