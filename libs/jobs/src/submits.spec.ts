import { InvalidRequestError } from '@fasttrack/foundation/errors/fast-track-error';
import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { JobChanges } from './job-changes';
import type { JobHappening } from './job-events';
import { JobEvents } from './job-events';
import { jobTypesFor } from './job-types/job-types-for';
import { TypeRules } from './job-types/type-rules';
import type { NewJob } from './jobs.service';
import { JobsService } from './jobs.service';
import { Submits } from './submits';
import type { Wish } from './wish';

const HOUR_MS = 3_600_000;
const REQUEST = { scope: 'shop', key: 'order-1', fingerprint: 'f' };
const WANTED: NewJob = { type: 'prompt', payload: { prompt: 'x' } };
const FAULT = new InvalidRequestError([{ pointer: '/prompt', detail: 'prompt must not be blank' }]);
/** As if the process was killed when the record of the key was stored, and before its jobs were. */
const killed = new Error('killed');

describe('Submits', () => {
  let opened: OpenSqliteStore;
  let happenings: JobHappening[];
  let submits: Submits;

  beforeEach(async () => {
    opened = await openSqliteStore();
    const { store, clock } = opened;
    const events = new JobEvents();
    happenings = [];
    events.all$.subscribe((happening) => happenings.push(happening));
    const jobs = new JobsService(store, new JobChanges(store, events), events, clock, jobTypesFor([]), TypeRules.NONE);
    submits = new Submits(store.keys, jobs, store, clock);
  });
  afterEach(() => opened.close());

  const submit = (): ReturnType<Submits['submit']> => submits.submit(REQUEST, () => WANTED);
  const killBeforeJobs = async (wishes: readonly Wish[] = [WANTED]): Promise<void> => {
    jest.spyOn(opened.store, 'insert').mockRejectedValueOnce(killed);
    await expect(submits.submitAll(REQUEST, () => wishes)).rejects.toBe(killed);
  };
  const total = async (): Promise<number> => (await opened.store.list({ limit: 1 })).total;

  it('makes the job that the first request did not come to make, once', async () => {
    await killBeforeJobs();
    expect(await total()).toBe(0);
    opened.clock.advance(HOUR_MS);
    const [one, other] = await Promise.all([submit(), submit()]);
    expect(one).toMatchObject({ isReplay: true, job: { status: 'PENDING' } });
    expect(other.job).toEqual(one.job);
    expect(await total()).toBe(1);
    expect(happenings).toMatchObject([{ jobId: one.job.id, event: 'created' }]);
  });

  it('makes no job again that was removed', async () => {
    await killBeforeJobs();
    opened.clock.advance(HOUR_MS + 1);
    await expect(submit()).rejects.toMatchObject({ code: 'idempotency.job-gone' });
    expect(await total()).toBe(0);
  });

  it('frees the key after 24 hours', async () => {
    const first = await submit();
    opened.clock.advance(24 * HOUR_MS - 1);
    await expect(submit()).resolves.toEqual({ job: first.job, isReplay: true });
    opened.clock.advance(1);
    const next = await submit();
    expect(next.isReplay).toBe(false);
    expect(next.job.id).not.toBe(first.job.id);
  });

  it('makes what is left of a batch, and nothing that was refused at first', async () => {
    const wishes = [WANTED, FAULT, WANTED];
    await killBeforeJobs(wishes);
    const { outcomes, isReplay } = await submits.submitAll(REQUEST, () => wishes);
    expect(outcomes).toMatchObject([{ status: 'PENDING' }, FAULT, { status: 'PENDING' }]);
    expect([isReplay, await total()]).toEqual([true, 2]);
  });

  it('judges a request that is sent again by the time of the first', async () => {
    const times: Date[] = [];
    const at = (now: Date): Wish[] => {
      times.push(now);
      return [WANTED];
    };
    await submits.submitAll(REQUEST, at);
    opened.clock.advance(1000);
    await submits.submitAll(REQUEST, at);
    expect(times.map((time) => time.getTime() - times[0]!.getTime())).toEqual([0, 1000, 0]);
  });

  it('keeps to what it said at first when the rules have changed', async () => {
    const first = await submits.submitAll(REQUEST, () => [WANTED, FAULT]);
    const second = await submits.submitAll(REQUEST, () => [FAULT, WANTED]);
    expect(second.outcomes[0]).toEqual(first.outcomes[0]);
    expect(second.outcomes[1]).toMatchObject({
      message: expect.stringContaining('was refused when it was first sent') as string,
    });
    expect(await total()).toBe(1);
  });

  it('refuses a job by the new rules that the old ones did not come to make', async () => {
    await killBeforeJobs();
    await expect(
      submits.submit(REQUEST, () => {
        throw FAULT;
      }),
    ).rejects.toBe(FAULT);
    expect(await total()).toBe(0);
  });

  it('lets a fault that nobody foresaw through, and takes no key', async () => {
    const unforeseen = new TypeError('unforeseen');
    await expect(
      submits.submit(REQUEST, () => {
        throw unforeseen;
      }),
    ).rejects.toBe(unforeseen);
    await expect(opened.store.keys.find(REQUEST, opened.clock.now())).resolves.toBeNull();
  });
});
