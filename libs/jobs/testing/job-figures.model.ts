import fc from 'fast-check';
import type { Job } from '../src/job';
import type { JobChange } from '../src/job-change';
import type { TrendRow } from '../src/job-figures.port';
import * as life from '../src/job-life';
import { IllegalMoveError } from '../src/job.errors';
import { KEPT_MS, TREND_UNITS } from '../src/trend/trend-units';
import { aClaim, aJob } from './a-job';
import type { OpenStore } from './job-store.contract';
import { TrendModel } from './trend-model';

const SEED = 20260122;
const RUNS = 12;
const STEPS = 60;
/** A failure is made smaller until then. */
const SHRINK_UNTIL_MS = 40_000;
const TYPES = ['prompt', 'report', 'email'];
const ERROR = { code: 'worker_error', message: 'no', retryable: true } as const;
const FAILURE = { error: ERROR, afterMs: 600, countsAsAttempt: true };

const CHANGES: Readonly<Record<string, (job: Job, moment: life.Moment) => JobChange>> = {
  complete: (job, moment) => life.complete(job, { result: 1 }, moment),
  failRun: (job, moment) => life.failRun(job, FAILURE, moment),
  waitForTarget: (job, moment) => life.failRun(job, { ...FAILURE, countsAsAttempt: false }, moment),
  fail: (job, moment) => life.fail(job, ERROR, moment),
  putBack: (job, moment) => life.putBack(job, 'stopped', moment),
  handOver: (job, moment) => life.handOver(job, new Date(moment.at.getTime() + 2000), moment),
  cancel: life.cancel,
  reopen: life.reopen,
  linkRetry: (job, moment) => life.linkRetry(job, 'copy', moment),
};

/** A store, what it must say, and the ids of its jobs. */
class World {
  readonly model = new TrendModel();
  readonly ids: string[] = [];

  constructor(public opened: OpenStore) {}

  get now(): Date {
    return this.opened.clock.now();
  }
}

/** One step of a random history; a failure shows its name. */
class Step {
  constructor(
    private readonly name: string,
    readonly run: (world: World) => Promise<void>,
  ) {}

  toString(): string {
    return this.name;
  }
}

const submit = fc
  .record({ type: fc.constantFrom(...TYPES), count: fc.integer({ min: 1, max: 3 }), dueIn: fc.constantFrom(0, 0, 700) })
  .map(({ type, count, dueIn }) => {
    return new Step(`submit ${count} ${type} due in ${dueIn}`, async ({ now, opened, model, ids }) => {
      const dueAt = new Date(now.getTime() + dueIn);
      const expiresAt = new Date(now.getTime() + 4_000_000);
      const jobs = Array.from({ length: count }, () => aJob({ type, createdAt: now, dueAt, expiresAt }));
      await expect(opened.store.insert([...jobs, ...jobs.slice(0, 1)])).resolves.toHaveLength(count + 1);
      ids.push(...jobs.map(({ id }) => id));
      for (const job of jobs) model.created(job, now);
    });
  });

const claim = fc.integer({ min: 1, max: 4 }).map((limit) => {
  return new Step(`claim ${limit}`, async ({ opened, model, now }) => {
    const jobs = await opened.store.claim(aClaim({ leaseMs: 1000 }), limit);
    for (const job of jobs) model.claimed(job, now);
  });
});

/** Twice in one batch: the second is refused. */
const change = fc.record({ kind: fc.constantFrom(...Object.keys(CHANGES)), at: fc.nat() }).map(({ kind, at }) => {
  return new Step(`${kind} ${at}`, async ({ opened, model, ids, now }) => {
    const job = await opened.store.find(ids[at % ids.length] ?? 'none');
    const wanted = job && changeOf(kind, job, { at: now, by: 'test' });
    if (!job || !wanted) return;
    const outcomes = await opened.store.apply([wanted, wanted]);
    for (const outcome of outcomes) if (outcome === 'applied') model.changed(job, wanted.event, now, true);
  });
});

const advance = fc.constantFrom(1, 300, 1001, 61_000, 3_600_000).map((ms) => {
  return new Step(`advance ${ms}`, ({ opened }) => {
    opened.clock.advance(ms);
    return Promise.resolve();
  });
});

const sweep = fc.constant(
  new Step('sweep', async ({ opened, model, now }) => {
    const { changed } = await opened.store.sweep(1000);
    for (const { id, type, event } of changed) model.changed({ id, type }, event, now, false);
  }),
);

const openAgain = fc.constant(
  new Step('open again', async (world) => {
    world.opened = await world.opened.reopen();
  }),
);

const STEP = fc.oneof(
  { weight: 4, arbitrary: submit },
  { weight: 4, arbitrary: claim },
  { weight: 8, arbitrary: change },
  { weight: 3, arbitrary: advance },
  { weight: 2, arbitrary: sweep },
  { weight: 1, arbitrary: openAgain },
);

/** Runs random histories and compares the trend with a list of all that happened, and with the counts of jobs. */
export function describeJobFiguresModel(adapter: string, open: () => Promise<OpenStore>): void {
  describe(`JobFigures model: ${adapter}`, () => {
    it('says of each unit of time what was done in it, no more and no less', async () => {
      const history = fc.asyncProperty(fc.array(STEP, { maxLength: STEPS, size: 'max' }), async (steps) => {
        const world = new World(await open());
        try {
          for (const step of steps) await step.run(world);
          await expectSame(world);
        } finally {
          await world.opened.close();
        }
      });
      await fc.assert(history, { seed: SEED, numRuns: RUNS, skipAllAfterTimeLimit: SHRINK_UNTIL_MS });
    }, 120_000);
  });
}

async function expectSame({ opened: { figures }, model, now }: World): Promise<void> {
  const until = new Date(now.getTime() + 1);
  for (const unit of TREND_UNITS) {
    const span = { unit, from: new Date(now.getTime() - KEPT_MS[unit]), until };
    for (const type of [undefined, ...TYPES]) {
      const query = { ...span, ...(type !== undefined && { type }) };
      await expect(figures.trend(query)).resolves.toEqual(model.trend(query));
    }
  }
  const days = await figures.trend({ unit: 'day', from: new Date(0), until });
  const counts = (await figures.counts()).filter(({ status }) => status === 'PENDING' || status === 'PROCESSING');
  expect(days.reduce((sum, row) => sum + openedBy(row), 0)).toBe(counts.reduce((sum, { count }) => sum + count, 0));
}

/** How many more jobs are not finished than before. */
function openedBy({ figures: { counts } }: TrendRow): number {
  const { created = 0, retried = 0, completed = 0, failed = 0, cancelled = 0 } = counts;
  return created + retried - completed - failed - cancelled;
}

/** `undefined` when the state table has no such move: then nobody can even ask. */
function changeOf(kind: string, job: Job, moment: life.Moment): JobChange | undefined {
  try {
    return CHANGES[kind]?.(job, moment);
  } catch (error) {
    if (error instanceof IllegalMoveError) return undefined;
    throw error;
  }
}
