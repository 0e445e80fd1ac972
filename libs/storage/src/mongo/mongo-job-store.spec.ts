import { complete } from '@fasttrack/jobs/job-life';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { describeJobStore } from '@fasttrack/jobs/testing/job-store.contract';
import { describeJobStoreModel } from '@fasttrack/jobs/testing/job-store.model';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';

describeJobStore('mongo', () => openMongoStore());
describeJobStoreModel('mongo', () => openMongoStore());

describe('MongoJobStore', () => {
  it('lets a job that cannot be stored fail alone', async () => {
    const { close, store } = await openMongoStore();
    const [first, second] = [aJob(), aJob()];
    const tooBig = aJob({ payload: { prompt: 'x'.repeat(17 * 1024 * 1024) } });
    const settled = await Promise.allSettled([[first], [tooBig], [second]].map((jobs) => store.insert(jobs)));
    const causes = settled.map((one) => (one.status === 'fulfilled' ? one.value : String((one.reason as Error).cause)));
    expect(causes).toEqual([['inserted'], expect.stringContaining('RangeError') as string, ['inserted']]);
    await expect(Promise.all([first, tooBig, second].map(({ id }) => store.find(id)))).resolves.toEqual([
      first,
      null,
      second,
    ]);
    await expect(store.counts()).resolves.toEqual([{ status: 'PENDING', type: 'prompt', count: 2 }]);
    await close();
  });

  it('shows jobs that were stored before there were titles without one', async () => {
    const { close, store, collections } = await openMongoStore();
    const job = aJob({ type: 'email', payload: { subject: 'Your invoice' } });
    await store.insert([job]);
    await collections.jobs.updateOne({ _id: job.id }, { $unset: { title: 1 } });
    await store.apply([complete(job, { result: 'sent' }, { at: job.createdAt, by: 'test' })]);
    const { rows } = await store.list({ limit: 1 });
    expect(rows).toMatchObject([{ id: job.id, result: 'sent' }]);
    expect(rows[0]).not.toHaveProperty('title');
    await close();
  });

  it('rejects with StoreUnavailableError once it is closed', async () => {
    const { close, store } = await openMongoStore();
    await close();
    await expect(store.insert([aJob()])).rejects.toMatchObject({ code: 'store.unavailable' });
    await expect(store.find('x')).rejects.toMatchObject({ code: 'store.unavailable' });
  });
});
