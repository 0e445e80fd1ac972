import { WriteCombiner } from './write-combiner';

/** A commit that a test ends by hand. */
class Commits {
  readonly batches: (readonly number[])[] = [];
  private readonly open: { resolve(outcomes: readonly (string | Error)[]): void; reject(error: Error): void }[] = [];

  readonly commit = (batch: readonly number[]): Promise<readonly (string | Error)[]> => {
    this.batches.push(batch);
    return new Promise((resolve, reject) => this.open.push({ resolve, reject }));
  };

  succeed(): void {
    const batch = this.batches.at(-1) ?? [];
    this.open.shift()?.resolve(batch.map((op) => `done ${op}`));
  }

  refuse(refused: number): void {
    const batch = this.batches.at(-1) ?? [];
    this.open.shift()?.resolve(batch.map((op) => (op === refused ? new RangeError('refused') : `done ${op}`)));
  }

  fail(): void {
    this.open.shift()?.reject(new RangeError('disk full'));
  }
}

const turn = (): Promise<void> => new Promise(setImmediate);

describe('WriteCombiner', () => {
  let commits: Commits;
  let combiner: WriteCombiner<number, string>;
  beforeEach(() => {
    commits = new Commits();
    combiner = new WriteCombiner(commits.commit);
  });

  it('puts the writes of one turn into one commit, in order, and gives each its own outcome', async () => {
    const writes = [1, 2, 3].map((op) => combiner.write(op));
    await turn();
    expect(commits.batches).toEqual([[1, 2, 3]]);
    commits.succeed();
    await expect(Promise.all(writes)).resolves.toEqual(['done 1', 'done 2', 'done 3']);
  });

  it('collects what comes while a commit is going into the next one', async () => {
    const first = combiner.write(1);
    await turn();
    const others = [2, 3].map((op) => combiner.write(op));
    await turn();
    expect(commits.batches).toEqual([[1]]);
    commits.succeed();
    await first;
    await turn();
    expect(commits.batches).toEqual([[1], [2, 3]]);
    commits.succeed();
    await expect(Promise.all(others)).resolves.toEqual(['done 2', 'done 3']);
  });

  it('acknowledges nothing before its commit', async () => {
    let isAcknowledged = false;
    const write = combiner.write(1).then(() => (isAcknowledged = true));
    await turn();
    await turn();
    expect(isAcknowledged).toBe(false);
    commits.succeed();
    await write;
  });

  it('carries at most 500 writes in one commit', async () => {
    const writes = Array.from({ length: 1201 }, (_, op) => combiner.write(op));
    for (const size of [500, 500, 201]) {
      await turn();
      expect(commits.batches.at(-1)).toHaveLength(size);
      commits.succeed();
    }
    await expect(Promise.all(writes)).resolves.toHaveLength(1201);
  });

  it('rejects every write of a commit that failed, and none of the next', async () => {
    const writes = [1, 2].map((op) => combiner.write(op));
    await turn();
    const next = combiner.write(3);
    commits.fail();
    const ended = await Promise.allSettled(writes);
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await turn();
    commits.succeed();
    await expect(next).resolves.toBe('done 3');
  });

  it.each([0, 1, 2, 3, 4, 5])('forgets no write that comes %i ticks after an acknowledgement', async (ticks) => {
    const first = combiner.write(1);
    await turn();
    commits.succeed();
    await first;
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
    const second = combiner.write(2);
    await turn();
    await turn();
    commits.succeed();
    await expect(second).resolves.toBe('done 2');
  });

  it('is idle once everything is written', async () => {
    await combiner.idle();
    const write = combiner.write(1);
    let isIdle = false;
    const idle = combiner.idle().then(() => (isIdle = true));
    await turn();
    expect(isIdle).toBe(false);
    commits.succeed();
    await idle;
    await expect(write).resolves.toBe('done 1');
  });

  it('rejects a write that failed alone, and no other', async () => {
    const writes = Promise.allSettled([1, 2, 3].map((op) => combiner.write(op)));
    await turn();
    commits.refuse(2);
    expect((await writes).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('refuses more at once when 10,000 wait for the disk', async () => {
    const waiting = Promise.allSettled(Array.from({ length: 10_000 }, (_, op) => combiner.write(op)));
    await expect(combiner.write(-1)).rejects.toMatchObject({ code: 'store.unavailable' });
    for (let batch = 0; batch < 20; batch++) {
      await turn();
      commits.succeed();
    }
    expect((await waiting).filter(({ status }) => status === 'rejected')).toEqual([]);
  });
});
