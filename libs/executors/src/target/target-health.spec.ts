import { ManualClock } from '@fasttrack/foundation/testing/manual-clock';
import type { Sign } from './target-health';
import { TargetHealth } from './target-health';

const SECOND_MS = 1000;

describe('the health of a target', () => {
  let clock: ManualClock;
  let health: TargetHealth;
  beforeEach(() => {
    clock = new ManualClock();
    health = new TargetHealth(clock, () => 0);
  });

  const see = (...signs: readonly Sign[]): void => {
    for (const sign of signs) health.send()(sign);
  };
  const failures = (count: number): Sign[] => Array<Sign>(count).fill('failing');
  /** Seconds for which it is left alone. */
  const rest = (): number =>
    ((health.heldUntil?.getTime() ?? clock.now().getTime()) - clock.now().getTime()) / SECOND_MS;

  it('lets everything through that is asked for, up to five failures in a row', () => {
    see(...failures(4), 'alive', ...failures(4), 'unknown');
    expect([health.room(20), rest()]).toEqual([20, 0]);
    see('failing');
    expect([health.room(20), rest(), health.isFailing]).toEqual([0, 5, true]);
  });

  it('lets one job try after the rest, and no other while it does', () => {
    see(...failures(5));
    clock.advance(5 * SECOND_MS);
    expect(health.room(20)).toBe(1);
    const tell = health.send();
    expect(health.room(20)).toBe(0);
    tell('alive');
    expect([health.room(20), health.isFailing]).toEqual([20, false]);
  });

  it('lets another job try when it is not known what became of the first', () => {
    see(...failures(5));
    clock.advance(5 * SECOND_MS);
    see('unknown');
    expect([health.room(20), rest()]).toEqual([1, 0]);
  });

  it('rests twice as long each time, up to five minutes, and starts over once the target is back', () => {
    see(...failures(5));
    const rests = [rest()];
    for (let n = 0; n < 8; n++) {
      clock.advance(rest() * SECOND_MS);
      see('failing');
      rests.push(rest());
    }
    expect(rests).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300]);
    clock.advance(300 * SECOND_MS);
    see('alive', ...failures(5));
    expect(rest()).toBe(5);
  });

  it('rests no longer for jobs that were under way when the rest began', () => {
    const underWay = Array.from({ length: 20 }, () => health.send());
    for (const tell of underWay) tell('failing');
    expect(rest()).toBe(5);
  });

  it('ends its rest at once when a job that was under way gets through', () => {
    const slow = health.send();
    see(...failures(5));
    slow('alive');
    expect([health.room(20), rest()]).toEqual([20, 0]);
  });

  it('rests at different times in different processes', () => {
    const other = new TargetHealth(clock, () => 0.99);
    for (let n = 0; n < 5; n++) other.send()('failing');
    see(...failures(5));
    expect(rest()).toBe(5);
    expect(other.heldUntil?.getTime()).toBeLessThan(health.heldUntil?.getTime() ?? 0);
  });

  it('is left alone for as long as it asks, however well it is, and lets everything through after that', () => {
    see('alive');
    health.ask(30 * SECOND_MS);
    health.ask(10 * SECOND_MS);
    expect([health.room(20), rest(), health.isFailing]).toEqual([0, 30, false]);
    see('alive');
    expect(health.room(20)).toBe(0);
    clock.advance(30 * SECOND_MS);
    expect([health.room(20), rest()]).toEqual([20, 0]);
  });
});
