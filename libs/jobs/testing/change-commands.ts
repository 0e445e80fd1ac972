import fc from 'fast-check';
import type { Job } from '../src/job';
import type { JobChange } from '../src/job-change';
import type { Moment } from '../src/job-life';
import * as life from '../src/job-life';
import { IllegalMoveError } from '../src/job.errors';
import { StepCommand, hasJobs, pick, see } from './step-command';

const ERROR = { code: 'worker_error', message: 'no', retryable: true } as const;

const CHANGES: Readonly<Record<string, (job: Job, moment: Moment) => JobChange>> = {
  complete: (job, moment) => life.complete(job, { result: '{"a": ' }, moment),
  failRun: (job, moment) => life.failRun(job, { error: ERROR, afterMs: 600, countsAsAttempt: true }, moment),
  waitForTarget: (job, moment) => life.failRun(job, { error: ERROR, afterMs: 600, countsAsAttempt: false }, moment),
  fail: (job, moment) => life.fail(job, ERROR, moment),
  putBack: (job, moment) => life.putBack(job, 'stopped', moment),
  handOver: (job, moment) => life.handOver(job, new Date(moment.at.getTime() + 2000), moment),
  loseLease: (job, moment) => life.loseLease(job, moment.at, moment),
  cancel: life.cancel,
  reopen: life.reopen,
  linkRetry: (job, moment) => life.linkRetry(job, 'copy', moment),
};

/** Makes a change from a job as it once was: right only when nothing happened to it since. */
export const change = fc
  .record({ kind: fc.constantFrom(...Object.keys(CHANGES)), at: fc.nat(), isLatest: fc.boolean() })
  .map(
    ({ kind, at, isLatest }) =>
      new StepCommand(
        `${kind}(${at}, ${isLatest ? 'as it is' : 'as it was'})`,
        async (model, { opened: { store, clock } }) => {
          const before = pick(model.seen, at);
          const job = isLatest ? await see(model, store.find(before.id)) : before;
          const wanted = changeOf(kind, job, { at: clock.now(), by: 'test' });
          if (!wanted) return false;
          const isApplied = model.apply(wanted);
          await expect(store.apply([wanted])).resolves.toEqual([isApplied ? 'applied' : 'stale']);
          return isApplied;
        },
        hasJobs,
      ),
  );

/** `undefined` when the state table has no such move: then nobody can even ask. */
function changeOf(kind: string, job: Job, moment: Moment): JobChange | undefined {
  try {
    return CHANGES[kind]?.(job, moment);
  } catch (error) {
    if (error instanceof IllegalMoveError) return undefined;
    throw error;
  }
}
