import { v7 as uuidv7 } from 'uuid';
import type { Job } from '../src/job';
import { complete } from '../src/job-life';
import type { JobScan } from '../src/job-scan.port';
import type { JobFilter, JobStore } from '../src/job-store.port';
import { aJob } from './a-job';

/** A store on its own empty place. */
export interface OpenJobScan {
  readonly scan: JobScan;
  readonly store: JobStore;
  close(): Promise<void>;
}

const START = Date.UTC(2026, 0, 1);
const at = (seconds: number): Date => new Date(START + seconds * 1000);

/** What every adapter of `JobScan` must do. */
export function describeJobScan(adapter: string, open: () => Promise<OpenJobScan>): void {
  describe(`JobScan contract: ${adapter}`, () => {
    let opened: OpenJobScan;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it('reads whole jobs in the order that was asked for, and leaves unknown ones out', async () => {
      const jobs = Array.from({ length: 5 }, (_, n) => aJob({ payload: { prompt: 'p'.repeat(600), n } }));
      await opened.store.insert(jobs);
      const done = complete(jobs[1]!, { result: { text: 'r'.repeat(600) } }, { at: at(1), by: 'test' });
      await opened.store.apply([done]);
      const order = [4, 1, 3].map((n) => jobs[n] as Job);
      const found = await opened.scan.findAll([order[0]!.id, uuidv7(), order[1]!.id, 'nobody', order[2]!.id]);
      expect(found).toEqual(await Promise.all(order.map(({ id }) => opened.store.find(id))));
      await expect(opened.scan.findAll([])).resolves.toEqual([]);
    });

    it('counts what each filter has', async () => {
      const jobs = [
        aJob({ tags: ['a', 'b'], createdAt: at(1), payload: { prompt: 'two red foxes' } }),
        aJob({ tags: ['b'], key: 'k', createdAt: at(2), payload: { prompt: 'two blue foxes' } }),
        aJob({ key: 'k', createdAt: at(3), status: 'FAILED', payload: { prompt: 'one red fox' } }),
        aJob({ type: 'report', createdAt: at(4), status: 'FAILED', payload: { report_type: 'red' } }),
        aJob({ type: 'report', createdAt: at(5), status: 'COMPLETED', result: 'x', resultValid: false }),
      ];
      await opened.store.insert(jobs);
      const counts: readonly [JobFilter, number][] = [
        [{}, 5],
        [{ status: 'FAILED' }, 2],
        [{ type: 'report' }, 2],
        [{ status: 'FAILED', type: 'report' }, 1],
        [{ type: 'nothing' }, 0],
        [{ tag: 'b' }, 2],
        [{ key: 'k' }, 2],
        [{ key: 'k', tag: 'b', status: 'PENDING' }, 1],
        [{ createdAfter: at(3) }, 3],
        [{ createdBefore: at(3) }, 2],
        [{ createdAfter: at(2), createdBefore: at(4), key: 'k' }, 2],
        [{ resultValid: false }, 1],
        [{ resultValid: true }, 0],
        [{ search: 'red' }, 3],
        [{ search: 'red fox', status: 'FAILED' }, 1],
        [{ search: 'two fox' }, 2],
        [{ search: jobs[2]!.id }, 1],
        [{ search: 'nowhere' }, 0],
        [{ search: '!' }, 0],
      ];
      for (const [filter, count] of counts) expect([filter, await opened.scan.count(filter)]).toEqual([filter, count]);
    });

    it('counts more than a list does, exactly', async () => {
      const jobs = Array.from({ length: 10_007 }, () => aJob({ tags: ['many'] }));
      for (let from = 0; from < jobs.length; from += 1000) await opened.store.insert(jobs.slice(from, from + 1000));
      await expect(opened.scan.count({ tag: 'many', createdBefore: at(9) })).resolves.toBe(10_007);
      await expect(opened.scan.count({ search: 'hel', status: 'PENDING' })).resolves.toBe(10_007);
    }, 60_000);
  });
}
