import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { rulesWith } from '@fasttrack/jobs/testing/type-rules';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { TypeStates } from '../job-types/type-states';
import { TypeWaits } from '../job-types/type-waits';
import { TypeHolds } from '../type-holds';
import { WorkerPresence } from '../worker-presence';
import { JobViews } from './job-views';

const CONFIG = { storage: { kind: 'mongo' }, executors: new Map() } as unknown as AppConfig;
const UNAVAILABLE = { code: 'store.unavailable' };

describe('JobViews', () => {
  let opened: OpenSqliteStore;
  let views: JobViews;
  const job = aJob({ dueAt: new Date(0) });

  beforeEach(async () => {
    opened = await openSqliteStore(undefined, undefined, rulesWith({ prompt: { concurrency: 1 } }));
    const { controls, figures, clock } = opened;
    const states = new TypeStates(controls, figures, rulesWith({ prompt: { concurrency: 1 } }));
    views = new JobViews(states, new TypeWaits(new TypeHolds(clock), new WorkerPresence(), CONFIG), clock);
  });
  afterEach(() => opened.close());

  it('shows a job that was changed though the store went away right after', async () => {
    await opened.store.close();
    await expect(views.of(job)).resolves.toMatchObject({ id: job.id, waitingFor: { reason: 'worker' } });
    await expect(views.all([job, job])).resolves.toHaveLength(2);
  });

  it('shows no job as of now that it cannot judge', async () => {
    await opened.store.close();
    await expect(views.current(job)).rejects.toMatchObject(UNAVAILABLE);
    await expect(views.rows([job])).rejects.toMatchObject(UNAVAILABLE);
  });
});
