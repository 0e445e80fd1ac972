import type { JobEventName, TrendCount } from '@fasttrack/contracts';
import type { Job, JobEvent } from '../job';
import type { JobChange } from '../job-change';
import type { TrendStep } from './trend-figures';

const COUNTS: Readonly<Partial<Record<JobEventName, TrendCount>>> = {
  created: 'created',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
  run_failed: 'runsFailed',
  retried: 'retried',
};
/** Events by which a worker says that its run is over. */
const TELLS_END: readonly JobEventName[] = ['completed', 'failed', 'run_failed'];

/** What a new job adds to the trend. */
export const CREATED: TrendStep = { count: 'created' };

/** What a claim adds: how long the job had been due. */
export const stepOfClaim = ({ createdAt, dueAt }: Pick<Job, 'createdAt' | 'dueAt'>, at: Date): TrendStep => ({
  waitMs: since(Math.max(createdAt.getTime(), dueAt.getTime()), at),
});

/** What a change that was applied adds; `undefined`: nothing, a run was put back or the job only got a note. */
export function stepOfChange({ event, expected, startedAt }: JobChange): TrendStep | undefined {
  const count = COUNTS[event.event];
  if (!count || event.from === event.to) return undefined;
  // Of a lost lease nobody saw the end.
  const isTold = endsRun(event) && expected.leaseEndedBy === undefined;
  return { count, ...(isTold && startedAt && { runMs: since(startedAt.getTime(), event.at) }) };
}

const endsRun = ({ from, event }: JobEvent): boolean => from === 'PROCESSING' && TELLS_END.includes(event);
const since = (start: number, at: Date): number => Math.max(0, at.getTime() - start);
