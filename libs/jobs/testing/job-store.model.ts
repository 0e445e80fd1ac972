import fc from 'fast-check';
import type { JobEventName, JobStatus } from '@fasttrack/contracts';
import type { Job, JobEvent } from '../src/job';
import { canMove } from '../src/job';
import { jobCommands } from './job-commands';
import { JobModel } from './job-model';
import type { OpenStore } from './job-store.contract';

/** The store under test; `opened` changes when a command opens it again. */
export interface StoreUnderTest {
  opened: OpenStore;
  version: string;
}

const SEED = 20260122;
const RUNS = 10;
const COMMANDS = 120;
/** A failure is made smaller until then. */
const SHRINK_UNTIL_MS = 40_000;

/** Runs random histories against an adapter and a model in memory, and compares them after each step. */
export function describeJobStoreModel(adapter: string, open: () => Promise<OpenStore>): void {
  describe(`JobStore model: ${adapter}`, () => {
    it('does what the model does, step by step', async () => {
      const history = fc.asyncProperty(jobCommands(COMMANDS), async (commands) => {
        const real: StoreUnderTest = { opened: await open(), version: '' };
        real.version = await real.opened.figures.version();
        const { clock } = real.opened;
        try {
          await fc.asyncModelRun(() => ({ model: new JobModel(() => clock.now().getTime()), real }), commands);
        } finally {
          await real.opened.close();
        }
      });
      await fc.assert(history, { seed: SEED, numRuns: RUNS, skipAllAfterTimeLimit: SHRINK_UNTIL_MS });
    }, 120_000);
  });
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
