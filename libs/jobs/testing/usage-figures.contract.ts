import type { Job, Usage } from '../src/job';
import { complete, fail, failRun, reopen } from '../src/job-life';
import type { TypeUsage } from '../src/job-figures.port';
import { TypeRules } from '../src/job-types/type-rules';
import { aClaim, aJob } from './a-job';
import type { OpenStore } from './job-store.contract';
import { rulesWith } from './type-rules';

const DAY_MS = 86_400_000;
const ERROR = { code: 'worker_error', message: 'no', retryable: true } as const;

/** What every store knows about what models used. */
export function describeUsageFigures(adapter: string, open: (rules: TypeRules) => Promise<OpenStore>): void {
  describe(`JobFigures contract, usage: ${adapter}`, () => {
    let opened: OpenStore;
    beforeEach(async () => {
      opened = await open(TypeRules.NONE);
    });
    afterEach(() => opened.close());

    const moment = (): { at: Date; by: string } => ({ at: opened.clock.now(), by: 'test' });
    const sums = async (): Promise<TypeUsage[]> =>
      [...(await opened.figures.usage())].sort((a, b) => a.type.localeCompare(b.type));
    const claimed = async (): Promise<Job> => {
      const [job] = await opened.store.claim(aClaim(), 1);
      if (!job) throw new Error('nothing was claimed');
      return job;
    };
    const aRun = async (type = 'prompt'): Promise<Job> => {
      await opened.store.insert([aJob({ type })]);
      return claimed();
    };
    const usageOf = async (id: string): Promise<Usage | undefined> => (await opened.store.find(id))?.usage;

    it('knows of none before there is any', async () => {
      await opened.store.apply([complete(await aRun(), { result: 1 }, moment())]);
      await opened.store.apply([complete(await aRun(), { result: 1, usage: { model: 'm' } }, moment())]);
      await expect(sums()).resolves.toEqual([]);
    });

    it('sums up what runs used, however they ended, by type', async () => {
      const used = (inputTokens: number, outputTokens: number): Usage => ({ model: 'm', inputTokens, outputTokens });
      await opened.store.apply([
        complete(await aRun(), { result: 1, usage: used(1, 10) }, moment()),
        fail(await aRun(), ERROR, moment(), used(2, 20)),
        complete(await aRun('report'), { result: 1, usage: { outputTokens: 300 } }, moment()),
      ]);
      const wanted = [
        { type: 'prompt', inputTokens: 3, outputTokens: 30 },
        { type: 'report', inputTokens: 0, outputTokens: 300 },
      ];
      await expect(sums()).resolves.toEqual(wanted);
      opened = await opened.reopen();
      await expect(sums()).resolves.toEqual(wanted);
    });

    it('adds up the runs of a job, those before a retry by a person too', async () => {
      const first = await aRun();
      const failure = { error: ERROR, afterMs: 0, countsAsAttempt: true, usage: { model: 'a', inputTokens: 1 } };
      await opened.store.apply([failRun(first, failure, moment())]);
      const second = await claimed();
      await opened.store.apply([fail(second, ERROR, moment(), { model: 'b', inputTokens: 2, outputTokens: 5 })]);
      await opened.store.apply([reopen((await opened.store.find(first.id)) as Job, moment())]);
      await opened.store.apply([complete(await claimed(), { result: 1, usage: { inputTokens: 4 } }, moment())]);
      await expect(usageOf(first.id)).resolves.toEqual({ model: 'b', inputTokens: 7, outputTokens: 5 });
      await expect(sums()).resolves.toEqual([{ type: 'prompt', inputTokens: 7, outputTokens: 5 }]);
    });

    it('adds nothing for a run that was not settled because another writer was first', async () => {
      const job = await aRun();
      const done = complete(job, { result: 1, usage: { inputTokens: 1 } }, moment());
      await expect(opened.store.apply([done])).resolves.toEqual(['applied']);
      await expect(opened.store.apply([done])).resolves.toEqual(['stale']);
      await expect(opened.store.apply([done, done])).resolves.toEqual(['stale', 'stale']);
      await expect(sums()).resolves.toEqual([{ type: 'prompt', inputTokens: 1, outputTokens: 0 }]);
    });

    it('forgets what removed jobs used, as it counts them no more', async () => {
      await opened.close();
      opened = await open(rulesWith({ report: { retention: { completed: 0 } } }, 1));
      const usage = { inputTokens: 3, outputTokens: 4 };
      for (const type of ['prompt', 'report', 'prompt'])
        await opened.store.apply([complete(await aRun(type), { result: 1, usage }, moment())]);
      opened.clock.advance(DAY_MS + 60_001);
      await opened.store.apply([complete(await aRun(), { result: 1, usage: { inputTokens: 9 } }, moment())]);
      for (let more = true; more;) more = (await opened.store.sweep(100)).hasMore;
      await expect(sums()).resolves.toEqual([
        { type: 'prompt', inputTokens: 9, outputTokens: 0 },
        { type: 'report', ...usage },
      ]);
    });
  });
}
