import { aJob } from '@fasttrack/jobs/testing/a-job';
import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import type { Job } from './job';
import { JobChanges } from './job-changes';
import type { JobHappening } from './job-events';
import { JobEvents } from './job-events';
import { jobTypesFor } from './job-types/job-types-for';
import { TypeRules } from './job-types/type-rules';
import { JobsService } from './jobs.service';

describe('JobsService', () => {
  let opened: OpenSqliteStore;
  let jobs: JobsService;
  let happenings: JobHappening[];

  beforeEach(async () => {
    opened = await openSqliteStore();
    const events = new JobEvents();
    happenings = [];
    events.all$.subscribe((happening) => happenings.push(happening));
    jobs = new JobsService(
      opened.store,
      new JobChanges(opened.store, events),
      events,
      opened.clock,
      jobTypesFor([]),
      TypeRules.NONE,
    );
  });
  afterEach(() => opened.close());

  const failed = async (): Promise<Job> => {
    const job = aJob({ status: 'FAILED', completedAt: new Date(0) });
    await opened.store.insert([job]);
    return job;
  };

  it('says that a job was created only once it is stored', async () => {
    const submitted = jobs.submit({ type: 'prompt', payload: { prompt: 'x' } });
    expect(happenings).toEqual([]);
    const { id } = await submitted;
    expect(happenings).toMatchObject([{ jobId: id, event: 'created', to: 'PENDING' }]);
  });

  it('says nothing of a job that was not stored', async () => {
    await opened.store.close();
    await expect(jobs.submit({ type: 'prompt', payload: {} })).rejects.toMatchObject({ code: 'store.unavailable' });
    expect(happenings).toEqual([]);
  });

  it('gives a copy that was stored, also when the job was run again meanwhile', async () => {
    const job = await failed();
    const insert = opened.store.insert.bind(opened.store);
    jest.spyOn(opened.store, 'insert').mockImplementationOnce(async (copies) => {
      const outcomes = await insert(copies);
      await jobs.retry(job.id);
      return outcomes;
    });
    const copy = await jobs.retryAs(job.id, { prompt: 'other' });
    await expect(opened.store.find(copy.id)).resolves.toMatchObject({ retryOf: job.id, status: 'PENDING' });
    await expect(opened.store.find(job.id)).resolves.toMatchObject({ status: 'PENDING' });
  });

  it('links nothing to a copy that was not stored', async () => {
    const job = await failed();
    jest.spyOn(opened.store, 'insert').mockRejectedValueOnce(new RangeError('disk full'));
    await expect(jobs.retryAs(job.id, { prompt: 'other' })).rejects.toThrow('disk full');
    await expect(jobs.get(job.id)).resolves.toEqual(job);
  });
});
