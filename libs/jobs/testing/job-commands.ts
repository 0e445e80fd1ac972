import fc from 'fast-check';
import type { Priority } from '@fasttrack/contracts';
import { aClaim, aJob } from './a-job';
import { change } from './change-commands';
import type { Command } from './step-command';
import { StepCommand, hasJobs, pick, see } from './step-command';

const TYPES = ['prompt', 'report', 'email'];

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
