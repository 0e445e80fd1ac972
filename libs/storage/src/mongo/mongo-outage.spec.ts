import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { complete } from '@fasttrack/jobs/job-life';
import { aClaim, aJob } from '@fasttrack/jobs/testing/a-job';
import { eventually } from '@fasttrack/storage/testing/eventually';
import type { OpenMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { aDatabase, mongoUri, openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { TcpProxy } from '@fasttrack/storage/testing/tcp-proxy';
import { Logger } from '@nestjs/common';
import { createConnection } from 'mongoose';
import { connect } from './connect';
import { connectionOptions } from './connection-options';
import type { MongoJobStore } from './mongo-job-store';

const UNAVAILABLE = { code: 'store.unavailable' };
/** A call that waits for nobody. */
const AT_ONCE_MS = 100;
/** Connections that rest when the server hangs up. */
const RESTING = 20;
const CALLS_MS = 200;
const ANSWERED_MS = 12_000;

describe('MongoJobStore on a bad way to its server', () => {
  let proxy: TcpProxy;
  let near: OpenMongoStore;
  let far: OpenMongoStore;
  let store: MongoJobStore;

  beforeEach(async () => {
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    jest.spyOn(Logger.prototype, 'log').mockReturnValue();
    const { hostname, port } = new URL(mongoUri());
    proxy = await new TcpProxy(hostname, Number(port)).up();
    near = await openMongoStore();
    far = await near.another(`mongodb://${proxy.address}/`);
    ({ store } = far);
  });
  afterEach(async () => {
    await store.close();
    await far.connection.close();
    await near.close();
    await proxy.down();
    jest.restoreAllMocks();
  });

  const moment = (): { at: Date; by: string } => ({ at: near.clock.now(), by: 'test' });
  const isAway = async (): Promise<void> => {
    await eventually(() => expect(store.check()).rejects.toMatchObject(UNAVAILABLE));
  };
  const isRefusedAtOnce = async (): Promise<void> => {
    const since = performance.now();
    await expect(store.insert([aJob()])).rejects.toMatchObject(UNAVAILABLE);
    await expect(store.find('x')).rejects.toMatchObject(UNAVAILABLE);
    await expect(store.sweep(1)).rejects.toMatchObject(UNAVAILABLE);
    expect(performance.now() - since).toBeLessThan(AT_ONCE_MS);
  };

  it('knows that a job was stored though the answer was lost', async () => {
    const job = aJob();
    proxy.loseAnswerTo(job.id);
    await expect(store.insert([job])).resolves.toEqual(['inserted']);
    await expect(near.store.find(job.id)).resolves.toEqual(job);
  });

  it('tells a taken id from a stored job though the answer was lost', async () => {
    const [job, other] = [aJob(), aJob()];
    await near.store.insert([job]);
    proxy.loseAnswerTo(job.id);
    await expect(store.insert([job, other])).resolves.toEqual(['duplicate', 'inserted']);
  });

  it('knows which changes were made though the answer was lost', async () => {
    const [job, gone] = [aJob(), aJob()];
    await near.store.insert([job]);
    const changes = [job, gone].map((one) => complete(one, { result: 1 }, moment()));
    proxy.loseAnswerTo(job.id);
    await expect(store.apply(changes)).resolves.toEqual(['applied', 'stale']);
    const found = await near.store.find(job.id);
    expect(found?.history.map(({ event }) => event)).toEqual(['created', 'completed']);
    await eventually(() => store.counts());
    await expect(near.figures.counts()).resolves.toEqual([{ status: 'COMPLETED', type: 'prompt', count: 1 }]);
  });

  it('hands out what it claimed though the answer was lost', async () => {
    const job = aJob();
    await near.store.insert([job]);
    proxy.loseAnswerTo(job.id);
    await expect(store.claim(aClaim(), 1)).resolves.toMatchObject([{ id: job.id, attempt: 1 }]);
  });

  it('hands out what it claimed though a claim of other types fails beside it', async () => {
    const job = aJob();
    await near.store.insert([job]);
    proxy.refuse('report');
    const claims = [['prompt'], ['report']].map((types) => store.claim(aClaim({ types }), 1));
    const [prompts, reports] = await Promise.allSettled(claims);
    expect(prompts).toMatchObject({ value: [{ id: job.id }] });
    expect(reports).toMatchObject({ reason: UNAVAILABLE });
  });

  it('reports what a sweep changed though the rest of it fails', async () => {
    const job = aJob({ maxAttempts: 1 });
    await near.store.insert([job]);
    await near.store.claim(aClaim({ leaseMs: 500 }), 1);
    near.clock.advance(1000);
    proxy.refuse('dueAt');
    await expect(store.sweep(10)).resolves.toMatchObject({ changed: [{ id: job.id, event: { to: 'FAILED' } }] });
  });

  it('refuses at once while the server is away, and heals by itself', async () => {
    await store.check();
    await proxy.down();
    await isAway();
    await isRefusedAtOnce();
    await proxy.up();
    await eventually(() => store.check());
    const job = aJob();
    await expect(store.insert([job])).resolves.toEqual(['inserted']);
    await expect(store.find(job.id)).resolves.toEqual(job);
  });

  it('says so while the server is there and takes no writes, and heals by itself', async () => {
    proxy.refuse('insert', 'update');
    await expect(store.insert([aJob()])).rejects.toMatchObject(UNAVAILABLE);
    await eventually(() => store.find('x'));
    await expect(store.check()).rejects.toMatchObject(UNAVAILABLE);
    proxy.refuse();
    await eventually(() => store.check());
    await store.check();
  });

  it('answers every call, also one that begins in the moment in which its connection ends', async () => {
    await Promise.all(Array.from({ length: RESTING }, () => store.find('x')));
    proxy.hangUp();
    const calls: Promise<unknown>[] = [];
    // Node closes what ended at the end of a turn: a call in each turn finds a connection that is about to be closed.
    for (const end = performance.now() + CALLS_MS; performance.now() < end;) {
      calls.push(store.find('x'), store.claim(aClaim(), 1), store.sweep(1));
      await nextTurn();
    }
    const answered = Promise.allSettled(calls).then(() => 'answered');
    await expect(Promise.race([answered, delay(ANSWERED_MS, 'unanswered')])).resolves.toBe('answered');
    await eventually(() => store.check());
  }, 40_000);

  it('has another version after a change of which nobody knows', async () => {
    const version = await store.version();
    proxy.refuse('insert');
    await expect(store.insert([aJob()])).rejects.toMatchObject(UNAVAILABLE);
    await expect(store.version()).resolves.not.toBe(version);
  });

  it('gives a frozen server up within seconds, then refuses at once, and heals by itself', async () => {
    proxy.freeze();
    const since = performance.now();
    await expect(store.insert([aJob()])).rejects.toMatchObject(UNAVAILABLE);
    expect(performance.now() - since).toBeLessThan(12_000);
    await isAway();
    await isRefusedAtOnce();
    proxy.thaw();
    await eventually(() => store.check());
    await expect(store.insert([aJob()])).resolves.toEqual(['inserted']);
  }, 40_000);
});

describe('The first connection', () => {
  it('is tried again with longer and longer waits until the server is there', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const { hostname, port } = new URL(mongoUri());
    const proxy = await new TcpProxy(hostname, Number(port)).up();
    await proxy.down();
    const uri = `mongodb://${proxy.address}/?serverSelectionTimeoutMS=50`;
    const database = aDatabase();
    const { serverSelectionTimeoutMS: _ms, ...options } = connectionOptions(database);
    const connecting = connect(createConnection(uri, options), uri, database);
    await eventually(() => {
      expect(warn.mock.calls.length).toBeGreaterThanOrEqual(2);
      return Promise.resolve();
    });
    await proxy.up();
    const connection = await connecting;
    await connection.close();
    await proxy.down();
    const waits = warn.mock.calls.map(([line]) => (line as { waitMs: number }).waitMs);
    expect(waits.slice(0, 2)).toEqual([250, 500]);
    warn.mockRestore();
  });

  it('is refused in words, without the password, when the address can never work', async () => {
    const uri = 'mongodb://me:s3cret@host:notaport/';
    const opened = connect(createConnection(uri, connectionOptions('x')), uri, 'x');
    await expect(opened).rejects.toThrow(/^MONGODB_URI cannot be used/);
    await expect(opened).rejects.not.toThrow('s3cret');
  });
});
