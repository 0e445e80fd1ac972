import { aCallback } from '@fasttrack/jobs/testing/a-callback';
import type { OpenCallbackLog } from '@fasttrack/jobs/testing/callback-log.contract';
import { describeCallbackLog } from '@fasttrack/jobs/testing/callback-log.contract';
import { rulesWith } from '@fasttrack/jobs/testing/type-rules';
import type { OpenMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { namesIndex, plansOf } from '@fasttrack/storage/testing/mongo-plans';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';

const RULES = rulesWith({ prompt: { retention: { completed: 1 } } });

const opened = ({ store, clock, reopen, close }: OpenMongoStore): OpenCallbackLog => ({
  log: store.callbacks,
  store,
  advance: (ms) => {
    clock.advance(ms);
  },
  reopen: async () => opened(await reopen()),
  close,
});

describeCallbackLog('mongo', async () => opened(await openMongoStore(undefined, RULES)));

describe('MongoCallbackLog', () => {
  it('is one log for all processes, and both see each change in its version', async () => {
    const first = await openMongoStore();
    const second = await first.another();
    const entries = [aCallback(), aCallback(), aCallback()];
    await Promise.all(entries.map((entry, n) => (n % 2 ? first : second).store.callbacks.append([entry])));
    const ids = (await second.store.callbacks.list({ limit: 10 })).map(({ id }) => id);
    expect(ids).toEqual(entries.map(({ id }) => id).reverse());
    const before = await first.store.callbacks.version();
    await second.store.callbacks.append([aCallback()]);
    const after = await first.store.callbacks.version();
    expect(after).not.toBe(before);
    await expect(second.store.callbacks.version()).resolves.toBe(after);
    await second.store.close();
    await second.connection.close();
    await first.close();
  });

  it('finds the entries of jobs that are removed by an index', async () => {
    const opened = await openMongoStore();
    const { store, close } = opened;
    // Some are of no job: with an index of the others alone a server may read all of them.
    for (let n = 0; n < 40; n++)
      await store.callbacks.append(
        Array.from({ length: 400 }, (_, at) => aCallback(at % 5 ? { jobId: `${n}-${at}` } : {})),
      );
    const gone = Array.from({ length: 200 }, (_, n) => `gone-${n}`);
    const plans = await plansOf(opened, () => store.callbacks.forgetJobs(gone), 'callbacks');
    expect(plans).toEqual([namesIndex('by_job')]);
    await close();
  });

  it('makes no unchanged poll of jobs a changed one', async () => {
    const { store, close } = await openMongoStore();
    const before = await store.version();
    await store.callbacks.append([aCallback()]);
    await expect(store.version()).resolves.toBe(before);
    await close();
  });
});
