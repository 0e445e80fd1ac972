import { aJobRow } from '../../../../testing/a-job';
import type { JobRow } from '../../../core/job-page';
import type { Shown } from './shown-rows';
import { NOTHING_SHOWN, follow } from './shown-rows';

const row = (id: string, status: 'PENDING' | 'COMPLETED' = 'PENDING'): JobRow => ({
  kind: 'job',
  id,
  job: aJobRow({ id, status }),
});
const nobody = (): boolean => false;
const free = { isHeld: false, isOwn: nobody };
const held = { isHeld: true, isOwn: nobody };
const ids = ({ rows }: Shown): string[] => rows.map((shown) => (shown.isGone ? `(${shown.row.id})` : shown.row.id));

describe('follow', () => {
  const [five, four, three, two] = [row('5'), row('4'), row('3'), row('2')];
  const before = follow(NOTHING_SHOWN, [three, two], free);

  it('puts newer rows on top when nobody is at the table', () => {
    expect(ids(follow(before, [four, three, two], free))).toEqual(['4', '3', '2']);
  });

  it('keeps the element of a row that did not change', () => {
    const after = follow(before, [four, three, row('2', 'COMPLETED')], free);
    expect(after.rows[1]).toBe(before.rows[0]);
    expect(after.rows[2]).not.toBe(before.rows[1]);
  });

  it('shows everything at first, held or not', () => {
    expect(ids(follow(NOTHING_SHOWN, [three, two], held))).toEqual(['3', '2']);
  });

  describe('while held', () => {
    it('lets newer rows wait and changes known ones in place', () => {
      const after = follow(before, [five, four, row('3', 'COMPLETED'), two], held);
      expect(ids(after)).toEqual(['3', '2']);
      expect(after.waiting).toBe(2);
      expect(after.rows[0]?.row).toMatchObject({ job: { status: 'COMPLETED' } });
    });

    it('goes on waiting after the hold ends, until they are asked for', () => {
      const waiting = follow(before, [four, three, two], held);
      const later = follow(waiting, [five, four, three, two], free);
      expect(ids(later)).toEqual(['3', '2']);
      expect(later.waiting).toBe(2);
      expect(ids(follow(NOTHING_SHOWN, [five, four, three, two], free))).toEqual(['5', '4', '3', '2']);
    });

    it('keeps a row that left the list in its place, marked, and takes it back', () => {
      const after = follow(before, [two], held);
      expect(ids(after)).toEqual(['(3)', '2']);
      expect(ids(follow(after, [three, two], held))).toEqual(['3', '2']);
      expect(ids(follow(after, [two], free))).toEqual(['2']);
    });

    it('knows that more may wait than were read while none of those on screen was reached', () => {
      const [seven, six] = [row('7'), row('6')];
      expect(follow(before, [seven, six], { ...held, hasOlder: true })).toMatchObject({ waiting: 2, isCapped: true });
      expect(follow(before, [seven, six], held)).toMatchObject({ waiting: 2, isCapped: false });
      const reached = follow(before, [five, four, three], { ...held, hasOlder: true });
      expect(reached).toMatchObject({ waiting: 2, isCapped: false });
    });

    it('adds older rows below', () => {
      const after = follow(before, [three, two, row('1')], held);
      expect(ids(after)).toEqual(['3', '2', '1']);
      expect(after.waiting).toBe(0);
    });

    it('takes no row for gone that was not asked for', () => {
      const after = follow(before, [five, four], { ...held, isUnread: (id) => id < '4' });
      expect(ids(after)).toEqual(['3', '2']);
      expect(after.waiting).toBe(2);
    });

    it('shows a job at once that was sent from here', () => {
      const after = follow(before, [five, four, three, two], { isHeld: true, isOwn: (id) => id === '5' });
      expect(ids(after)).toEqual(['5', '3', '2']);
      expect(after.waiting).toBe(1);
    });

    it('lets rows wait that come in between, so that nothing moves down', () => {
      const after = follow(follow(NOTHING_SHOWN, [four, two], free), [four, three, two], held);
      expect(ids(after)).toEqual(['4', '2']);
      expect(after.waiting).toBe(1);
    });
  });
});
