import { setTimeout as pause } from 'node:timers/promises';
import { BullProcess } from '@fasttrack/queue/testing/open-bull';
import { PrivateRedis } from '@fasttrack/queue/testing/private-redis';
import { Wakes } from '@fasttrack/queue/testing/wakes';
import { Logger } from '@nestjs/common';

const PORT = 6401;
const AWAY = expect.stringContaining('Redis cannot be reached') as string;

describe('without a healthy Redis', () => {
  let redis: PrivateRedis;
  let here: BullProcess;
  let there: BullProcess;
  let wakes: Wakes;
  let warnings: jest.SpyInstance;
  let milestones: jest.SpyInstance;

  beforeEach(() => {
    Logger.overrideLogger(false);
    redis = new PrivateRedis(PORT);
    wakes = new Wakes();
    warnings = jest.spyOn(Logger.prototype, 'warn');
    milestones = jest.spyOn(Logger.prototype, 'log');
  });
  afterEach(async () => {
    wakes.answerAll();
    await Promise.all([here.close(), there.close()]);
    await redis.remove();
    jest.restoreAllMocks();
  });

  /** Two processes: `here` rings, `there` answers. */
  async function open(): Promise<void> {
    [here, there] = await Promise.all([
      BullProcess.open('faults', redis.url, false),
      BullProcess.open('faults', redis.url),
    ]);
    wakes.answerAll();
    await there.queue.start(wakes.wake);
  }

  /** Rings until the other process has heard it; rejects when that takes longer than `limitMs`. */
  async function reaches(limitMs: number): Promise<number> {
    const started = performance.now();
    const before = wakes.count;
    while (wakes.count === before) {
      if (performance.now() - started > limitMs) throw new RangeError(`no bell came through in ${limitMs} ms`);
      await here.queue.enqueue('job').catch(() => undefined);
      await pause(100);
    }
    return performance.now() - started;
  }

  /** Resolves once both say the same about Redis; rejects after `limitMs`. */
  async function says(words: unknown, limitMs = 5000): Promise<void> {
    const limit = performance.now() + limitMs;
    for (;;) {
      const said = await Promise.all([here.queue.degradation(), there.queue.degradation()]);
      try {
        expect(said).toEqual([words, words]);
        return;
      } catch (error) {
        if (performance.now() > limit) throw error;
        await pause(50);
      }
    }
  }

  /** An ending that rings here is heard there. */
  async function endingsReach(limitMs: number): Promise<void> {
    const heard = jest.fn();
    const listening = there.bell.endings$.subscribe(heard);
    const limit = performance.now() + limitMs;
    while (heard.mock.calls.length === 0) {
      if (performance.now() > limit) throw new RangeError(`no ending came through in ${limitMs} ms`);
      here.bell.ring({ jobId: 'job', to: 'COMPLETED' });
      await pause(50);
    }
    listening.unsubscribe();
  }

  /** The longest of many rings, each of which must be refused. */
  async function refusedIn(times: number, every: number): Promise<number> {
    let longest = 0;
    for (let ring = 0; ring < times; ring++) {
      const started = performance.now();
      await expect(here.queue.enqueue(`job-${ring}`)).rejects.toThrow('Redis did not take the bell');
      longest = Math.max(longest, performance.now() - started);
      await pause(every);
    }
    return longest;
  }

  const said = (spy: jest.SpyInstance, text: string): number =>
    spy.mock.calls.filter(([line]) => JSON.stringify(line).includes(text)).length;

  it('starts while it is down, and rings when it comes', async () => {
    const started = performance.now();
    await open();
    expect(performance.now() - started).toBeLessThan(3000);
    await says(AWAY);
    await expect(here.changeNumber.read()).resolves.toBeNull();
    expect(await refusedIn(20, 0)).toBeLessThan(1000);
    await redis.start();
    await reaches(10_000);
    await endingsReach(10_000);
    await says(null);
    await expect(here.changeNumber.read()).resolves.toMatch(/^\d+$/);
  });

  it('can be left while it is down', async () => {
    await open();
    const started = performance.now();
    await Promise.all([here.close(), there.close()]);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('can be left while it is stopped', async () => {
    await redis.start();
    await open();
    await reaches(5000);
    redis.stop();
    const started = performance.now();
    await Promise.all([here.close(), there.close()]);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it('goes on after a kill and a restart, and says each once', async () => {
    await redis.start();
    await open();
    await reaches(5000);
    const before = Number(await here.changeNumber.read());
    await redis.kill();
    expect(await refusedIn(100, 5)).toBeLessThan(1000);
    await says(AWAY);
    here.changeNumber.raise();
    await expect(here.changeNumber.read()).resolves.toBeNull();
    await redis.start();
    await reaches(10_000);
    await endingsReach(10_000);
    await says(null);
    expect(Number(await there.changeNumber.read())).toBeGreaterThan(before);
    expect(said(warnings, 'cannot be reached')).toBe(2);
    expect(said(milestones, 'well again')).toBe(2);
  });

  it('goes on after FLUSHALL, and after a restart with an empty disk', async () => {
    await redis.start();
    await open();
    for (const damage of [() => redis.command('flushall'), () => redis.restartEmpty()]) {
      await reaches(10_000);
      const before = Number(await here.changeNumber.read());
      await damage();
      await reaches(10_000);
      await endingsReach(10_000);
      await says(null);
      await pause(250);
      expect(Number(await here.changeNumber.read())).toBeGreaterThanOrEqual(before);
      here.changeNumber.raise();
      expect(Number(await here.changeNumber.read())).toBeGreaterThan(before);
    }
  });

  it('refuses soon and keeps nothing while it is stopped, and goes on after', async () => {
    await redis.start();
    await open();
    await reaches(5000);
    redis.stop();
    const flood = Array.from({ length: 20_000 }, (_, n) => here.queue.enqueue(`flood-${n}`));
    for (let n = 0; n < 20_000; n++) {
      here.bell.ring({ jobId: `flood-${n}`, to: 'FAILED' });
      here.changeNumber.raise();
    }
    const started = performance.now();
    const outcomes = await Promise.allSettled(flood);
    expect(performance.now() - started).toBeLessThan(1500);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(0);
    const asked = performance.now();
    await expect(here.changeNumber.read()).resolves.toBeNull();
    expect(performance.now() - asked).toBeLessThan(700);
    expect(await refusedIn(200, 20)).toBeLessThan(1000);
    await says(AWAY);
    redis.continue();
    await reaches(10_000);
    await endingsReach(10_000);
    await says(null);
    expect(said(warnings, 'cannot be reached')).toBe(2);
    await expect(redis.command('llen', 'fasttrack:faults:bells:wait')).resolves.toBeLessThan(100);
  });

  it('refuses soon and says so while it is out of memory, and goes on after', async () => {
    await redis.start({ maxmemory: '3mb', 'maxmemory-policy': 'noeviction' });
    await open();
    await reaches(5000);
    await redis.command('config', 'set', 'maxmemory', '1');
    expect(await refusedIn(50, 5)).toBeLessThan(1000);
    await says(
      expect.stringMatching(/^Redis refuses to write \(.*(OOM|maxmemory).*\): jobs start up to a second later$/),
    );
    here.changeNumber.raise();
    await expect(here.changeNumber.read()).resolves.toBeNull();
    await redis.command('config', 'set', 'maxmemory', '0');
    await says(null);
    await reaches(10_000);
    await expect(here.changeNumber.read()).resolves.toMatch(/^\d+$/);
    expect(said(warnings, 'refuses to write')).toBe(2);
  });

  it('warns loudly while it may evict keys, and rings all the same', async () => {
    await redis.start({ 'maxmemory-policy': 'allkeys-lru' });
    await open();
    await says('Redis may evict keys (maxmemory-policy allkeys-lru): set noeviction');
    expect(said(warnings, 'allkeys-lru')).toBe(2);
    await reaches(5000);
    await redis.command('config', 'set', 'maxmemory-policy', 'noeviction');
    await says(null);
    expect(said(milestones, 'well again')).toBe(2);
  });
});
