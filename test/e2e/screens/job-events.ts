import type { JobEventView } from '@fasttrack/contracts';
import { ago } from './moments';

/** A line of a job's history, so many seconds ago: about a job that waits for its first attempt, as the API begins it. */
export function event(name: JobEventView['event'], secondsAgo: number, more: Partial<JobEventView> = {}): JobEventView {
  return { at: ago(secondsAgo), event: name, to: 'PENDING', attempt: 0, by: 'api', ...more };
}

/** The job comes in, 130 seconds ago. */
export const created = event('created', 130);
/** Its first attempt begins. */
export const claimed = event('claimed', 124, { from: 'PENDING', to: 'PROCESSING', attempt: 1, by: 'simulated' });
/** Its worker has passed it on and waits for a callback. */
export const handedOver = event('handed_over', 123, { from: 'PROCESSING', to: 'PROCESSING', attempt: 1, by: 'n8n' });
/** Its first attempt fails, and another one is due. */
export const runFailed = event('run_failed', 80, {
  from: 'PROCESSING',
  attempt: 1,
  by: 'simulated',
  note: 'unreachable: http://n8n:5678 did not answer',
});
/** Its second attempt begins. */
export const claimedAgain = event('claimed', 40, { from: 'PENDING', to: 'PROCESSING', attempt: 2, by: 'simulated' });
/** What ends the second attempt comes by callback. */
export const byCallback = { from: 'PROCESSING', attempt: 2, by: 'callback' } as const;
/** Its second attempt ends well. */
export const completed = event('completed', 8, { ...byCallback, to: 'COMPLETED' });
