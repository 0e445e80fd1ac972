import fc from 'fast-check';
import type { Priority } from '@fasttrack/contracts';
import type { Job } from '../src/job';
import type { JobChange } from '../src/job-change';
import type { Moment } from '../src/job-life';
import * as life from '../src/job-life';
import { IllegalMoveError } from '../src/job.errors';
import { aClaim, aJob } from './a-job';
import type { JobModel } from './job-model';
import type { StoreUnderTest } from './same-state';
import { expectSame } from './same-state';

type Command = fc.AsyncCommand<JobModel, StoreUnderTest>;
type Step = (model: JobModel, real: StoreUnderTest) => Promise<boolean>;

/** A step of a random history; it answers whether it changed anything. */
class StepCommand implements Command {
  constructor(
    private readonly name: string,
    private readonly step: Step,
    private readonly canRun: (model: Pick<JobModel, 'seen'>) => boolean = () => true,
  ) {}

  check(model: Readonly<JobModel>): boolean {
    return this.canRun(model);
  }

  async run(model: JobModel, real: StoreUnderTest): Promise<void> {
    await expectSame(model, real, await this.step(model, real));
  }

  toString(): string {
    return this.name;
  }
}

const TYPES = ['prompt', 'report', 'email'];
const ERROR = { code: 'worker_error', message: 'no', retryable: true } as const;
const hasJobs = (model: Pick<JobModel, 'seen'>): boolean => model.seen.length > 0;
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

const submit = fc
  .record({
    priority: fc.constantFrom<Priority>(1, 3, 5),
    type: fc.constantFrom(...TYPES),
    key: fc.constantFrom(undefined, 'a', 'b'),
    dueIn: fc.constantFrom(0, 0, 0, 700, 5000),
    expiresIn: fc.constantFrom(undefined, undefined, 900, 8000),
    maxAttempts: fc.integer({ min: 1, max: 3 }),
  })
  .map(
    (wanted) =>
      new StepCommand(`submit(${JSON.stringify(wanted)})`, async (model, { opened: { store, clock } }) => {
        const { dueIn, expiresIn, key, ...facts } = wanted;
        const now = clock.now().getTime();
        const job = aJob({
          ...facts,
          createdAt: clock.now(),
          dueAt: new Date(now + dueIn),
          ...(key !== undefined && { key }),
          ...(expiresIn !== undefined && { expiresAt: new Date(now + expiresIn) }),
        });
        await expect(store.insert([job])).resolves.toEqual(['inserted']);
        model.insert(job);
        return true;
      }),
  );

const submitAgain = fc.nat().map(
  (at) =>
    new StepCommand(
      `submitAgain(${at})`,
      async (model, { opened: { store } }) => {
        const { key: _key, ...job } = pick(model.seen, at);
        await expect(store.insert([{ ...job, priority: 5 }])).resolves.toEqual(['duplicate']);
        return false;
      },
      hasJobs,
    ),
);

/** Two claims at once: the second gets what the first left. */
const claim = fc
  .record({ limit: fc.integer({ min: 1, max: 3 }), types: fc.option(fc.subarray(TYPES), { nil: undefined }) })
  .map(
    ({ limit, types }) =>
      new StepCommand(`claim(${limit}, ${String(types)})`, async (model, { opened: { store } }) => {
        const asked = aClaim({ leaseMs: 1000, ...(types && { types }) });
        const claims = await Promise.all([store.claim(asked, limit), store.claim(asked, limit)]);
        const wanted = [model.claim(asked, limit), model.claim(asked, limit)];
        expect(claims.map((jobs) => jobs.map(({ id }) => id))).toEqual(wanted);
        model.seen.push(...claims.flat());
        return wanted.flat().length > 0;
      }),
  );

const renew = fc.record({ at: fc.nat(), leaseMs: fc.constantFrom(500, 3000) }).map(
  ({ at, leaseMs }) =>
    new StepCommand(
      `renew(${at}, ${leaseMs})`,
      async (model, { opened: { store } }) => {
        const { id, attempt } = pick(model.seen, at);
        const renewal = { id, attempt, leaseMs };
        await expect(store.renew([renewal])).resolves.toEqual([model.renew(renewal) ? 'renewed' : 'lost']);
        return false;
      },
      hasJobs,
    ),
);

