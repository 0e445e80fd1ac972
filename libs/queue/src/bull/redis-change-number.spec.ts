import { OpenRedis, aName } from '@fasttrack/queue/testing/open-redis';
import { RedisChangeNumber } from './redis-change-number';

describe('RedisChangeNumber', () => {
  let redis: OpenRedis;
  let other: OpenRedis;
  let number: RedisChangeNumber;
  let elsewhere: RedisChangeNumber;
  const key = (): string => `${redis.connections.prefix}:changes`;

  beforeEach(async () => {
    const name = aName();
    [redis, other] = await Promise.all([new OpenRedis(name).ready(), new OpenRedis(name).ready()]);
    number = new RedisChangeNumber(redis.connections);
    elsewhere = new RedisChangeNumber(other.connections);
  });
  afterEach(async () => {
    other.connections.onApplicationShutdown();
    await redis.close();
  });

  const read = async (from = number): Promise<number> => Number(await from.read());

  it('starts from the clock when it is missing', async () => {
    const before = Date.now() * 1000;
    const first = await read();
    expect(first).toBeGreaterThanOrEqual(before - 1_000_000);
    expect(first).toBeLessThanOrEqual(Date.now() * 1000 + 1_000_000);
  });

  it('stays while nothing changes', async () => {
    const first = await read();
    await expect(read(elsewhere)).resolves.toBe(first);
    await expect(read()).resolves.toBe(first);
  });

  it('answers each raise of its own process that came before', async () => {
    let last = await read();
    for (let change = 0; change < 20; change++) {
      number.raise();
      const next = await read();
      expect(next).toBeGreaterThan(last);
      last = next;
    }
  });

  it('hears of raises elsewhere, asking at most once in 200 ms', async () => {
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const first = await read();
      elsewhere.raise();
      const raised = await read(elsewhere);
      const get = jest.spyOn(redis.connections.commands, 'get');
      const started = performance.now();
      while ((await read()) === first) await new Promise(setImmediate);
      expect(await read()).toBe(raised);
      times.push(performance.now() - started);
      expect(get.mock.calls.length).toBeLessThanOrEqual(1 + times[round]! / 200);
      get.mockRestore();
    }
    expect(times.filter((ms) => ms > 400).length).toBeLessThan(3);
  });

  it('makes few commands of many raises, and one of many reads', async () => {
    await read();
    const raises = jest.spyOn(redis.connections.commands, 'eval');
    const gets = jest.spyOn(redis.connections.commands, 'get');
    for (let change = 0; change < 1000; change++) number.raise();
    await Promise.all(Array.from({ length: 100 }, () => number.read()));
    expect(raises.mock.calls.length).toBeLessThanOrEqual(2);
    expect(gets.mock.calls.length).toBeLessThanOrEqual(1);
  });

  it('never goes back when it is lost, or when an old one comes back', async () => {
    for (const damage of [
      () => redis.connections.commands.del(key()),
      () => redis.connections.commands.set(key(), '7'),
    ]) {
      const before = await read();
      await damage();
      number.raise();
      expect(await read()).toBeGreaterThan(before);
    }
  });

  it('is never the same after two raises at once in two processes', async () => {
    const seen = new Set<number>();
    for (let round = 0; round < 50; round++) {
      number.raise();
      elsewhere.raise();
      const [mine, its] = await Promise.all([read(), read(elsewhere)]);
      expect(seen.has(Math.max(mine, its))).toBe(false);
      seen.add(Math.max(mine, its));
    }
  });

  it('is unknown from a raise that failed to the next that succeeds', async () => {
    await read();
    const { commands } = redis.connections;
    await commands.del(key());
    // Of a kind that no number can be kept in.
    await commands.lpush(key(), 'x');
    number.raise();
    await expect(number.read()).resolves.toBeNull();
    await expect(number.read()).resolves.toBeNull();
    await commands.del(key());
    await expect(number.read()).resolves.toMatch(/^\d+$/);
  });
});
