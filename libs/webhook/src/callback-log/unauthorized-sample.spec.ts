import { aCallback } from '@fasttrack/jobs/testing/a-callback';
import { UnauthorizedSample } from './unauthorized-sample';

const strangers = (count: number) => Array.from({ length: count }, () => aCallback({ verdict: 'unauthorized' }));

describe('UnauthorizedSample', () => {
  it('keeps the first ten of ten seconds as they are', () => {
    const sample = new UnauthorizedSample();
    const calls = strangers(10);
    expect(calls.flatMap((call, n) => sample.take(call, n))).toEqual(calls);
    expect(sample.endedBy(1_000_000)).toEqual([]);
  });

  it('makes one entry of all others, which says how many more there were', () => {
    const sample = new UnauthorizedSample();
    const calls = strangers(10_000);
    expect(calls.flatMap((call) => sample.take(call, 5))).toEqual(calls.slice(0, 10));
    expect(sample.endedBy(10_004)).toEqual([]);
    expect(sample.endedBy(10_005)).toEqual([{ ...calls.at(-1), leftOut: 9989 }]);
    expect(sample.endedBy(10_005)).toEqual([]);
  });

  it('says nothing of others when there was one more', () => {
    const sample = new UnauthorizedSample();
    const calls = strangers(11);
    for (const call of calls) sample.take(call, 5);
    expect(sample.end()).toEqual([calls[10]]);
  });

  it('begins anew with the first call after ten seconds, behind the entry for those before', () => {
    const sample = new UnauthorizedSample();
    const [calls, later] = [strangers(12), strangers(11)];
    for (const call of calls) sample.take(call, 0);
    expect(later.slice(0, 10).flatMap((call) => sample.take(call, 10_000))).toEqual([
      { ...calls[11], leftOut: 1 },
      ...later.slice(0, 10),
    ]);
    expect(sample.take(later[10]!, 19_999)).toEqual([]);
  });

  it('makes about one entry a second of whatever comes', () => {
    const sample = new UnauthorizedSample();
    let kept = 0;
    for (let ms = 0; ms < 100_000; ms += 10) kept += sample.take(strangers(1)[0]!, ms).length;
    expect(kept).toBe(109);
  });
});
