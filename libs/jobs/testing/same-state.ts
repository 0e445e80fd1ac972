import type { JobEventName, JobStatus } from '@fasttrack/contracts';
import type { Job, JobEvent } from '../src/job';
import { canMove } from '../src/job';
import type { JobModel } from './job-model';
import type { OpenStore } from './job-store.contract';

/** The store under test; `opened` changes when a command opens it again. */
export interface StoreUnderTest {
  opened: OpenStore;
  version: string | null;
}

/** Compares store and model: every job, the figures, and that the version changed exactly if something did. */
export async function expectSame(model: JobModel, real: StoreUnderTest, hasChanged: boolean): Promise<void> {
  const { store, figures } = real.opened;
  const jobs = await Promise.all(model.jobs.map(({ id }) => store.find(id)));
  expect(jobs.map((job) => job && stateOf(job))).toEqual(model.jobs.map(stateOf));
  expect(jobs.map((job) => job && foldHistory(job.history))).toEqual(model.jobs.map((job) => statusOf(stateOf(job))));
  const counts = await figures.counts();
  expect(Object.fromEntries(counts.map(({ status, type, count }) => [`${status} ${type}`, count]))).toEqual(
    recount(model),
  );
  const version = await figures.version();
  expect({ hasChanged: version !== real.version }).toEqual({ hasChanged });
  real.version = version;
}

interface State {
  readonly status: JobStatus;
  readonly attempt: number;
  readonly attempts: number;
}

const statusOf = ({ id: _id, lease: _lease, ...state }: ReturnType<typeof stateOf>): State => state;

function stateOf({
  id,
  status,
  attempt,
  attempts,
  lease,
}: Pick<Job, 'id'> &
  State & { readonly lease?: { readonly until: Date | number; readonly handedOver: boolean } | undefined }) {
  return {
    id,
    status,
    attempt,
    attempts,
    lease: lease && { until: Number(lease.until), handedOver: lease.handedOver },
  };
}

function recount({ jobs }: JobModel): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, type } of jobs) counts[`${status} ${type}`] = (counts[`${status} ${type}`] ?? 0) + 1;
  return counts;
}

/** The state that a history tells; throws when one of its steps is not in the state table. */
function foldHistory(history: readonly JobEvent[]): State {
  const [created, ...events] = history;
  if (created?.event !== 'created') throw new RangeError('a history starts with created');
  return events.reduce<State>(after, { status: created.to, attempt: created.attempt, attempts: 0 });
}

function after({ status, attempt, attempts }: State, { event, from, to, attempt: run }: JobEvent): State {
  const isLegal =
    from === status && (to === from || canMove(from, to)) && run === attempt + Number(event === 'claimed');
  if (!isLegal)
    throw new RangeError(`${event} of run ${run} from ${from} to ${to}, but it was ${status} in run ${attempt}`);
  return { status: to, attempt: run, attempts: attemptsAfter(attempts, event, to !== from) };
}

function attemptsAfter(attempts: number, event: JobEventName, hasMoved: boolean): number {
  if (event === 'claimed') return attempts + 1;
  if (event === 'put_back') return attempts - 1;
  return event === 'retried' && hasMoved ? 0 : attempts;
}