const advance = fc.constantFrom(1, 300, 1000, 6000).map(
  (ms) =>
    new StepCommand(`advance(${ms})`, (_model, { opened: { clock } }) => {
      clock.advance(ms);
      return Promise.resolve(false);
    }),
);

const sweep = fc.constant(
  new StepCommand('sweep', async (model, { opened: { store } }) => {
    const swept = await store.sweep(1000);
    const { moved, due } = model.sweep();
    expect(swept.changed.map(({ id }) => id).sort()).toEqual(moved.sort());
    expect(swept.ready).toEqual(model.claimable().map(({ id }) => id));
    for (const { id } of swept.changed) expect(model.putOff(await see(model, store.find(id)))).toBe(true);
    return moved.length + due > 0;
  }),
);

/** Pauses and caps, and more often takes them away, so that there is work. */
const control = fc
  .record({
    type: fc.constantFrom(...TYPES),
    paused: fc.constantFrom(undefined, true, false, false),
    concurrency: fc.constantFrom(undefined, null, 1, 3),
  })
  .map(
    (wanted) =>
      new StepCommand(`control(${JSON.stringify(wanted)})`, async (model, { opened: { controls, clock } }) => {
        await controls.change({ ...wanted, at: clock.now(), by: 'test' });
        model.control(wanted);
        return true;
      }),
  );

const CHANGES: Readonly<Record<string, (job: Job, moment: Moment) => JobChange>> = {
  complete: (job, moment) => life.complete(job, { result: '{"a": ' }, moment),
  failRun: (job, moment) => life.failRun(job, { error: ERROR, afterMs: 600, countsAsAttempt: true }, moment),
  waitForTarget: (job, moment) => life.failRun(job, { error: ERROR, afterMs: 600, countsAsAttempt: false }, moment),
  fail: (job, moment) => life.fail(job, ERROR, moment),
  putBack: (job, moment) => life.putBack(job, 'stopped', moment),
  handOver: (job, moment) => life.handOver(job, new Date(moment.at.getTime() + 2000), moment),
  loseLease: (job, moment) => life.loseLease(job, moment.at, moment),
  cancel: life.cancel,
  reopen: life.reopen,
  linkRetry: (job, moment) => life.linkRetry(job, 'copy', moment),
};

/** Makes a change from a job as it once was: right only when nothing happened to it since. */
const change = fc.record({ kind: fc.constantFrom(...Object.keys(CHANGES)), at: fc.nat(), isLatest: fc.boolean() }).map(
  ({ kind, at, isLatest }) =>
    new StepCommand(
      `${kind}(${at}, ${isLatest ? 'as it is' : 'as it was'})`,
      async (model, { opened: { store, clock } }) => {
        const before = pick(model.seen, at);
        const job = isLatest ? await see(model, store.find(before.id)) : before;
        const wanted = changeOf(kind, job, { at: clock.now(), by: 'test' });
        if (!wanted) return false;
        const isApplied = model.apply(wanted);
        await expect(store.apply([wanted])).resolves.toEqual([isApplied ? 'applied' : 'stale']);
        return isApplied;
      },
      hasJobs,
    ),
);

const crash = fc.constant(
  new StepCommand('crash', async (_model, real) => {
    real.opened = await real.opened.reopen();
    return false;
  }),
);

const times = <T>(count: number, one: T): T[] => Array<T>(count).fill(one);

/** Random histories of a store, of at most `maxCommands` steps. Opening the store again takes long, so it is rare. */
export const jobCommands = (maxCommands: number): fc.Arbitrary<Iterable<Command>> =>
  fc.commands(
    [
      ...times(4, submit),
      ...times(4, claim),
      ...times(8, change),
      ...times(3, advance),
      ...times(2, sweep),
      ...[renew, renew, control, submitAgain, crash],
    ],
    { maxCommands, size: 'max' },
  );

/** `undefined` when the state table has no such move: then nobody can even ask. */
function changeOf(kind: string, job: Job, moment: Moment): JobChange | undefined {
  try {
    return CHANGES[kind]?.(job, moment);
  } catch (error) {
    if (error instanceof IllegalMoveError) return undefined;
    throw error;
  }
}

async function see(model: JobModel, found: Promise<Job | null>): Promise<Job> {
  const job = await found;
  if (!job) throw new Error('a job is lost');
  model.seen.push(job);
  return job;
}
