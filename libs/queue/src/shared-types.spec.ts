import { ManualExecutor } from '@fasttrack/executors/testing/manual-executor';
import type { Job } from '@fasttrack/jobs/job';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import type { Worker } from '@fasttrack/queue/testing/a-worker';
import { aWorker } from '@fasttrack/queue/testing/a-worker';
import { Dispatcher } from './dispatcher';

/** One of several that share the types of their name out. */
class OneOfSeveral extends ManualExecutor {
  most = Infinity;

  constructor(private readonly type: string) {
    super(2);
  }

  override takes(type: string): boolean {
    return type === this.type;
  }

  override room(free: number): number {
    return Math.min(this.most, free);
  }
}

describe('executors of one name', () => {
  let worker: Worker;
  let prompts: OneOfSeveral;
  let reports: OneOfSeveral;
  let dispatcher: Dispatcher;
  beforeEach(async () => {
    worker = await aWorker(2);
    const { opened, leases, settlement, events, config } = worker;
    [prompts, reports] = [new OneOfSeveral('prompt'), new OneOfSeveral('report')];
    const executors = [prompts, reports, new OneOfSeveral('fax')];
    dispatcher = new Dispatcher(executors, opened.store, leases, settlement, events, config);
  });
  afterEach(async () => {
    await dispatcher.stop(0);
    await worker.close();
  });

  const submit = async (type: string, count: number): Promise<Job[]> => {
    const jobs = Array.from({ length: count }, () => aJob({ type }));
    await worker.opened.store.insert(jobs);
    return jobs;
  };
  const typesOf = ({ runs }: ManualExecutor): string[] => runs.map(({ job }) => job.type);

  it('have slots each: one that hangs delays no other', async () => {
    await submit('prompt', 9);
    await submit('report', 1);
    await dispatcher.wake();
    expect([typesOf(prompts), typesOf(reports)]).toEqual([['prompt', 'prompt'], ['report']]);
  });

  it('are counted as one', async () => {
    await submit('prompt', 3);
    await dispatcher.wake();
    expect(dispatcher.slots()).toEqual([{ executor: 'simulated', used: 2, total: 4 }]);
  });

  it('are given no more jobs than they have room for, and the rest once they have', async () => {
    const jobs = await submit('prompt', 3);
    prompts.most = 0;
    await dispatcher.wake();
    expect(prompts.runs).toEqual([]);
    await expect(worker.stored(jobs[0]?.id ?? '')).resolves.toMatchObject({ status: 'PENDING', attempt: 0 });
    prompts.most = 1;
    await dispatcher.wake();
    expect(prompts.runs).toHaveLength(1);
    prompts.most = Infinity;
    await dispatcher.wake();
    expect(prompts.runs).toHaveLength(2);
  });
});
