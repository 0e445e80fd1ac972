import { aJob } from '@fasttrack/jobs/testing/a-job';
import { describeUsageFigures } from '@fasttrack/jobs/testing/usage-figures.contract';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';

describeUsageFigures('mongo', (rules) => openMongoStore(undefined, rules));

describe('What models used, kept beside the jobs', () => {
  it('is put right by a count, where a lost process left it wrong', async () => {
    const { collections, store, clock, close } = await openMongoStore();
    const usage = { model: 'm', inputTokens: 2, outputTokens: 1 };
    await store.insert([aJob({ usage }), aJob({ usage }), aJob({ type: 'report', usage: { model: 'm' } }), aJob()]);
    const wanted = [{ type: 'prompt', inputTokens: 4, outputTokens: 2 }];
    await expect(store.usage()).resolves.toEqual(wanted);
    await collections.usage.updateOne({ _id: 'prompt' }, { $inc: { inputTokens: 100 } });
    await collections.usage.create({ _id: 'email', inputTokens: 7, outputTokens: 7 });
    clock.advance(60_000);
    await store.recount();
    await expect(store.usage()).resolves.toEqual(wanted);
    await close();
  });
});
