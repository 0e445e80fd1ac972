import { someStats } from '../../../../testing/a-job';
import { countText, countsIn, dueStatuses, needsCounting, sumOf } from './tab-counts';

const counted = countsIn(someStats(7), undefined);

describe('tab counts', () => {
  it('come from the figures for a status or a type, and are asked for else', () => {
    expect([needsCounting({}), needsCounting({ status: 'FAILED', type: 'email', sort: 'type' })]).toEqual([
      false,
      false,
    ]);
    expect([needsCounting({ tag: 'a' }), needsCounting({ resultValid: false })]).toEqual([true, true]);
    expect(counted.PENDING).toEqual({ count: 7, isCapped: false });
    expect(countsIn(someStats(7), 'prompt')).toEqual(counted);
    expect(countsIn(someStats(7), 'unknown')).toEqual({});
    expect(countsIn(undefined, undefined)).toEqual({});
  });

  it('add up only when all are known, and are capped when one is', () => {
    expect(sumOf(counted)).toEqual({ count: 7, isCapped: false });
    expect(sumOf({ ...counted, FAILED: { count: 10_000, isCapped: true } })).toEqual({ count: 10_007, isCapped: true });
    expect(sumOf({ PENDING: { count: 1, isCapped: false } })).toBeUndefined();
  });

  it('are all due at first, then one after the other', () => {
    expect(dueStatuses({}, undefined)).toHaveLength(5);
    expect(dueStatuses(counted, undefined)).toEqual(['PENDING']);
    expect(dueStatuses(counted, 'PENDING')).toEqual(['PROCESSING']);
    expect(dueStatuses(counted, 'CANCELLED')).toEqual(['PENDING']);
  });

  it('show where the backend stopped counting', () => {
    expect(countText({ count: 10_000, isCapped: true })).toMatch(/^10.000\+$/);
    expect(countText({ count: 58, isCapped: false })).toBe('58');
    expect(countText(undefined)).toBe('');
  });
});
