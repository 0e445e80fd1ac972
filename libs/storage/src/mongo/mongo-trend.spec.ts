import type { Job } from '@fasttrack/jobs/job';
import type { TrendRow } from '@fasttrack/jobs/job-figures.port';
import { complete } from '@fasttrack/jobs/job-life';
import { aClaim, aJob } from '@fasttrack/jobs/testing/a-job';
import { durationBucket } from '@fasttrack/jobs/trend/durations';
import { describeJobFigures } from '@fasttrack/jobs/testing/job-figures.contract';
import { describeJobFiguresModel } from '@fasttrack/jobs/testing/job-figures.model';
import type { TrendUnit } from '@fasttrack/jobs/trend/trend-units';
import { eventually } from '@fasttrack/storage/testing/eventually';
import type { OpenMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { mongoUri, openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { TcpProxy } from '@fasttrack/storage/testing/tcp-proxy';
import { Logger } from '@nestjs/common';
import type { mongo } from 'mongoose';

describeJobFigures('mongo', () => openMongoStore());
describeJobFiguresModel('mongo', () => openMongoStore());

const MINUTE_MS = 60_000;

describe('The trend of many processes', () => {
  let first: OpenMongoStore;
  let others: OpenMongoStore[];
  const leave = async ({ store, connection }: OpenMongoStore): Promise<void> => {
    await store.close();
    await connection.close();
  };
  const trendOf = ({ figures }: OpenMongoStore, unit: TrendUnit): Promise<readonly TrendRow[]> =>
    figures.trend({ unit, from: new Date(0), until: new Date(first.clock.now().getTime() + 1) });
  /** After each of these has written what it knows. */
  const created = async (unit: TrendUnit, ...stores: readonly OpenMongoStore[]): Promise<unknown> => {
    for (const store of stores) await trendOf(store, unit);
    return (await trendOf(first, unit)).map(({ figures }) => figures.counts.created);
  };

  beforeEach(async () => {
    first = await openMongoStore();
    others = [];
  });
  afterEach(async () => {
    await Promise.all(others.map(leave));
    await first.close();
    jest.restoreAllMocks();
  });

  it('has what each of them did, also where they begin a minute at once', async () => {
    others = await Promise.all([1, 2, 3].map(() => first.another()));
    const stores = [first, ...others].map(({ store }) => store);
    for (let minute = 0; minute < 5; minute++) {
      const work = stores.flatMap((store) => Array.from({ length: 10 }, () => store.insert([aJob(), aJob()])));
      await Promise.all(work);
      first.clock.advance(MINUTE_MS);
    }
    await expect(created('minute', ...others)).resolves.toEqual([80, 80, 80, 80, 80]);
    await expect(created('day')).resolves.toEqual([400]);
  });

  it('writes the first change at once, and those that follow it soon, without being asked', async () => {
    const other = await first.another();
    others = [other];
    await first.store.insert([aJob()]);
    await first.figures.counts();
    const seen = async (): Promise<unknown> => (await trendOf(other, 'day'))[0]?.figures.counts.created;
    await expect(seen()).resolves.toBe(1);
    await first.store.insert([aJob()]);
    await first.store.insert([aJob()]);
    await eventually(() => expect(seen()).resolves.toBe(3));
  });

  it('has what a process knew when it stopped', async () => {
    const other = await first.another();
    for (let n = 0; n < 5; n++) await other.store.insert([aJob()]);
    await leave(other);
    await expect(created('day')).resolves.toEqual([5]);
  });

  it('measures a run from its claim, though another process ends it', async () => {
    const other = await first.another();
    others = [other];
    await first.store.insert([aJob({ createdAt: first.clock.now() })]);
    const [claimed] = await other.store.claim(aClaim(), 1);
    first.clock.advance(3000);
    const job = (await first.store.find(claimed?.id ?? '')) as Job;
    await first.store.apply([complete(job, { result: 1 }, { at: first.clock.now(), by: 'callback' })]);
    await trendOf(other, 'day');
    const [row] = await trendOf(first, 'day');
    expect(row?.figures).toMatchObject({ counts: { completed: 1 }, wait: [1] });
    expect(row?.figures.run.indexOf(1)).toBe(durationBucket(3000));
  });

  it('counts nothing twice, though the answer to a count was lost', async () => {
    jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    jest.spyOn(Logger.prototype, 'log').mockReturnValue();
    const { hostname, port } = new URL(mongoUri());
    const proxy = await new TcpProxy(hostname, Number(port)).up();
    const far = await first.another(`mongodb://${proxy.address}/`);
    others = [far];
    proxy.loseAnswerTo('keptUntil');
    await far.store.insert([aJob()]);
    await eventually(() => far.figures.counts());
    await far.store.insert([aJob()]);
    await expect(created('day', far)).resolves.toEqual([2]);
    await proxy.down();
  });

  it('is read by the key of its records, and no job is read', async () => {
    await first.store.insert([aJob()]);
    await first.figures.counts();
    const commands: mongo.Document[] = [];
    const client = first.connection.getClient();
    client.on('commandStarted', ({ command }: mongo.CommandStartedEvent) => commands.push(command));
    await created('minute');
    expect(commands.map(({ find }) => find as unknown)).toEqual(['trend']);
    const { filter, sort } = commands[0] as Record<string, unknown>;
    const plan = await client.db(first.connection.name).command({ explain: { find: 'trend', filter, sort } });
    expect(JSON.stringify(plan)).toMatch(/"indexName":"_id_"|Index Name":"_id_"/);
  });
});
