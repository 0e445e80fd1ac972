import type { Job } from '@fasttrack/jobs/job';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { SlotPool } from './slot-pool';

/** Jobs that wait, and runs that go on until a test ends them. */
class Work {
  readonly limits: number[] = [];
  readonly running = new Map<string, () => void>();

  constructor(readonly waiting: Job[]) {}

  claim(limit: number): Promise<readonly Job[]> {
    this.limits.push(limit);
    return Promise.resolve(this.waiting.splice(0, limit));
  }

  run({ id }: Job): Promise<void> {
    return new Promise((resolve) => this.running.set(id, resolve));
  }

  end(): void {
    const [[id, resolve] = ['', () => undefined]] = this.running;
    this.running.delete(id);
    resolve();
  }
}

const jobs = (count: number): Job[] => Array.from({ length: count }, () => aJob());
const turn = (): Promise<void> => new Promise(setImmediate);

describe('SlotPool', () => {
  it('claims as many jobs as it has free slots', async () => {
    const work = new Work(jobs(5));
    await new SlotPool(3, work).fill();
    expect(work.limits).toEqual([3]);
    expect(work.running.size).toBe(3);
  });

  it('asks once when the store has fewer', async () => {
    const work = new Work(jobs(2));
    await new SlotPool(3, work).fill();
    expect(work.limits).toEqual([3]);
    expect(work.running.size).toBe(2);
  });

  it('takes the next job as soon as a run ends, for as long as there are more', async () => {
    const work = new Work(jobs(3));
    await new SlotPool(2, work).fill();
    work.end();
    await turn();
    expect([work.running.size, work.waiting.length]).toEqual([2, 0]);
  });

  it('goes on after a fill that met no free slot', async () => {
    const work = new Work(jobs(1));
    const pool = new SlotPool(1, work);
    await pool.fill();
    await pool.fill();
    work.waiting.push(...jobs(1));
    work.end();
    await turn();
    expect([work.running.size, work.waiting.length]).toEqual([1, 0]);
  });

  it('asks again after a fill that found nothing', async () => {
    const work = new Work([]);
    const pool = new SlotPool(2, work);
    await pool.fill();
    work.waiting.push(...jobs(1));
    await pool.fill();
    expect(work.running.size).toBe(1);
  });

  it.each([0, 1, 2, 3, 4])('finds a job that comes %i ticks after a claim that found nothing', async (ticks) => {
    const work = new Work([]);
    const pool = new SlotPool(2, work);
    void pool.fill();
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
    work.waiting.push(...jobs(1));
    await pool.fill();
    expect(work.running.size).toBe(1);
  });

  it('says when a slot is free', async () => {
    const work = new Work(jobs(1));
    const pool = new SlotPool(1, work);
    await pool.fill();
    let isFree = false;
    const free = pool.freeSlot().then(() => (isFree = true));
    await turn();
    expect(isFree).toBe(false);
    work.end();
    await free;
  });

  it('claims nothing once it is closed, and is drained when the last run ended', async () => {
    const work = new Work(jobs(3));
    const pool = new SlotPool(2, work);
    await pool.fill();
    await pool.close();
    await pool.fill();
    work.end();
    let isDrained = false;
    const drained = pool.drained().then(() => (isDrained = true));
    await turn();
    expect([isDrained, work.waiting.length]).toEqual([false, 1]);
    work.end();
    await drained;
  });
});
