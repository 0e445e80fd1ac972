import fc from 'fast-check';
import { jobCommands } from './job-commands';
import { JobModel } from './job-model';
import type { OpenStore } from './job-store.contract';
import type { StoreUnderTest } from './same-state';

const SEED = 20260122;
const RUNS = 15;
const COMMANDS = 120;
/** A failure is made smaller until then. Machines that do other work beside it need a third of that for all runs. */
const SHRINK_UNTIL_MS = 200_000;

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
    }, 240_000);
  });
}
