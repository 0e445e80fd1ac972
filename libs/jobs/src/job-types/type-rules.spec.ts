import { aJob } from '@fasttrack/jobs/testing/a-job';
import { rulesWith } from '@fasttrack/jobs/testing/type-rules';

const NOW = new Date('2026-01-22T10:00:00Z');
const inMs = (ms: number): Date => new Date(NOW.getTime() + ms);
const steady = { initialSeconds: 10, factor: 3, maxSeconds: 60, jitter: 0 };

describe('TypeRules', () => {
  const rules = rulesWith(
    { scan: { maxAttempts: 9, timeoutSeconds: 5, backoff: steady, retention: { failed: 0 } } },
    30,
  );

  it('say how often a job is run', () => {
    expect(['scan', 'prompt'].map((type) => rules.maxAttempts(type))).toEqual([9, 3]);
  });

  it('put a failed run off as its type says, at most as long as that says', () => {
    const waits = [1, 2, 3, 4].map((attempts) => rules.backoffMs({ type: 'scan', attempts }));
    expect(waits).toEqual([10_000, 30_000, 60_000, 60_000]);
  });

  it('put it off as usual, or where nobody waits not at all, when its type says nothing', () => {
    expect(rules.ownBackoffMs({ type: 'scan', attempts: 1 })).toBe(10_000);
    expect(rules.ownBackoffMs({ type: 'prompt', attempts: 1 })).toBe(0);
    expect(rules.backoffMs({ type: 'prompt', attempts: 1 })).toBeGreaterThanOrEqual(500);
  });

  it('put a run off whose time ran out, but not one whose worker is lost', () => {
    const lease = { holder: 'w', until: NOW, handedOver: false };
    expect(rules.afterLossMs(aJob({ lease }))).toBe(0);
    expect(rules.afterLossMs(aJob({ lease: { ...lease, handedOver: true } }))).toBeGreaterThan(0);
    expect(rules.afterLossMs(aJob({ lease: { ...lease, deadline: NOW } }))).toBeGreaterThan(0);
    expect(rules.afterLossMs(aJob({ lease: { ...lease, deadline: inMs(1) } }))).toBe(0);
  });

  it('say which jobs need not be kept', () => {
    const days30 = new Date(NOW.getTime() - 30 * 86_400_000);
    expect(rules.removableBy('scan', 'COMPLETED', NOW)).toEqual(days30);
    expect(rules.removableBy('scan', 'FAILED', NOW)).toBeUndefined();
    expect(rules.removableBy('prompt', 'FAILED', NOW)).toEqual(days30);
    expect(rules.removableBy('prompt', 'PENDING', NOW)).toBeUndefined();
  });
});
