import { mongoUri } from '@fasttrack/storage/testing/open-mongo-store';
import { createConnection } from 'mongoose';
import { connectionOptions } from './connection-options';
import { serverTime } from './server-time';
import { StoreClock } from './store-clock';

const HOUR_MS = 3_600_000;

describe('StoreClock', () => {
  afterEach(() => jest.restoreAllMocks());

  it("shows the server's time on a machine whose clock is an hour wrong", async () => {
    const connection = await createConnection(mongoUri(), connectionOptions('test_clock')).asPromise();
    const real = Date.now;
    jest.spyOn(Date, 'now').mockImplementation(() => real() + HOUR_MS);
    const clock = await StoreClock.set({ serverTime: () => serverTime(connection) });
    expect(Math.abs(clock.now().getTime() - real())).toBeLessThan(1000);
    await connection.close();
  });

  it('takes half of the round trip off', async () => {
    let monotonicMs = 5000;
    const clock = await StoreClock.set({
      serverTime: () => {
        monotonicMs += 400;
        return Promise.resolve(new Date(1_000_000));
      },
      monotonicMs: () => monotonicMs,
    });
    expect(clock.now()).toEqual(new Date(1_000_200));
    monotonicMs += 50;
    expect(clock.now()).toEqual(new Date(1_000_250));
  });

  it('follows the server when it is measured again, but believes no slow answer', async () => {
    let monotonicMs = 0;
    let tripMs = 0;
    let server = 1000;
    const clock = await StoreClock.set({
      serverTime: () => {
        monotonicMs += tripMs;
        return Promise.resolve(new Date(server));
      },
      monotonicMs: () => monotonicMs,
    });
    server = 9000;
    await clock.adjust();
    expect(clock.now()).toEqual(new Date(9000));
    [tripMs, server] = [2000, 50_000];
    await clock.adjust();
    expect(clock.now()).toEqual(new Date(11_000));
  });
});
