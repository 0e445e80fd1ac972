import type { TypeSettings } from '@fasttrack/contracts';
import type { Job } from '../src/job';
import { cancel, complete, fail, handOver, reopen } from '../src/job-life';
import type { RemovedJobs } from '../src/job-store.port';
import type { TypeRules } from '../src/job-types/type-rules';
import { aClaim, aJob } from './a-job';
import type { OpenStore } from './job-store.contract';
import { rulesWith } from './type-rules';

const DAY_MS = 86_400_000;
const NO_JITTER = { initialSeconds: 40, factor: 2, maxSeconds: 300, jitter: 0 };
const ERROR = { code: 'worker_error', message: 'no', retryable: false } as const;

/** What every store makes of what the operator says about types: timeouts, backoff, retention. */
export function describeTypeRules(adapter: string, open: (rules: TypeRules) => Promise<OpenStore>): void {
  describe(`JobStore contract, rules of types: ${adapter}`, () => {
    let opened: OpenStore;
    afterEach(() => opened.close());

    const openWith = async (types: Readonly<Record<string, TypeSettings>>, retentionDays?: number): Promise<void> => {
      opened = await open(rulesWith(types, retentionDays));
    };
    const moment = (): { at: Date; by: string } => ({ at: opened.clock.now(), by: 'test' });
    const later = (ms: number): Date => new Date(opened.clock.now().getTime() + ms);
    const stored = async (id: string): Promise<Job> => {
      const job = await opened.store.find(id);
      if (!job) throw new RangeError(`job ${id} is gone`);
      return job;
    };
    const running = async (leaseMs: number, overrides: Partial<Job> = {}): Promise<Job> => {
      await opened.store.insert([aJob(overrides)]);
      const [job] = await opened.store.claim(aClaim({ leaseMs }), 1);
      if (!job) throw new Error('nothing was claimed');
      return job;
    };

    describe('timeouts', () => {
      beforeEach(() => openWith({ prompt: { timeoutSeconds: 60 } }));

      it('give a run a deadline, and no lease that lasts longer', async () => {
        const deadline = later(60_000);
        const short = await running(15_000);
        expect(short.lease).toMatchObject({ until: later(15_000), deadline });
        const long = await running(600_000);
        expect(long.lease).toMatchObject({ until: deadline, deadline });
        await expect(stored(short.id)).resolves.toEqual(short);
        const other = await running(600_000, { type: 'report' });
        expect(other.lease).toEqual({ holder: 'test', until: later(600_000), handedOver: false });
      });

      it('end a run that is renewed until then, with a code of their own', async () => {
        const { id } = await running(15_000);
        for (let second = 0; second < 55; second += 11) {
          opened.clock.advance(11_000);
          await expect(opened.store.renew([{ id, attempt: 1, leaseMs: 15_000 }])).resolves.toEqual(['renewed']);
          await expect(opened.store.sweep(10)).resolves.toMatchObject({ changed: [] });
        }
        await expect(stored(id)).resolves.toMatchObject({ lease: { until: later(5000) } });
        opened.clock.advance(5000);
        const { changed } = await opened.store.sweep(10);
        expect(changed).toMatchObject([{ id, event: { event: 'run_failed', by: 'sweeper' } }]);
        const job = await stored(id);
        expect(job).toMatchObject({ status: 'PENDING', error: { code: 'timeout', retryable: true } });
        expect(job.error?.message).toBe('The run took longer than the 60 s that its type allows');
        expect(job).not.toHaveProperty('lease');
        await expect(opened.store.renew([{ id, attempt: 1, leaseMs: 15_000 }])).resolves.toEqual(['lost']);
      });

      it('are reckoned from the claim where a run was handed over', async () => {
        const job = await running(15_000);
        opened.clock.advance(10_000);
        await opened.store.apply([handOver(job, later(1_800_000), moment())]);
        await expect(stored(job.id)).resolves.toMatchObject({ lease: { handedOver: true, until: later(50_000) } });
        opened.clock.advance(50_000);
        await opened.store.sweep(10);
        await expect(stored(job.id)).resolves.toMatchObject({ error: { code: 'timeout' }, attempts: 1 });
      });

      it('leave a silent worker what it is', async () => {
        const { id } = await running(15_000);
        opened.clock.advance(15_000);
        await opened.store.sweep(10);
        await expect(stored(id)).resolves.toMatchObject({ error: { code: 'lease_expired' } });
      });

      it('end the last run for good', async () => {
        const { id } = await running(600_000, { maxAttempts: 1 });
        opened.clock.advance(60_000);
        await opened.store.sweep(10);
        await expect(stored(id)).resolves.toMatchObject({ status: 'FAILED', error: { code: 'timeout' } });
      });
    });

    describe('backoff', () => {
      it('puts a run that timed out off as usual, and one whose lease was lost not at all', async () => {
        await openWith({ prompt: { timeoutSeconds: 60 } });
        const late = await running(600_000);
        opened.clock.advance(60_000);
        const silent = await running(1, { type: 'report' });
        opened.clock.advance(1);
        await expect(opened.store.sweep(10)).resolves.toMatchObject({ ready: [silent.id] });
        const { dueAt } = await stored(late.id);
        expect(dueAt.getTime() - opened.clock.now().getTime()).toBeGreaterThanOrEqual(500);
        expect(dueAt.getTime() - opened.clock.now().getTime()).toBeLessThanOrEqual(1500);
      });

      it('puts both off as their type says', async () => {
        await openWith({ prompt: { backoff: NO_JITTER } });
        const [silent, handed] = [await running(1000), await running(1000)];
        await opened.store.apply([handOver(handed, later(1000), moment())]);
        opened.clock.advance(1000);
        await opened.store.sweep(10);
        for (const { id } of [silent, handed])
          await expect(stored(id)).resolves.toMatchObject({ dueAt: later(40_000) });
        opened.clock.advance(40_000);
        await expect(opened.store.sweep(10)).resolves.toMatchObject({ ready: [silent.id, handed.id] });
      });
    });

    describe('retention', () => {
      const ended = async (overrides: Partial<Job>): Promise<Job> => {
        const job = aJob(overrides);
        await opened.store.insert([job]);
        return job;
      };
      const end = async (change: (job: Job) => Parameters<OpenStore['store']['apply']>[0][number], type = 'prompt') => {
        const job = await ended({ type });
        await opened.store.apply([change(job)]);
        return job.id;
      };
      const completed = (type?: string): Promise<string> =>
        end((job) => complete(job, { result: 'r' }, moment()), type);
      const removedBy = async (limit = 100): Promise<RemovedJobs[]> => {
        const removed: RemovedJobs[] = [];
        for (;;) {
          const swept = await opened.store.sweep(limit);
          removed.push(...swept.removed);
          if (!swept.hasMore) return removed;
        }
      };

      it('removes an ended job with all that belongs to it, once it had to be kept no longer', async () => {
        await openWith({}, 30);
        const [id, waiting] = [await completed(), (await ended({})).id];
        opened.clock.advance(30 * DAY_MS - 1);
        await expect(removedBy()).resolves.toEqual([]);
        await expect(stored(id)).resolves.toMatchObject({ status: 'COMPLETED' });
        const version = await opened.figures.version();
        opened.clock.advance(60_001);
        await expect(removedBy()).resolves.toEqual([{ type: 'prompt', status: 'COMPLETED', count: 1 }]);
        await expect(opened.store.find(id)).resolves.toBeNull();
        await expect(opened.figures.counts()).resolves.toEqual([{ status: 'PENDING', type: 'prompt', count: 1 }]);
        await expect(opened.store.list({ limit: 10 })).resolves.toMatchObject({ total: 1, rows: [{ id: waiting }] });
        await expect(opened.figures.version()).resolves.not.toBe(version);
      });

      it('keeps each end as long as its type says, and others as usual', async () => {
        await openWith(
          { report: { retention: { completed: 1, failed: 0 } }, email: { retention: { cancelled: 2 } } },
          5,
        );
        const failed = (type: string) => end((job) => fail(job, ERROR, moment()), type);
        const cancelled = (type: string) => end((job) => cancel(job, moment()), type);
        for (const type of ['report', 'email', 'prompt']) {
          await completed(type);
          await failed(type);
          await cancelled(type);
        }
        const byDay: string[][] = [];
        for (let day = 1; day <= 6; day++) {
          opened.clock.advance(DAY_MS + 60_001);
          byDay.push((await removedBy()).map(({ type, status, count }) => `${type} ${status} ${count}`).sort());
        }
        expect(byDay).toEqual([
          ['report COMPLETED 1'],
          ['email CANCELLED 1'],
          [],
          [],
          [
            ...['email COMPLETED 1', 'email FAILED 1', 'prompt CANCELLED 1', 'prompt COMPLETED 1', 'prompt FAILED 1'],
            'report CANCELLED 1',
          ],
          [],
        ]);
        await expect(opened.figures.counts()).resolves.toEqual([{ status: 'FAILED', type: 'report', count: 1 }]);
      });

      it('keeps everything where nothing need go', async () => {
        await openWith({}, 0);
        const id = await completed();
        opened.clock.advance(10_000 * DAY_MS);
        await expect(removedBy()).resolves.toEqual([]);
        await expect(stored(id)).resolves.toBeDefined();
      });

      it('keeps a job that was opened again', async () => {
        await openWith({}, 1);
        const id = await end((job) => cancel(job, moment()));
        opened.clock.advance(DAY_MS);
        await opened.store.apply([reopen(await stored(id), moment())]);
        await expect(removedBy()).resolves.toEqual([]);
        await expect(stored(id)).resolves.toMatchObject({ status: 'PENDING' });
      });

      it('stops at its limit, goes on elsewhere first, and holds no type up behind another', async () => {
        await openWith({ report: { retention: { completed: 0 } } }, 1);
        for (let n = 0; n < 5; n++) await completed('email');
        for (let n = 0; n < 3; n++) await completed('prompt');
        for (let n = 0; n < 5; n++) await completed('report');
        opened.clock.advance(DAY_MS + 1);
        const first = await opened.store.sweep(2);
        expect(first).toMatchObject({ hasMore: true, removed: [{ type: 'email', count: 2 }] });
        const second = await opened.store.sweep(2);
        expect(second).toMatchObject({ hasMore: true, removed: [{ type: 'prompt', count: 2 }] });
        const rest = await removedBy(2);
        const sum = (type: string): number =>
          rest.filter((one) => one.type === type).reduce((total, { count }) => total + count, 0);
        expect({ email: sum('email'), prompt: sum('prompt') }).toEqual({ email: 3, prompt: 1 });
        await expect(opened.figures.counts()).resolves.toEqual([{ status: 'COMPLETED', type: 'report', count: 5 }]);
      });
    });
  });
}
