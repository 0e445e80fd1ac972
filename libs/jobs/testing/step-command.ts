import type fc from 'fast-check';
import type { Job } from '../src/job';
import type { JobModel } from './job-model';
import type { StoreUnderTest } from './same-state';
import { expectSame } from './same-state';

/** One step of a random history of a store. */
export type Command = fc.AsyncCommand<JobModel, StoreUnderTest>;
type Step = (model: JobModel, real: StoreUnderTest) => Promise<boolean>;

/** A step of a random history; it answers whether it changed anything. What it left behind must then be what the model has. */
export class StepCommand implements Command {
  constructor(
    private readonly name: string,
    private readonly step: Step,
    private readonly canRun: (model: Pick<JobModel, 'seen'>) => boolean = () => true,
  ) {}

  check(model: Readonly<JobModel>): boolean {
    return this.canRun(model);
  }

  async run(model: JobModel, real: StoreUnderTest): Promise<void> {
    await expectSame(model, real, await this.step(model, real));
  }

  toString(): string {
    return this.name;
  }
}

/** There is a job that a step can be about. */
export const hasJobs = (model: Pick<JobModel, 'seen'>): boolean => model.seen.length > 0;
/** One of a list, whatever the number. */
export const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

/** The job as the store has it now, for later steps too. Throws when it is lost. */
export async function see(model: JobModel, found: Promise<Job | null>): Promise<Job> {
  const job = await found;
  if (!job) throw new Error('a job is lost');
  model.seen.push(job);
  return job;
}
