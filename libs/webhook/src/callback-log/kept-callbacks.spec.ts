import type { CallbackEntry } from '@fasttrack/contracts';
import { CALLBACKS_REMOVED_AT_ONCE } from '@fasttrack/jobs/callbacks/callback-log.port';
import { aCallback } from '@fasttrack/jobs/testing/a-callback';
import { KeptCallbacks } from './kept-callbacks';

const some = (count: number, overrides: Partial<CallbackEntry>): CallbackEntry[] =>
  Array.from({ length: count }, () => aCallback(overrides));

describe('KeptCallbacks', () => {
  it('looks at a verdict with its first entry: others may have left too many', () => {
    const kept = new KeptCallbacks();
    expect(kept.overfullAfter([...some(2, {}), ...some(1, { verdict: 'unauthorized' })])).toEqual([
      { verdict: 'accepted', keep: 10_000 },
      { verdict: 'unauthorized', keep: 2000 },
    ]);
  });

  it('looks again when a fiftieth of what is kept came anew', () => {
    const kept = new KeptCallbacks();
    kept.overfullAfter(some(1, { verdict: 'late' }));
    expect(kept.overfullAfter(some(39, { verdict: 'late' }))).toEqual([]);
    expect(kept.overfullAfter(some(1, { verdict: 'late' }))).toEqual([{ verdict: 'late', keep: 2000 }]);
    expect(kept.overfullAfter(some(1, { verdict: 'late' }))).toEqual([]);
  });

  it.each(['accepted', 'malformed'] as const)('brings a shelf down that another process overfilled: %s', (verdict) => {
    const kept = new KeptCallbacks();
    let held = 20_000;
    for (let n = 0; n < 100; n++) {
      held += 200;
      for (const { keep } of kept.overfullAfter(some(200, { verdict })))
        held -= Math.min(CALLBACKS_REMOVED_AT_ONCE, Math.max(0, held - keep));
    }
    expect(held).toBe(verdict === 'accepted' ? 10_000 : 2000);
  });

  it('looks at a job that is called back again and again', () => {
    const kept = new KeptCallbacks();
    kept.overfullAfter(some(1, { verdict: 'duplicate' }));
    expect(kept.overfullAfter(some(20, { verdict: 'duplicate', jobId: 'a' }))).toEqual([]);
    expect(kept.overfullAfter(some(1, { verdict: 'duplicate', jobId: 'b' }))).toEqual([]);
    expect(kept.overfullAfter(some(1, { verdict: 'duplicate', jobId: 'a' }))).toEqual([
      { verdict: 'duplicate', jobId: 'a', keep: 20 },
    ]);
  });

  it('counts no accepted ones of a job: each of them changed it', () => {
    const kept = new KeptCallbacks();
    kept.overfullAfter(some(1, {}));
    expect(kept.overfullAfter(some(50, { jobId: 'a' }))).toEqual([]);
  });
});
