import type { CallbackEntry } from '@fasttrack/contracts';
import { CALLBACKS_REMOVED_AT_ONCE } from '../src/callbacks/callback-log.port';
import type { CallbackLog } from '../src/callbacks/callback-log.port';
import type { JobStore } from '../src/job-store.port';
import { aCallback } from './a-callback';
import { aJob } from './a-job';

/** A log on its own empty place, beside the jobs of which one day after their end none is kept. */
export interface OpenCallbackLog {
  readonly log: CallbackLog;
  readonly store: JobStore;
  advance(ms: number): void;
  reopen(): Promise<OpenCallbackLog>;
  close(): Promise<void>;
}

const DAY_MS = 86_400_000;
const idsOf = (entries: readonly CallbackEntry[]): string[] => entries.map(({ id }) => id);
const some = (count: number, overrides: Partial<CallbackEntry> = {}): CallbackEntry[] =>
  Array.from({ length: count }, () => aCallback(overrides));

/** What every adapter of `CallbackLog` must do. */
export function describeCallbackLog(adapter: string, open: () => Promise<OpenCallbackLog>): void {
  describe(`CallbackLog contract: ${adapter}`, () => {
    let opened: OpenCallbackLog;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    const all = (): Promise<readonly CallbackEntry[]> => opened.log.list({ limit: 10_000 });

    it('gives back every field it was given, also after it was opened again', async () => {
      const entry = aCallback({
        ...{ verdict: 'stale attempt', jobId: '$where', attempt: 3, proof: 'token', requestId: 'r', truncated: true },
        ...{ body: '{"$gt": ""} \0 \u{1f600} \' OR 1=1 --', leftOut: 7, status: 409, address: '::1' },
      });
      const bare = aCallback({ verdict: 'unauthorized', status: 401 });
      await opened.log.append([entry, bare]);
      await expect(all()).resolves.toEqual([bare, entry]);
      opened = await opened.reopen();
      await expect(all()).resolves.toEqual([bare, entry]);
    });

    it('leaves an entry that is there as it is', async () => {
      const entry = aCallback();
      await opened.log.append([entry]);
      const other = aCallback();
      await opened.log.append([{ ...entry, status: 500 }, other]);
      await opened.log.append([other, entry]);
      await expect(all()).resolves.toEqual([other, entry]);
    });

    it('appends nothing without a fault', async () => {
      await opened.log.append([]);
      await expect(all()).resolves.toEqual([]);
    });

    it('lists the newest first, by verdict, by job, and by both', async () => {
      const entries = [
        aCallback({ jobId: 'a' }),
        aCallback({ jobId: 'b', verdict: 'late' }),
        aCallback({ jobId: 'a', verdict: 'late' }),
        aCallback({ verdict: 'unauthorized' }),
        aCallback({ jobId: 'a', at: '2025-01-01T00:00:00.000Z' }),
      ] as const;
      await opened.log.append([...entries].reverse());
      const [first, second, third, fourth, oldest] = idsOf(entries);
      const ids = async (query: object): Promise<string[]> => idsOf(await opened.log.list({ limit: 10, ...query }));
      await expect(ids({})).resolves.toEqual([fourth, third, second, first, oldest]);
      await expect(ids({ verdict: 'late' })).resolves.toEqual([third, second]);
      await expect(ids({ jobId: 'a' })).resolves.toEqual([third, first, oldest]);
      await expect(ids({ jobId: 'a', verdict: 'late' })).resolves.toEqual([third]);
      await expect(ids({ jobId: 'A' })).resolves.toEqual([]);
      await expect(ids({ jobId: '$ne', verdict: 'late' })).resolves.toEqual([]);
    });

    it.each([{}, { verdict: 'late' as const }, { jobId: 'a' }, { jobId: 'a', verdict: 'late' as const }])(
      'goes through all pages without a gap or a repeat: %j',
      async (filter) => {
        await opened.log.append(some(3, { jobId: 'b', verdict: 'duplicate' }));
        const wanted = some(25, { jobId: 'a', verdict: 'late' });
        await opened.log.append(wanted);
        const seen: string[] = [];
        for (let olderThan: string | undefined; ;) {
          const page = await opened.log.list({ ...filter, limit: 10, ...(olderThan !== undefined && { olderThan }) });
          seen.push(...idsOf(page));
          olderThan = page.at(-1)?.id;
          if (page.length < 10) break;
        }
        expect(seen.slice(0, 25)).toEqual(idsOf(wanted).reverse());
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen).toHaveLength(Object.keys(filter).length === 0 ? 28 : 25);
      },
    );

    it('trims each shelf to its newest entries, and leaves the others alone', async () => {
      const late = some(5, { jobId: 'a', verdict: 'late' });
      const others = [...some(3, { jobId: 'a' }), ...some(4, { jobId: 'b', verdict: 'late' })];
      await opened.log.append([...late, ...others]);
      await opened.log.trim([
        { verdict: 'late', jobId: 'a', keep: 2 },
        { verdict: 'duplicate', keep: 0 },
        { verdict: 'late', keep: 10 },
      ]);
      await expect(all().then(idsOf)).resolves.toEqual(idsOf([...late.slice(3), ...others]).reverse());
      await opened.log.trim([{ verdict: 'late', keep: 3 }]);
      const left = await opened.log.list({ verdict: 'late', limit: 100 });
      expect(idsOf(left)).toEqual(idsOf(others.slice(4)).reverse());
    });

    it('removes so many at a time, the oldest first', async () => {
      const entries = some(CALLBACKS_REMOVED_AT_ONCE + 20, { verdict: 'unauthorized' });
      await opened.log.append(entries);
      await opened.log.trim([{ verdict: 'unauthorized', keep: 5 }]);
      await expect(all().then(idsOf)).resolves.toEqual(idsOf(entries.slice(CALLBACKS_REMOVED_AT_ONCE)).reverse());
      await opened.log.trim([{ verdict: 'unauthorized', keep: 5 }]);
      await expect(all().then(idsOf)).resolves.toEqual(idsOf(entries.slice(-5)).reverse());
    });

    it('prunes what is from before a time, and says how much that was', async () => {
      const old = some(3, { at: '2025-12-31T23:59:59.999Z' });
      const young = some(2, { at: '2026-01-01T00:00:00.000Z' });
      await opened.log.append([...young, ...old]);
      await expect(opened.log.prune(new Date('2026-01-01T00:00:00.000Z'))).resolves.toBe(3);
      await expect(opened.log.prune(new Date('2026-01-01T00:00:00.000Z'))).resolves.toBe(0);
      await expect(all().then(idsOf)).resolves.toEqual(idsOf(young).reverse());
    });

    it('has another version after each change, and the same while nothing changes', async () => {
      const versions = [await opened.log.version()];
      const note = async (): Promise<void> => {
        versions.push(await opened.log.version());
      };
      await opened.log.append(some(3));
      await note();
      await opened.log.append(some(1, { verdict: 'late', at: '2020-01-01T00:00:00.000Z' }));
      await note();
      await opened.log.trim([{ verdict: 'accepted', keep: 1 }]);
      await note();
      await opened.log.prune(new Date('2021-01-01T00:00:00.000Z'));
      await note();
      expect(new Set(versions).size).toBe(versions.length);
      await opened.log.trim([{ verdict: 'accepted', keep: 1 }]);
      await opened.log.prune(new Date('2021-01-01T00:00:00.000Z'));
      opened = await opened.reopen();
      await expect(opened.log.version()).resolves.toBe(versions.at(-1));
    });

    it('removes the entries of a job with the job, and no others', async () => {
      const [gone, kept] = [aJob({ status: 'COMPLETED', completedAt: new Date(0) }), aJob()];
      await opened.store.insert([gone, kept]);
      const others = [aCallback({ jobId: kept.id }), aCallback({ jobId: 'nobody' }), aCallback()];
      await opened.log.append([...some(3, { jobId: gone.id }), ...others]);
      const version = await opened.log.version();
      opened.advance(2 * DAY_MS);
      const { removed } = await opened.store.sweep(10);
      expect(removed).toEqual([expect.objectContaining({ count: 1 })]);
      await expect(all().then(idsOf)).resolves.toEqual(idsOf(others).reverse());
      await expect(opened.log.version()).resolves.not.toBe(version);
    });
  });
}
