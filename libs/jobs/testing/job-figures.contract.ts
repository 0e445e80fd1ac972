import type { Job } from '../src/job';
import type { TrendRow } from '../src/job-figures.port';
import * as life from '../src/job-life';
import type { DurationCounts } from '../src/trend/durations';
import { NO_FIGURES, countSteps } from '../src/trend/trend-figures';
import type { TrendUnit } from '../src/trend/trend-units';
import { KEPT_MS, TREND_UNITS } from '../src/trend/trend-units';
import { aClaim, aJob } from './a-job';
import type { OpenStore } from './job-store.contract';

const MINUTE_MS = 60_000;
const ERROR = { code: 'worker_error', message: 'no', retryable: true } as const;
const FAILURE = { error: ERROR, afterMs: 0, countsAsAttempt: true };

const durations = (...all: readonly number[]): DurationCounts =>
  countSteps(
    NO_FIGURES,
    all.map((waitMs) => ({ waitMs })),
  ).wait;

/** What every adapter of `JobFigures` must do about time. */
export function describeJobFigures(adapter: string, open: () => Promise<OpenStore>): void {
  describe(`JobFigures contract: ${adapter}`, () => {
    let opened: OpenStore;
    let from: Date;
    const now = (): Date => opened.clock.now();
    const moment = (): life.Moment => ({ at: now(), by: 'test' });
    const trend = (unit: TrendUnit = 'minute', type?: string): Promise<readonly TrendRow[]> =>
      opened.figures.trend({
        ...{ unit, from: new Date(0), until: new Date(now().getTime() + 1) },
        ...(type !== undefined && { type }),
      });
    const claimOne = async (): Promise<Job> => {
      const [job] = await opened.store.claim(aClaim(), 1);
      if (!job) throw new Error('nothing was claimed');
      return job;
    };
    const aJobNow = (overrides: Partial<Job> = {}): Job => aJob({ createdAt: now(), ...overrides });

    beforeEach(async () => {
      opened = await open();
      from = now();
    });
    afterEach(() => opened.close());

    it('knows of nothing before anything happened', async () => {
      for (const unit of TREND_UNITS) await expect(trend(unit)).resolves.toEqual([]);
    });

    it('counts what happens, in every unit, for each type and for all', async () => {
      const [a, b, c] = [aJobNow(), aJobNow({ type: 'report' }), aJobNow({ type: 'report' })];
      await opened.store.insert([a, b, c]);
      await opened.store.apply([life.cancel(b, moment()), life.fail(c, ERROR, moment())]);
      for (const unit of TREND_UNITS) {
        const counts = (rows: readonly TrendRow[]): unknown =>
          rows.map(({ start, figures }) => [start, figures.counts]);
        expect(counts(await trend(unit))).toEqual([[from, { created: 3, cancelled: 1, failed: 1 }]]);
        expect(counts(await trend(unit, 'report'))).toEqual([[from, { created: 2, cancelled: 1, failed: 1 }]]);
        expect(counts(await trend(unit, 'prompt'))).toEqual([[from, { created: 1 }]]);
        await expect(trend(unit, 'unheard')).resolves.toEqual([]);
      }
    });

    it('measures how long a job waited since it was due, and how long its run took', async () => {
      await opened.store.insert([aJobNow({ dueAt: new Date(from.getTime() + 700) })]);
      opened.clock.advance(1000);
      await opened.store.sweep(10);
      const job = await claimOne();
      opened.clock.advance(5000);
      await opened.store.apply([life.complete(job, { result: 1 }, moment())]);
      await expect(trend()).resolves.toEqual([
        {
          start: from,
          figures: {
            counts: { created: 1, completed: 1 },
            wait: durations(300),
            run: durations(5000),
          },
        },
      ]);
    });

    it('measures a run that another one follows from the claim of that run', async () => {
      await opened.store.insert([aJobNow()]);
      opened.clock.advance(100);
      await opened.store.apply([life.failRun(await claimOne(), FAILURE, moment())]);
      opened.clock.advance(2000);
      const second = await claimOne();
      opened.clock.advance(40);
      await opened.store.apply([life.fail(second, ERROR, moment())]);
      await expect(trend()).resolves.toMatchObject([
        {
          figures: {
            counts: { created: 1, runsFailed: 1, failed: 1 },
            wait: durations(100, 2000),
            run: durations(0, 40),
          },
        },
      ]);
    });

    it('measures no run whose end nobody told: a lost lease, a shutdown, a cancel', async () => {
      await opened.store.insert([aJobNow({ type: 'lost' }), aJobNow({ type: 'back' }), aJobNow({ type: 'cancelled' })]);
      const claimed = await opened.store.claim(aClaim({ leaseMs: 1000 }), 3);
      const of = (type: string): Job => claimed.find((job) => job.type === type) as Job;
      await opened.store.apply([life.putBack(of('back'), 'stopped', moment()), life.cancel(of('cancelled'), moment())]);
      opened.clock.advance(1001);
      await opened.store.sweep(10);
      const [row] = await trend();
      expect(row?.figures).toEqual({
        counts: { created: 3, runsFailed: 1, cancelled: 1 },
        wait: durations(0, 0, 0),
        run: [],
      });
    });

    it('counts a retry by a person, and no note that moves nothing', async () => {
      const [again, linked] = [aJobNow(), aJobNow()];
      await opened.store.insert([again, linked]);
      await opened.store.apply([life.cancel(again, moment()), life.cancel(linked, moment())]);
      for (const { id } of [again, linked]) {
        const job = (await opened.store.find(id)) as Job;
        await opened.store.apply([
          id === again.id ? life.reopen(job, moment()) : life.linkRetry(job, 'copy', moment()),
        ]);
      }
      await opened.store.apply([life.handOver(await claimOne(), new Date(now().getTime() + 5000), moment())]);
      const [row] = await trend();
      expect(row?.figures.counts).toEqual({ created: 2, cancelled: 2, retried: 1 });
    });

    it('counts nothing that was refused', async () => {
      const job = aJobNow();
      await opened.store.insert([job]);
      await opened.store.insert([job]);
      await opened.store.apply([life.cancel(job, moment()), life.cancel(job, moment())]);
      await opened.store.apply([life.fail(job, ERROR, moment())]);
      const [row] = await trend();
      expect(row?.figures.counts).toEqual({ created: 1, cancelled: 1 });
    });

    it('counts each change in the minute in which it was stored, oldest first', async () => {
      for (let minute = 0; minute < 4; minute++) {
        await opened.store.insert(Array.from({ length: minute }, () => aJobNow()));
        opened.clock.advance(MINUTE_MS);
      }
      const at = (minute: number): Date => new Date(from.getTime() + minute * MINUTE_MS);
      const created = (rows: readonly TrendRow[]): unknown =>
        rows.map(({ start, figures }) => [start, figures.counts.created]);
      expect(created(await trend())).toEqual([1, 2, 3].map((minute) => [at(minute), minute]));
      expect(created(await trend('hour'))).toEqual([[from, 6]]);
      const some = await opened.figures.trend({ unit: 'minute', from: at(1), until: at(3) });
      expect(created(some)).toEqual([1, 2].map((minute) => [at(minute), minute]));
    });

    it('counts each change once, though the clock of the machine was set', async () => {
      let inserted = 0;
      for (const ms of [MINUTE_MS, -2.5 * MINUTE_MS, 61 * MINUTE_MS, -30 * MINUTE_MS, MINUTE_MS, 40 * MINUTE_MS]) {
        await opened.store.insert([aJobNow(), aJobNow({ type: 'report' })]);
        await opened.store.sweep(10);
        inserted += 2;
        opened.clock.jump(ms);
      }
      await opened.store.insert([aJobNow(), aJobNow({ type: 'report' })]);
      const span = { from: new Date(0), until: new Date(now().getTime() + KEPT_MS.day) };
      for (const unit of TREND_UNITS) {
        const sum = async (type?: string): Promise<number> =>
          (await opened.figures.trend({ unit, ...span, ...(type !== undefined && { type }) })).reduce(
            (total, { figures }) => total + (figures.counts.created ?? 0),
            0,
          );
        await expect(sum()).resolves.toBe(inserted + 2);
        await expect(sum('report')).resolves.toBe(inserted / 2 + 1);
      }
    });

    it('goes on counting when the store is opened again', async () => {
      await opened.store.insert([aJobNow()]);
      opened = await opened.reopen();
      await opened.store.insert([aJobNow(), aJobNow()]);
      for (const unit of TREND_UNITS) {
        await expect(trend(unit)).resolves.toMatchObject([{ figures: { counts: { created: 3 } } }]);
      }
    });

    it('counts a thousand changes that come at once', async () => {
      const jobs = Array.from({ length: 1000 }, (_, n) => aJobNow({ type: n % 2 ? 'report' : 'prompt' }));
      await Promise.all(jobs.map((job) => opened.store.insert([job])));
      await Promise.all(jobs.map((job) => opened.store.apply([life.cancel(job, moment())])));
      await expect(trend('hour')).resolves.toMatchObject([{ figures: { counts: { created: 1000, cancelled: 1000 } } }]);
      await expect(trend('hour', 'report')).resolves.toMatchObject([
        { figures: { counts: { created: 500, cancelled: 500 } } },
      ]);
    });

    it.each(TREND_UNITS)('forgets figures of a %s that is no longer shown', async (unit) => {
      await opened.store.insert([aJobNow()]);
      opened.clock.advance(KEPT_MS[unit]);
      opened = await opened.reopen();
      await opened.store.sweep(10);
      await expect(trend(unit)).resolves.toHaveLength(1);
      opened.clock.advance(MINUTE_MS);
      opened = await opened.reopen();
      await opened.store.sweep(10);
      await expect(trend(unit)).resolves.toEqual([]);
    });
  });
}
