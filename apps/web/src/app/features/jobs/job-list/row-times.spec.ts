import { aJobRow } from '../../../../testing/a-job';
import { excerptOf } from './row-text';
import { runText, waitText } from './row-times';

const at = (second: number): string => new Date(Date.UTC(2026, 10, 26, 14, 0, second)).toISOString();
const now = (): number => Date.parse(at(30));

describe('times of a row', () => {
  it('counts the wait of a new job from its creation and of a later run from its last change', () => {
    expect(waitText(aJobRow({ createdAt: at(0), updatedAt: at(0) }), now)).toBe('30.0 s');
    expect(waitText(aJobRow({ attempt: 1, createdAt: at(0), updatedAt: at(18) }), now)).toBe('12.0 s');
  });

  it('counts no wait before the time of a job that is scheduled for later, and then from that time', () => {
    const scheduled = { createdAt: at(0), updatedAt: at(0) };
    expect(waitText(aJobRow({ ...scheduled, scheduledFor: at(31) }), now)).toBe('–');
    expect(waitText(aJobRow({ ...scheduled, scheduledFor: at(28) }), now)).toBe('2.0 s');
    const ended = { ...scheduled, status: 'COMPLETED', attempt: 1, startedAt: at(21), completedAt: at(29) } as const;
    expect(waitText(aJobRow({ ...ended, scheduledFor: at(20) }), now)).toBe('1.0 s');
    const early = { ...scheduled, status: 'CANCELLED', completedAt: at(4) } as const;
    expect(waitText(aJobRow({ ...early, scheduledFor: at(20) }), now)).toBe('–');
  });

  it('counts no wait until the next try of a job whose run failed', () => {
    const failed = { attempt: 1, createdAt: at(0), updatedAt: at(18) };
    expect(waitText(aJobRow({ ...failed, waitingFor: { reason: 'backoff', until: at(40) } }), now)).toBe('–');
    expect(waitText(aJobRow({ ...failed, waitingFor: { reason: 'worker' } }), now)).toBe('12.0 s');
  });

  it('counts a run from its start, to its end or to now', () => {
    expect(runText(aJobRow({ status: 'PROCESSING', startedAt: at(25) }), now)).toBe('5.0 s');
    expect(runText(aJobRow({ status: 'COMPLETED', startedAt: at(2), completedAt: at(9) }), now)).toBe('7.0 s');
  });

  it('says nothing that it does not know', () => {
    expect(runText(aJobRow({ startedAt: at(2) }), now)).toBe('–');
    expect(runText(aJobRow({ status: 'COMPLETED', completedAt: at(2) }), now)).toBe('–');
    expect(waitText(aJobRow({ status: 'COMPLETED', attempt: 2, startedAt: at(20), completedAt: at(22) }), now)).toBe(
      '–',
    );
    expect(runText(aJobRow({ status: 'PROCESSING' }), now)).toBe('–');
  });

  it('counts the wait of a job that ended before any run', () => {
    expect(waitText(aJobRow({ status: 'CANCELLED', createdAt: at(0), completedAt: at(4) }), now)).toBe('4.0 s');
  });

  it('is never negative when the clocks differ', () => {
    expect(runText(aJobRow({ status: 'PROCESSING', startedAt: at(59) }), now)).toBe('0.0 s');
  });
});

describe('words of a row', () => {
  it('shows the beginning of any result on one line', () => {
    expect(excerptOf('{"a":\n 1}')).toBe('{"a": 1}');
    expect(excerptOf({ a: [1] })).toBe('{"a":[1]}');
    expect(excerptOf(null)).toBe('null');
    expect(excerptOf(0)).toBe('0');
  });
});
