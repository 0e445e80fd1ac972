import { fail } from '@fasttrack/jobs/job-life';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { find } from './0003-find';

const JOBS = 600;

describe('0003-find', () => {
  it('gives words to jobs that have none, and knows when they were created', async () => {
    const { clock, close, collections, connection, store } = await openMongoStore();
    const jobs = Array.from({ length: JOBS }, (_, n) =>
      aJob({ payload: { prompt: `number${n} of all` }, createdAt: new Date(clock.now().getTime() - n * 60_000) }),
    );
    await store.insert(jobs);
    const error = { code: 'worker_error', message: 'Kaputt', retryable: false } as const;
    await store.apply(jobs.slice(0, 5).map((job) => fail(job, error, { at: clock.now(), by: 'test' })));
    // As an older build left them.
    await collections.uncast.updateMany({}, { $unset: { words: 1, submittedWords: 1 } });
    await collections.meta.deleteMany({ _id: /^created_/ });
    const total = async (query: object): Promise<number> => (await store.list({ limit: 1, ...query })).total;
    await expect(total({ search: 'all' })).resolves.toBe(0);

    await find.up(connection.getClient().db(connection.name));
    await find.up(connection.getClient().db(connection.name));
    await expect(total({ search: 'all' })).resolves.toBe(JOBS);
    await expect(total({ search: 'kaputt' })).resolves.toBe(5);
    await expect(store.list({ search: 'number599', limit: 2 })).resolves.toMatchObject({
      rows: [{ id: jobs[599]?.id }],
    });
    await expect(total({ createdBefore: jobs[589]?.createdAt })).resolves.toBe(10);
    await store.apply([fail(jobs[7]!, error, { at: clock.now(), by: 'test' })]);
    await expect(total({ search: 'number7 kaputt' })).resolves.toBe(1);
    await close();
  });

  it('leaves a change of an error without words to jobs that have none yet', async () => {
    const { clock, close, collections, store } = await openMongoStore();
    const job = aJob();
    await store.insert([job]);
    await collections.uncast.updateMany({}, { $unset: { words: 1, submittedWords: 1 } });
    const error = { code: 'worker_error', message: 'Kaputt', retryable: false } as const;
    await expect(store.apply([fail(job, error, { at: clock.now(), by: 'test' })])).resolves.toEqual(['applied']);
    await expect(collections.uncast.findOne({ _id: job.id })).resolves.not.toHaveProperty('words');
    await close();
  });
});
