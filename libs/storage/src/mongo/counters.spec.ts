import type { JobCount } from '@fasttrack/jobs/job-figures.port';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { RedisChangeNumber } from '@fasttrack/queue/bull/redis-change-number';
import type { OpenMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { Counters } from './counters';
import { Trends } from './trends';

describe('Counters', () => {
  let opened: OpenMongoStore;
  let load: AbortController;

  beforeEach(async () => {
    opened = await openMongoStore();
    load = new AbortController();
  });
  afterEach(async () => {
    load.abort();
    jest.restoreAllMocks();
    await opened.close();
  });

  it('answer though jobs change without a pause', async () => {
    const counters = new Counters(opened.collections, new Trends(opened.collections));
    const changing = (async () => {
      while (!load.signal.aborted) {
        counters.note([{ id: 'x', type: 'prompt', to: 'PENDING', at: opened.clock.now() }]);
        await new Promise(setImmediate);
      }
    })();
    const counts = await counters.counts();
    load.abort();
    await changing;
    await counters.idle();
    expect(counts).toMatchObject([{ status: 'PENDING', type: 'prompt' }]);
  });

  it('are written before any process sees that jobs changed', async () => {
    const other = await opened.another();
    let seen: Promise<readonly JobCount[]> | undefined;
    jest.spyOn(RedisChangeNumber.prototype, 'raise').mockImplementation(() => {
      seen ??= other.figures.counts();
    });
    await opened.store.insert([aJob()]);
    await opened.store.version();
    await expect(seen).resolves.toEqual([{ status: 'PENDING', type: 'prompt', count: 1 }]);
    await other.store.close();
    await other.connection.close();
  });
});
