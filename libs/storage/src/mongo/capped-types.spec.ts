import type { Job } from '@fasttrack/jobs/job';
import { cancel, complete } from '@fasttrack/jobs/job-life';
import { rulesWith } from '@fasttrack/jobs/testing/type-rules';
import { aClaim, aJob } from '@fasttrack/jobs/testing/a-job';
import type { OpenMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import type { mongo } from 'mongoose';

const CAP = 3;
const ROUNDS = 40;
/** A change is seen by other processes after so long at the latest. */
const SEEN_MS = 1000;

describe('Types with a cap, in several processes on one database', () => {
  let one: OpenMongoStore;
  let others: OpenMongoStore[];

  beforeEach(async () => {
    one = await openMongoStore(undefined, rulesWith({ prompt: { concurrency: CAP } }));
    others = [await one.another(), await one.another()];
  });
  afterEach(async () => {
    for (const { store, connection } of others) {
      await store.close();
      await connection.close();
    }
    await one.close();
  });
  const all = (): OpenMongoStore[] => [one, ...others];
  const runningNow = (): Promise<number> =>
    one.collections.jobs.countDocuments({ status: 'PROCESSING', type: 'prompt' });

  it('never have more runs than the cap, while all processes claim and end jobs', async () => {
    await one.store.insert(Array.from({ length: 60 }, (_, n) => aJob({ type: n % 3 ? 'prompt' : 'report' })));
    const seen: number[] = [];
    const end = new AbortController();
    const watch = (async () => {
      while (!end.signal.aborted) seen.push(await runningNow());
    })();
    const work = async ({ store, clock }: OpenMongoStore): Promise<Job[]> => {
      const done: Job[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const jobs = await store.claim(aClaim({ types: ['prompt', 'report'] }), 2);
        await store.apply(jobs.map((job) => complete(job, { result: round }, { at: clock.now(), by: 'test' })));
        done.push(...jobs);
      }
      return done;
    };
    const done = (await Promise.all(all().map(work))).flat();
    end.abort();
    await watch;
    expect(seen.length).toBeGreaterThan(10);
    expect(Math.max(...seen)).toBeLessThanOrEqual(CAP);
    expect(new Set(done.map(({ id }) => id)).size).toBe(60);
  });

  it('are filled to the cap and no further when all claim at once', async () => {
    await one.store.insert(Array.from({ length: 30 }, () => aJob()));
    const claims = await Promise.all(
      all().flatMap(({ store }) => [store.claim(aClaim(), 2), store.claim(aClaim(), 9)]),
    );
    const taken = claims.flat().length;
    expect(taken).toBeLessThanOrEqual(CAP);
    await others[0]?.store.claim(aClaim(), 9);
    await expect(runningNow()).resolves.toBe(CAP);
  });

  it('hear of a pause within a second', async () => {
    await one.store.insert([aJob()]);
    await Promise.all(others.map(({ store }) => store.sweep(1)));
    await one.controls.change({ type: 'prompt', paused: true, at: one.clock.now(), by: 'ada' });
    await new Promise((resolve) => setTimeout(resolve, SEEN_MS));
    const claims = await Promise.all(all().map(({ store }) => store.claim(aClaim(), 1)));
    expect(claims.flat()).toEqual([]);
    await expect(others[1]?.store.sweep(1)).resolves.toMatchObject({ ready: [] });
  });

  it('take no lock while no type has a cap', async () => {
    const free = await openMongoStore();
    const commands: string[] = [];
    free.connection.getClient().on('commandStarted', ({ commandName, command }: mongo.CommandStartedEvent) => {
      commands.push(`${commandName} ${String(command[commandName])}`);
    });
    await free.store.insert([aJob(), aJob()]);
    commands.length = 0;
    await free.store.claim(aClaim({ types: ['prompt'] }), 1);
    await free.store.claim(aClaim({ types: ['prompt'] }), 1);
    expect(commands.filter((name) => name.includes('meta'))).toEqual([]);
    expect(commands.filter((name) => name === 'find type_controls').length).toBeLessThanOrEqual(1);
    await free.close();
  });

  it('go on after a process that ended while it held the lock', async () => {
    await one.store.insert([aJob(), aJob({ type: 'report' })]);
    const until = new Date(one.clock.now().getTime() + 10_000);
    await one.collections.meta.create({ _id: 'cap prompt', until, text: 'lost' });
    const [report, ...none] = await one.store.claim(aClaim(), 2);
    expect([report?.type, none]).toEqual(['report', []]);
    one.clock.advance(10_000);
    const [prompt] = await one.store.claim(aClaim(), 2);
    expect(prompt?.type).toBe('prompt');
    if (prompt) await one.store.apply([cancel(prompt, { at: one.clock.now(), by: 'test' })]);
  });
});
