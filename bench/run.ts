// Measures as ratios in one run; `--smoke` is short. The table and its conditions also go to dist/bench.json.
import { Contender } from './support/contender';
import { measureBatchSubmit } from './measures/batch-submit';
import { measureIdlePoll } from './measures/idle-poll';
import { measureStoreSize } from './measures/store-size';
import { measureSubmit } from './measures/submit';
import type { Scale } from './support/report';
import { report } from './support/report';

const FULL: Scale = { blocks: 7, blockSeconds: 5, sizes: [10_000, 1_000_000] };
const SMOKE: Scale = { blocks: 3, blockSeconds: 2, sizes: [10_000, 100_000] };

async function run(scale: Scale): Promise<void> {
  const lines = [
    ...(await measureSubmit(scale)),
    ...(await measureBatchSubmit(scale)),
    ...(await measureIdlePoll(scale)),
    ...(await measureStoreSize(scale)),
  ];
  if (!report(lines)) process.exitCode = 1;
}

run(process.argv.includes('--smoke') ? SMOKE : FULL)
  .catch((error: unknown) => {
    process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`);
    process.exitCode = 1;
  })
  .finally(() => Contender.stopAll());
