import type { Job } from '../src/job';
import { cancel, complete, handOver } from '../src/job-life';
import type { TypeRules } from '../src/job-types/type-rules';
import type { TypeControlChange } from '../src/type-controls.port';
import { aClaim, aJob } from './a-job';
import type { OpenStore } from './job-store.contract';
import { rulesWith } from './type-rules';

/** What every adapter of `TypeControls` must do, and what its store makes of it. */
export function describeTypeControls(adapter: string, open: (rules?: TypeRules) => Promise<OpenStore>): void {
  describe(`TypeControls contract: ${adapter}`, () => {
    let opened: OpenStore;
    afterEach(() => opened.close());

    const change = (wanted: Partial<TypeControlChange>) =>
      opened.controls.change({ type: 'prompt', at: opened.clock.now(), by: 'ada', ...wanted });
    const moment = (): { at: Date; by: string } => ({ at: opened.clock.now(), by: 'test' });
    const claimed = async (limit: number, types?: readonly string[]): Promise<Job[]> => [
      ...(await opened.store.claim(aClaim(types && { types }), limit)),
    ];
    const idsOf = (jobs: readonly Job[]): string[] => jobs.map(({ id }) => id);
    const some = (count: number, overrides: Partial<Job> = {}): Job[] =>
      Array.from({ length: count }, () => aJob(overrides));

    describe('without registered caps', () => {
      beforeEach(async () => {
        opened = await open();
      });

      it('keeps what was changed, by whom and when, also when it is opened again', async () => {
        await expect(opened.controls.all()).resolves.toEqual([]);
        const made = { changedAt: opened.clock.now(), changedBy: 'ada' };
        await expect(change({ paused: true })).resolves.toEqual({ type: 'prompt', paused: true, ...made });
        await change({ type: 'report', concurrency: 3, by: 'bob' });
        const wanted = [
          { type: 'prompt', paused: true, ...made },
          { type: 'report', paused: false, concurrency: 3, ...made, changedBy: 'bob' },
        ];
        await expect(opened.controls.all()).resolves.toEqual(expect.arrayContaining(wanted));
        opened = await opened.reopen();
        await expect(opened.controls.all()).resolves.toEqual(expect.arrayContaining(wanted));
        await opened.store.insert([aJob()]);
        await expect(claimed(1)).resolves.toEqual([]);
      });

      it('changes what is given and keeps the rest; null is no cap of its own', async () => {
        await change({ paused: true, concurrency: 2 });
        await expect(change({ paused: false })).resolves.toMatchObject({ paused: false, concurrency: 2 });
        await expect(change({ concurrency: 7 })).resolves.toMatchObject({ paused: false, concurrency: 7 });
        await expect(change({ concurrency: null })).resolves.not.toHaveProperty('concurrency');
        await expect(opened.controls.all()).resolves.toHaveLength(1);
      });

      it('has another version after a change: people see it', async () => {
        const before = await opened.figures.version();
        await change({ paused: true });
        await expect(opened.figures.version()).resolves.not.toBe(before);
      });

      it('hands no job of a paused type out, to nobody, and all of it once it is resumed', async () => {
        const [prompts, reports] = [some(3), some(2, { type: 'report' })];
        await opened.store.insert([...prompts, ...reports]);
        await change({ paused: true });
        await expect(claimed(10, ['prompt'])).resolves.toEqual([]);
        expect(idsOf(await claimed(10))).toEqual(idsOf(reports));
        await expect(opened.figures.counts()).resolves.toEqual(
          expect.arrayContaining([{ status: 'PENDING', type: 'prompt', count: 3 }]),
        );
        await change({ paused: false });
        expect(idsOf(await claimed(10, ['prompt', 'report']))).toEqual(idsOf(prompts));
      });

      it('hands out no more than a cap allows, counting runs that were handed over', async () => {
        await opened.store.insert(some(5));
        await change({ concurrency: 2 });
        const [first, second, ...others] = await claimed(10);
        expect(others).toEqual([]);
        if (!first || !second) throw new Error('nothing was claimed');
        await opened.store.apply([handOver(first, new Date(opened.clock.now().getTime() + 60_000), moment())]);
        await expect(claimed(10)).resolves.toEqual([]);
        await opened.store.apply([complete(second, { result: 1 }, moment())]);
        await expect(claimed(10)).resolves.toHaveLength(1);
        await change({ concurrency: null });
        await expect(claimed(10)).resolves.toHaveLength(2);
      });

      it('takes nothing back when a cap falls below what runs', async () => {
        await opened.store.insert(some(4));
        const running = await claimed(3);
        await change({ concurrency: 2 });
        await opened.store.apply([cancel(running[0] as Job, moment())]);
        await expect(claimed(10)).resolves.toEqual([]);
        await opened.store.apply([cancel(running[1] as Job, moment())]);
        await expect(claimed(10)).resolves.toHaveLength(1);
      });

      it('keeps priority, turn and age exact among the types that have room', async () => {
        const jobs = [
          ...[aJob({ type: 'email', priority: 1 }), aJob({ type: 'report' }), aJob({ priority: 5 }), aJob()],
          ...[aJob({ type: 'report', priority: 5 }), aJob({ type: 'email' }), aJob({ type: 'report', priority: 4 })],
          ...[
            aJob({ type: 'prompt', key: 'a' }),
            aJob({ type: 'prompt', key: 'a' }),
            aJob({ type: 'email', key: 'a' }),
          ],
        ];
        await opened.store.insert(jobs);
        await change({ type: 'report', concurrency: 2 });
        await change({ type: 'scan', paused: true });
        const wanted = [2, 4, 6, 3, 5, 7, 8, 9, 0].map((at) => jobs[at]?.id);
        const got = [
          ...(await claimed(3)),
          ...(await claimed(3, ['email', 'prompt', 'report'])),
          ...(await claimed(9)),
        ];
        expect(idsOf(got)).toEqual(wanted);
      });

      it('never exceeds a cap, however many ask at once', async () => {
        await opened.store.insert([...some(30), ...some(30, { type: 'report' })]);
        await change({ concurrency: 5 });
        const asked = Array.from({ length: 20 }, (_, n) => claimed(3, n % 2 ? ['prompt', 'report'] : undefined));
        const got = (await Promise.all(asked)).flat();
        expect(got.filter(({ type }) => type === 'prompt')).toHaveLength(5);
        expect(new Set(idsOf(got)).size).toBe(got.length);
      });

      it('names in a sweep no job of a type that is paused or full, and the types that have a cap', async () => {
        const [prompts, reports, emails] = ['prompt', 'report', 'email'].map((type) => some(3, { type }));
        if (!prompts || !reports || !emails) throw new Error('no jobs were made');
        await opened.store.insert([...prompts, ...reports, ...emails]);
        await change({ paused: true });
        await change({ type: 'report', concurrency: 2 });
        const before = await opened.store.sweep(10);
        expect(before).toMatchObject({ capped: ['report'], ready: idsOf([...reports.slice(0, 2), ...emails]) });
        await claimed(2, ['report']);
        await expect(opened.store.sweep(10)).resolves.toMatchObject({ ready: idsOf(emails) });
        await claimed(3, ['email']);
        await expect(opened.store.sweep(10)).resolves.toMatchObject({ ready: [] });
      });

      it('gives the place of a lost run to the next', async () => {
        await opened.store.insert(some(2, { maxAttempts: 1 }));
        await change({ concurrency: 1 });
        await opened.store.claim(aClaim({ leaseMs: 1000 }), 2);
        opened.clock.advance(1001);
        await opened.store.sweep(10);
        await expect(claimed(2)).resolves.toHaveLength(1);
      });

      it('keeps expired jobs from being handed out where a type is held back, too', async () => {
        const [expiring, other] = [aJob({ expiresAt: new Date(opened.clock.now().getTime() + 10) }), aJob()];
        await opened.store.insert([expiring, other]);
        await change({ concurrency: 1 });
        opened.clock.advance(10);
        expect(idsOf(await claimed(2))).toEqual([other.id]);
      });
    });

    it('keeps to a registered cap until it is changed, and goes back to it', async () => {
      opened = await open(rulesWith({ prompt: { concurrency: 2 } }));
      await opened.store.insert(some(6));
      await expect(claimed(10)).resolves.toHaveLength(2);
      await change({ concurrency: 3 });
      await expect(claimed(10)).resolves.toHaveLength(1);
      await change({ concurrency: null });
      await expect(claimed(10)).resolves.toEqual([]);
      opened = await opened.reopen();
      await expect(claimed(10)).resolves.toEqual([]);
      await expect(opened.store.sweep(10)).resolves.toMatchObject({ capped: ['prompt'], ready: [] });
    });
  });
}
