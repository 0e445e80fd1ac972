import { JOBS, doesJobs, survivesKill } from './many-jobs.mjs';
import { leavesAlone, reportsFailures, saysWhatIsWrong, takesAnswers, triesAgain } from './outcomes.mjs';
import { refusesForgedJobs } from './signatures.mjs';
import { submitsAndWaits, waitsForLastRun, waitsThroughKill } from './waiting.mjs';

/** What a real n8n does with the examples, in this order. Each check gives figures for the table, or throws. */
export const CHECKS = [
  { name: `${JOBS} jobs are done by callbacks of n8n`, check: doesJobs },
  { name: 'a failed run is tried again, up to maxAttempts', check: triesAgain },
  { name: 'the error branch reports what fails in a sub-workflow', check: reportsFailures },
  { name: 'a workflow may answer with the result', check: takesAnswers },
  { name: 'a workflow that asks to wait is left alone', check: leavesAlone },
  { name: 'forged and old jobs are refused', check: refusesForgedJobs },
  { name: 'a workflow submits a job and waits for its answer', check: submitsAndWaits },
  { name: 'it waits on when the first run fails', check: waitsForLastRun },
  { name: 'it also waits through a kill of n8n', check: waitsThroughKill },
  { name: 'a job says what is wrong with its target', check: saysWhatIsWrong },
  { name: `${JOBS} jobs are done though n8n is killed in the middle`, check: survivesKill },
];
