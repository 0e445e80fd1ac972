import { applyChange } from '../src/job-change';
import type { JobFigures } from '../src/job-figures.port';
import { cancel, complete, fail, failRun, handOver, linkRetry } from '../src/job-life';
import type { JobStore } from '../src/job-store.port';
import type { TypeControls } from '../src/type-controls.port';
import { aClaim, aJob } from './a-job';

/** The time that a store goes by, moved by a test. */
export interface MovableClock {
  now(): Date;
  /** Lets time pass. */
  advance(ms: number): void;
  /** Sets the clock of the machine while no time passes; a store with a time of its own does not notice. */
  jump(ms: number): void;
}

/** A store on its own empty place, whose due times and leases run by `clock`. */
export interface OpenStore {
  readonly store: JobStore;
  readonly figures: JobFigures;
  readonly controls: TypeControls;
  readonly clock: MovableClock;
  /** Closes the store and opens the same jobs again. */
  reopen(): Promise<OpenStore>;
  close(): Promise<void>;
}

/** What every adapter of `JobStore` and `JobFigures` must do. */
export function describeJobStore(adapter: string, open: () => Promise<OpenStore>): void {
  describe(`JobStore contract: ${adapter}`, () => {
    let opened: OpenStore;
    const moment = (): { at: Date; by: string } => ({ at: opened.clock.now(), by: 'test' });
    const later = (ms: number): Date => new Date(opened.clock.now().getTime() + ms);

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    describe('keeping', () => {
      it('gives back every field it was given', async () => {
        const at = opened.clock.now();
        const job = aJob({
          payload: { prompt: 'ünï "q" \u2028', $set: { 'a.b': [1, null, { z: 1, a: 2 }] } },
          priority: 5,
          key: 'customer-1',
          expects: 'text',
          dueAt: new Date(at.getTime() + 5000),
          scheduledFor: new Date(at.getTime() + 5000),
          expiresAt: new Date(at.getTime() + 9000),
          progress: { percent: 10, message: 'started', at },
          tags: ['a', 'b'],
          metadata: { order: '17' },
          error: { code: 'timeout', message: 'late', retryable: true },
          retryOf: 'another',
          usage: { model: 'm', inputTokens: 1, outputTokens: 2 },
        });
        await expect(opened.store.insert([job])).resolves.toEqual(['inserted']);
        await expect(opened.store.find(job.id)).resolves.toEqual(job);
      });

      it.each([
        ['null', null],
        ['text that is not JSON', '{"a": '],
        ['a big number in a string', '{"n":90071992547409931}'],
        ['an object', { b: [1], a: { $x: 1 } }],
        ['false', false],
      ])('keeps a result that is %s', async (_name, result) => {
        const job = aJob();
        await opened.store.insert([job]);
        const change = complete(job, { result }, moment());
        await expect(opened.store.apply([change])).resolves.toEqual(['applied']);
        await expect(opened.store.find(job.id)).resolves.toEqual(applyChange(job, change));
      });

      it('refuses an id twice and keeps the first', async () => {
        const job = aJob();
        await opened.store.insert([job]);
        await expect(opened.store.insert([{ ...job, priority: 1 }])).resolves.toEqual(['duplicate']);
        await expect(opened.store.find(job.id)).resolves.toEqual(job);
      });

      it('answers null for an unknown id', async () => {
        await expect(opened.store.find('nobody')).resolves.toBeNull();
      });

      it('still has everything after it was opened again', async () => {
        const jobs = Array.from({ length: 20 }, () => aJob());
        await Promise.all(jobs.map((job) => opened.store.insert([job])));
        const version = await opened.figures.version();
        opened = await opened.reopen();
        await expect(Promise.all(jobs.map(({ id }) => opened.store.find(id)))).resolves.toEqual(jobs);
        await expect(opened.figures.version()).resolves.toBe(version);
      });

      it('keeps the first 10 and the last 90 events and says how many it left out', async () => {
        let job = aJob({ status: 'CANCELLED' });
        await opened.store.insert([job]);
        for (let n = 0; n < 104; n++) {
          const change = linkRetry(job, `copy-${n}`, moment());
          await opened.store.apply([change]);
          job = applyChange(job, change);
        }
        const found = await opened.store.find(job.id);
        expect(found).toMatchObject({ historyOmitted: 5 });
        expect(found?.history).toHaveLength(100);
        expect(found?.history[0]?.event).toBe('created');
        expect(found?.history.at(-1)?.note).toBe('as copy-103');
      });
    });

    describe('changing', () => {
      it('refuses a change that expects another status', async () => {
        const job = aJob();
        await opened.store.insert([job]);
        await opened.store.apply([cancel(job, moment())]);
        await expect(opened.store.apply([complete(job, { result: 1 }, moment())])).resolves.toEqual(['stale']);
        await expect(opened.store.find(job.id)).resolves.toMatchObject({ status: 'CANCELLED' });
      });

      it('refuses a change of an older attempt', async () => {
        const job = aJob();
        await opened.store.insert([job]);
        const [first] = await opened.store.claim(aClaim(), 1);
        opened.clock.advance(20_000);
        await opened.store.sweep(10);
        await opened.store.claim(aClaim(), 1);
        if (!first) throw new Error('nothing was claimed');
        await expect(opened.store.apply([complete(first, { result: 1 }, moment())])).resolves.toEqual(['stale']);
        await expect(opened.store.find(job.id)).resolves.toMatchObject({ status: 'PROCESSING', attempt: 2 });
      });

      it('refuses to take back a lease that has not run out', async () => {
        await opened.store.insert([aJob()]);
        const [job] = await opened.store.claim(aClaim({ leaseMs: 15_000 }), 1);
        if (!job) throw new Error('nothing was claimed');
        const change = fail(job, { code: 'lease_expired', message: '', retryable: true }, moment());
        const early = { ...change, expected: { ...change.expected, leaseEndedBy: opened.clock.now() } };
        await expect(opened.store.apply([early])).resolves.toEqual(['stale']);
      });

      it('lets one of 50 writers win', async () => {
        const job = aJob();
        await opened.store.insert([job]);
        const outcomes = await Promise.all(
          Array.from({ length: 50 }, (_, n) => opened.store.apply([complete(job, { result: n }, moment())])),
        );
        expect(outcomes.flat().filter((outcome) => outcome === 'applied')).toHaveLength(1);
        const found = await opened.store.find(job.id);
        expect(found?.history.filter(({ event }) => event === 'completed')).toHaveLength(1);
      });

      it('answers item by item', async () => {
        const [known, unknown] = [aJob(), aJob()];
        await opened.store.insert([known]);
        await expect(opened.store.apply([cancel(unknown, moment()), cancel(known, moment())])).resolves.toEqual([
          'stale',
          'applied',
        ]);
      });
    });

    describe('claiming', () => {
      it('hands the most urgent job out first, then the oldest', async () => {
        const [calm, old, young, urgent] = [aJob({ priority: 1 }), aJob(), aJob(), aJob({ priority: 5 })];
        await opened.store.insert([calm, old, young, urgent]);
        const claimed = await opened.store.claim(aClaim(), 10);
        expect(claimed.map(({ id }) => id)).toEqual([urgent.id, old.id, young.id, calm.id]);
      });

      it('gives keys equal turns', async () => {
        const [a1, a2, a3, b1] = [aJob({ key: 'a' }), aJob({ key: 'a' }), aJob({ key: 'a' }), aJob({ key: 'b' })];
        await opened.store.insert([a1, a2, a3, b1]);
        const claimed = await opened.store.claim(aClaim(), 10);
        expect(claimed.map(({ id }) => id)).toEqual([a1.id, b1.id, a2.id, a3.id]);
      });

      it('hands no job out twice', async () => {
        await opened.store.insert(Array.from({ length: 30 }, () => aJob()));
        const claims = await Promise.all(Array.from({ length: 20 }, () => opened.store.claim(aClaim(), 2)));
        const ids = claims.flat().map(({ id }) => id);
        expect(ids).toHaveLength(30);
        expect(new Set(ids).size).toBe(30);
      });

      it('starts a run: attempt, attempts, lease, event', async () => {
        const job = aJob();
        await opened.store.insert([job]);
        const [claimed] = await opened.store.claim(aClaim({ holder: 'me', leaseMs: 15_000 }), 1);
        expect(claimed).toMatchObject({
          status: 'PROCESSING',
          attempt: 1,
          attempts: 1,
          payload: job.payload,
          lease: { holder: 'me', handedOver: false, until: new Date(opened.clock.now().getTime() + 15_000) },
          startedAt: opened.clock.now(),
        });
        expect(claimed?.history.at(-1)).toMatchObject({
          event: 'claimed',
          by: 'me',
          attempt: 1,
          from: 'PENDING',
          to: 'PROCESSING',
        });
        await expect(opened.store.find(job.id)).resolves.toEqual(claimed);
      });

      it('finds the first of many, also when more urgent ones come later', async () => {
        await opened.store.insert(Array.from({ length: 1100 }, () => aJob()));
        const calm = await opened.store.claim(aClaim(), 20);
        const urgent = Array.from({ length: 3 }, () => aJob({ priority: 5 }));
        await opened.store.insert(urgent);
        const next = await opened.store.claim(aClaim(), 5);
        const rest = await opened.store.claim(aClaim(), 2000);
        expect(next.slice(0, 3).map(({ id }) => id)).toEqual(urgent.map(({ id }) => id));
        expect(new Set([...calm, ...next, ...rest].map(({ id }) => id)).size).toBe(1103);
        const ages = [...calm, ...next.slice(3), ...rest].map(({ id }) => id);
        expect(ages).toEqual([...ages].sort());
      });

      it('keeps to the types it was asked for', async () => {
        const [report, email] = [aJob({ type: 'report' }), aJob({ type: 'email' })];
        await opened.store.insert([aJob(), report, email]);
        const claimed = await opened.store.claim(aClaim({ types: ['email', 'report', 'unheard'] }), 10);
        expect(claimed.map(({ id }) => id)).toEqual([report.id, email.id]);
        await expect(opened.store.claim(aClaim({ types: [] }), 10)).resolves.toEqual([]);
      });

      it('leaves a job that is not due until a sweep made it ready', async () => {
        const job = aJob({ dueAt: new Date(opened.clock.now().getTime() + 1000) });
        await opened.store.insert([job]);
        await expect(opened.store.claim(aClaim(), 1)).resolves.toEqual([]);
        await expect(opened.store.sweep(10)).resolves.toMatchObject({ ready: [] });
        opened.clock.advance(1000);
        await expect(opened.store.sweep(10)).resolves.toMatchObject({ ready: [job.id] });
        await expect(opened.store.claim(aClaim(), 1)).resolves.toHaveLength(1);
      });
    });

    describe('leases', () => {
      it('gives a lost job back, due at once, while runs are left', async () => {
        const job = aJob({ maxAttempts: 2 });
        await opened.store.insert([job]);
        await opened.store.claim(aClaim({ leaseMs: 1000 }), 1);
        await expect(opened.store.sweep(10)).resolves.toMatchObject({ changed: [] });
        opened.clock.advance(1001);
        const { changed, ready } = await opened.store.sweep(10);
        expect(changed).toMatchObject([{ id: job.id, event: { event: 'run_failed', to: 'PENDING', by: 'sweeper' } }]);
        expect(ready).toEqual([job.id]);
        await expect(opened.store.find(job.id)).resolves.toMatchObject({
          error: { code: 'lease_expired' },
          attempts: 1,
        });
      });

      it('fails a lost job after its last run', async () => {
        const job = aJob({ maxAttempts: 1 });
        await opened.store.insert([job]);
        await opened.store.claim(aClaim({ leaseMs: 1000 }), 1);
        opened.clock.advance(1001);
        await opened.store.sweep(10);
        await expect(opened.store.find(job.id)).resolves.toMatchObject({
          status: 'FAILED',
          error: { code: 'lease_expired' },
        });
      });

      it('keeps a renewed lease, and says what was lost', async () => {
        const [mine, cancelled] = [aJob(), aJob()];
        await opened.store.insert([mine, cancelled]);
        const claimed = await opened.store.claim(aClaim({ leaseMs: 1000 }), 2);
        await opened.store.apply(claimed.filter(({ id }) => id === cancelled.id).map((job) => cancel(job, moment())));
        opened.clock.advance(900);
        const renewals = [mine, cancelled].map(({ id }) => ({ id, attempt: 1, leaseMs: 1000 }));
        await expect(opened.store.renew([...renewals, { id: mine.id, attempt: 0, leaseMs: 1000 }])).resolves.toEqual([
          'renewed',
          'lost',
          'lost',
        ]);
        opened.clock.advance(900);
        await expect(opened.store.sweep(10)).resolves.toMatchObject({ changed: [] });
      });

      it('ends a handed-over run at its deadline, which no renewal moves', async () => {
        await opened.store.insert([aJob()]);
        const [job] = await opened.store.claim(aClaim({ leaseMs: 1000 }), 1);
        if (!job) throw new Error('nothing was claimed');
        await opened.store.apply([handOver(job, new Date(opened.clock.now().getTime() + 5000), moment())]);
        await opened.store.renew([{ id: job.id, attempt: 1, leaseMs: 60_000 }]);
        opened.clock.advance(4000);
        await expect(opened.store.sweep(10)).resolves.toMatchObject({ changed: [] });
        opened.clock.advance(1001);
        await opened.store.sweep(10);
        await expect(opened.store.find(job.id)).resolves.toMatchObject({
          status: 'PENDING',
          error: { code: 'timeout' },
        });
      });

      it('ends a waiting job after its expiry, and never hands it out', async () => {
        const job = aJob({ expiresAt: new Date(opened.clock.now().getTime() + 1000) });
        await opened.store.insert([job]);
        opened.clock.advance(1000);
        await expect(opened.store.claim(aClaim(), 1)).resolves.toEqual([]);
        await opened.store.sweep(10);
        await expect(opened.store.find(job.id)).resolves.toMatchObject({
          status: 'FAILED',
          error: { code: 'expired' },
        });
      });

      it.each([-3_600_000, 3_600_000])(
        'ends a lease when its time has passed, though the clock jumped by %i ms',
        async (ms) => {
          await opened.store.insert([aJob()]);
          await opened.store.claim(aClaim({ leaseMs: 1000 }), 1);
          opened.clock.jump(ms);
          opened.clock.advance(999);
          await expect(opened.store.sweep(10)).resolves.toMatchObject({ changed: [] });
          opened.clock.advance(2);
          await expect(opened.store.sweep(10)).resolves.toMatchObject({
            changed: [{ event: { event: 'run_failed' } }],
          });
        },
      );

      it.each([-3_600_000, 3_600_000])('keeps a deadline, though the clock jumped by %i ms', async (ms) => {
        await opened.store.insert([aJob()]);
        const [job] = await opened.store.claim(aClaim({ leaseMs: 1000 }), 1);
        if (!job) throw new Error('nothing was claimed');
        opened.clock.jump(ms);
        const deadline = new Date(opened.clock.now().getTime() + 5000);
        await opened.store.apply([handOver(job, deadline, moment())]);
        await expect(opened.store.find(job.id)).resolves.toMatchObject({ lease: { until: deadline } });
        opened.clock.jump(ms);
        opened.clock.advance(4999);
        await expect(opened.store.sweep(10)).resolves.toMatchObject({ changed: [] });
        opened.clock.advance(2);
        await opened.store.sweep(10);
        await expect(opened.store.find(job.id)).resolves.toMatchObject({ error: { code: 'timeout' } });
      });

      it('ends a lease of an earlier process, though the clock was set back before this one', async () => {
        await opened.store.insert([aJob()]);
        await opened.store.claim(aClaim({ leaseMs: 1000 }), 1);
        opened.clock.jump(-3_600_000);
        opened = await opened.reopen();
        opened.clock.advance(1001);
        await expect(opened.store.sweep(10)).resolves.toMatchObject({ changed: [{ event: { event: 'run_failed' } }] });
      });

      it('stops a sweep at its limit and says that there is more', async () => {
        await opened.store.insert(Array.from({ length: 5 }, () => aJob()));
        await opened.store.claim(aClaim({ leaseMs: 1 }), 5);
        opened.clock.advance(10);
        const first = await opened.store.sweep(3);
        const second = await opened.store.sweep(3);
        expect([first.changed.length, first.hasMore, second.changed.length, second.hasMore]).toEqual([
          3,
          true,
          2,
          false,
        ]);
      });
    });

    describe('lists and figures', () => {
      it('pages newest first without gap or repeat while jobs arrive', async () => {
        const jobs = Array.from({ length: 25 }, () => aJob());
        await opened.store.insert(jobs);
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await opened.store.list({ limit: 10, ...(cursor !== undefined && { cursor }) });
          seen.push(...page.rows.map(({ id }) => id));
          cursor = page.next;
          await opened.store.insert([aJob()]);
        } while (cursor !== undefined);
        expect(seen).toEqual(jobs.map(({ id }) => id).reverse());
      });

      it('filters by status and type, with the total of the filter', async () => {
        const [a, b, c] = [aJob({ type: 'report' }), aJob(), aJob({ type: 'report' })];
        await opened.store.insert([a, b, c]);
        await opened.store.apply([cancel(a, moment())]);
        const page = await opened.store.list({ status: 'CANCELLED', type: 'report', limit: 10 });
        expect(page).toMatchObject({ total: 1, isTotalCapped: false, rows: [{ id: a.id }] });
        await expect(opened.store.list({ type: 'nothing', limit: 10 })).resolves.toMatchObject({ total: 0, rows: [] });
        await expect(opened.store.list({ limit: 10, cursor: 'forged' })).rejects.toThrow('cursor');
      });

      it('cuts long texts in rows and nowhere else', async () => {
        const job = aJob({ payload: { prompt: 'p'.repeat(501) } });
        await opened.store.insert([job]);
        await opened.store.apply([complete(job, { result: { text: 'r'.repeat(600) } }, moment())]);
        const { rows } = await opened.store.list({ limit: 1 });
        expect(rows[0]).toMatchObject({
          prompt: 'p'.repeat(500),
          truncated: true,
          result: `{"text":"${'r'.repeat(491)}`,
        });
        expect(rows[0]).not.toHaveProperty('payload');
        await expect(opened.store.find(job.id)).resolves.toMatchObject({
          payload: job.payload,
          result: { text: 'r'.repeat(600) },
        });
      });

      it('shows in rows what tells a typed job from others, also after it ended', async () => {
        const job = aJob({ type: 'email', payload: { to: 'ada@example.org', subject: 'Your invoice\nof May' } });
        await opened.store.insert([job, aJob(), aJob({ type: 'report', payload: { pages: 3 } })]);
        const titles = async (): Promise<unknown[]> =>
          (await opened.store.list({ limit: 3 })).rows.map(({ title }) => title);
        await expect(titles()).resolves.toEqual([undefined, undefined, 'Your invoice']);
        await opened.store.apply([complete(job, { result: 'sent' }, moment())]);
        await expect(titles()).resolves.toEqual([undefined, undefined, 'Your invoice']);
        const { rows } = await opened.store.list({ status: 'COMPLETED', limit: 1 });
        expect(rows[0]).toMatchObject({ title: 'Your invoice', result: 'sent' });
        expect((await opened.store.list({ status: 'PENDING', limit: 1 })).rows[0]).not.toHaveProperty('title');
        await expect(opened.store.find(job.id)).resolves.not.toHaveProperty('title');
      });

      it('shows in rows the prompt of prompt jobs alone', async () => {
        const payload = { prompt: 'x'.repeat(600) };
        await opened.store.insert([aJob({ type: 'report', payload }), aJob({ payload })]);
        const { rows } = await opened.store.list({ limit: 2 });
        expect(rows.map(({ type, prompt, truncated }) => [type, prompt?.length, truncated])).toEqual([
          ['prompt', 500, true],
          ['report', undefined, undefined],
        ]);
      });

      it('counts what a recount would count', async () => {
        const jobs = Array.from({ length: 6 }, (_, n) => aJob({ type: n % 2 ? 'report' : 'prompt', maxAttempts: 1 }));
        await opened.store.insert(jobs);
        await opened.store.insert(jobs.slice(0, 1));
        await opened.store.claim(aClaim({ leaseMs: 1 }), 2);
        opened.clock.advance(10);
        await opened.store.sweep(10);
        const { rows } = await opened.store.list({ limit: 100 });
        const recount = new Map<string, number>();
        for (const { status, type } of rows)
          recount.set(`${status} ${type}`, (recount.get(`${status} ${type}`) ?? 0) + 1);
        const counts = await opened.figures.counts();
        expect(new Map(counts.map(({ status, type, count }) => [`${status} ${type}`, count]))).toEqual(recount);
      });

      it('knows since when the job is due that waits longest, whatever its age and place', async () => {
        await expect(opened.figures.oldestWaiting()).resolves.toBeNull();
        const [young, old, middle] = [-1000, -3000, -2000].map((ms) => aJob({ dueAt: later(ms) }));
        if (!young || !old || !middle) throw new Error('no job was made');
        await opened.store.insert([young, old, { ...middle, priority: 5 }]);
        await expect(opened.figures.oldestWaiting()).resolves.toEqual(old.dueAt);
        await opened.store.apply([cancel(old, moment())]);
        await expect(opened.figures.oldestWaiting()).resolves.toEqual(middle.dueAt);
        await opened.store.claim(aClaim(), 2);
        await expect(opened.figures.oldestWaiting()).resolves.toBeNull();
      });

      it('does not count a job as waiting before its time, and then since its time', async () => {
        const scheduled = aJob({ createdAt: opened.clock.now(), dueAt: later(1000) });
        await opened.store.insert([scheduled]);
        await opened.store.sweep(10);
        await expect(opened.figures.oldestWaiting()).resolves.toBeNull();
        opened.clock.advance(5000);
        await opened.store.sweep(10);
        await expect(opened.figures.oldestWaiting()).resolves.toEqual(scheduled.dueAt);
      });

      it('counts a job that failed as waiting from the end of its backoff', async () => {
        await opened.store.insert([aJob()]);
        const [job] = await opened.store.claim(aClaim(), 1);
        if (!job) throw new Error('nothing was claimed');
        const error = { code: 'worker_error', message: 'no', retryable: true } as const;
        await opened.store.apply([failRun(job, { error, afterMs: 1000, countsAsAttempt: true }, moment())]);
        const due = later(1000);
        await expect(opened.figures.oldestWaiting()).resolves.toBeNull();
        opened.clock.advance(1000);
        await opened.store.sweep(10);
        await expect(opened.figures.oldestWaiting()).resolves.toEqual(due);
      });

      it('has another version after each change, and only then', async () => {
        const job = aJob();
        const versions = [await opened.figures.version()];
        await opened.store.insert([job]);
        versions.push(await opened.figures.version());
        await opened.store.claim(aClaim(), 1);
        versions.push(await opened.figures.version());
        expect(new Set(versions).size).toBe(3);
        expect(versions).not.toContain(null);
        await opened.store.apply([cancel(job, moment())]);
        await opened.store.sweep(10);
        await opened.store.list({ limit: 1 });
        await opened.store.renew([{ id: job.id, attempt: 1, leaseMs: 1000 }]);
        await expect(opened.figures.version()).resolves.toBe(versions[2]);
      });
    });
  });
}
