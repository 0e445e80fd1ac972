import type { JobRowView } from '@fasttrack/contracts';
import { aJobRow } from '../../testing/a-job';
import { dueSince, isAhead, waitsSince } from './waits-since';

const [EARLY, LATE] = ['2026-11-26T13:00:00.000Z', '2026-11-26T14:00:00.000Z'];

it('a job waits since it was created, or since the time it was scheduled for', () => {
  const since = (job: Partial<JobRowView>): string =>
    waitsSince(aJobRow({ createdAt: EARLY, updatedAt: EARLY, ...job }));
  expect(since({})).toBe(EARLY);
  expect(since({ scheduledFor: LATE })).toBe(LATE);
  expect(since({ createdAt: LATE, scheduledFor: EARLY })).toBe(LATE);
});

it('a job that was opened again waits since then', () => {
  const again = aJobRow({ createdAt: EARLY, scheduledFor: EARLY, updatedAt: LATE });
  expect(waitsSince(again)).toBe(LATE);
});

it('a job is due since its time, whatever became of it, and does not wait before', () => {
  const job = aJobRow({ createdAt: EARLY, scheduledFor: LATE, updatedAt: '2026-11-26T15:00:00.000Z' });
  expect(dueSince(job)).toBe(LATE);
  expect([EARLY, LATE].map((at) => isAhead(job, Date.parse(at)))).toEqual([true, false]);
  expect(isAhead(aJobRow(), 0)).toBe(false);
});
