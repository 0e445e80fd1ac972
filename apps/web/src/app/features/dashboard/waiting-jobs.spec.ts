import type { JobRowView } from '@fasttrack/contracts';
import { aJobRow } from '../../../testing/a-job';
import type { WaitingJobs } from './waiting-jobs';
import { waitingJobsOf, waitsSince } from './waiting-jobs';

const [EARLY, LATE, FUTURE] = ['2026-11-26T13:00:00.000Z', '2026-11-26T14:00:00.000Z', '2026-11-27T14:00:00.000Z'];
const NO_WORKER = { waitingFor: { reason: 'worker' } } as const;
const told = (jobs: readonly Partial<JobRowView>[], nextCursor: string | null = null): WaitingJobs =>
  waitingJobsOf({
    rows: jobs.map((job, at) => ({
      kind: 'job',
      id: `${at}`,
      job: aJobRow({ id: `${at}`, updatedAt: EARLY, ...job }),
    })),
    nextCursor,
  });

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

it('a job that is not due does not wait', () => {
  const scheduled = { createdAt: EARLY, scheduledFor: FUTURE, waitingFor: { reason: 'schedule' } } as const;
  const again = { createdAt: EARLY, waitingFor: { reason: 'backoff' } } as const;
  expect(told([scheduled, again])).toEqual({ later: 2, areAll: true });
  expect(told([scheduled, { createdAt: LATE, ...NO_WORKER }], 'more')).toEqual({
    since: LATE,
    later: 1,
    areAll: false,
  });
});

it('the oldest is the one whose time came first, not the one that was created first', () => {
  const [first, second] = [EARLY, '2026-11-26T13:30:00.000Z'].map((createdAt) => ({ createdAt, ...NO_WORKER }));
  expect(told([{ ...first, scheduledFor: LATE }, { ...second }]).since).toBe('2026-11-26T13:30:00.000Z');
});

it('nothing and what cannot be read tell of no job', () => {
  expect(waitingJobsOf({ rows: [{ kind: 'broken', id: 'x', text: '{}' }], nextCursor: null })).toEqual({
    ...{ later: 0, areAll: true },
  });
});
