import { rmSync } from 'node:fs';
import { SystemClock } from '@fasttrack/foundation/clock/clock';
import { aJob } from '@fasttrack/jobs/testing/a-job';
import { toCursor } from '@fasttrack/storage/list-cursor';
import { listName } from '@fasttrack/storage/list-kind';
import { SqliteJobStore } from '@fasttrack/storage/sqlite/sqlite-job-store';
import { inTurns, ratioOf } from '../support/ratio';
import type { Line, Scale } from '../support/report';
import { show } from '../support/report';
import { aDirectory } from '../support/servers';

const BATCH = 500;
const REPEATS = 50;

interface Filled {
  readonly store: SqliteJobStore;
  readonly directory: string;
  readonly ids: readonly string[];
  /** A cursor in the middle of the list. */
  readonly middle: string;
}

type Read = (filled: Filled, n: number) => Promise<unknown>;

const READS: readonly (readonly [name: string, goal: number, read: Read])[] = [
  ['get by id', 1.2, ({ store, ids }, n) => store.find(ids[(n * 7919) % ids.length] ?? '')],
  ['first page', 1.3, ({ store }) => store.list({ limit: 50 })],
  ['deep page', 1.3, ({ store, middle }) => store.list({ limit: 50, cursor: middle })],
  ['filtered page', 1.3, ({ store }) => store.list({ limit: 50, status: 'PENDING', type: 'report' })],
  ['counts', 1.2, ({ store }) => store.counts()],
  ['trend of 30 days', 1.2, ({ store }) => store.trend({ unit: 'day', from: new Date(0), until: new Date() })],
];

/** M8: how much longer a read takes in a store that is many times larger. */
export async function measureStoreSize({ blocks, sizes: [small, large] }: Scale): Promise<Line[]> {
  const stores = [await fill(small), await fill(large)] as const;
  const lines: Line[] = [];
  for (const [name, goal, read] of READS) {
    const [smaller, larger] = stores.map((filled) => () => microseconds(filled, read)) as [
      () => Promise<number>,
      () => Promise<number>,
    ];
    const ratio = ratioOf(await inTurns(blocks * 3, larger, smaller));
    lines.push({
      measure: `M8 ${name}, ${large.toLocaleString('en')} jobs`,
      against: `itself at ${small.toLocaleString('en')}`,
      result: show(ratio),
      goal: `≤ ${goal}x`,
      isMet: ratio.low <= goal,
    });
  }
  for (const { store, directory } of stores) {
    await store.close();
    rmSync(directory, { recursive: true });
  }
  return lines;
}

async function fill(size: number): Promise<Filled> {
  const directory = aDirectory();
  const store = await SqliteJobStore.open(directory, new SystemClock());
  const ids: string[] = [];
  for (let n = 0; n < size; n += BATCH) {
    const jobs = Array.from({ length: BATCH }, (_, at) =>
      aJob({ type: at % 3 ? 'prompt' : 'report', payload: { prompt: 'x'.repeat(200) } }),
    );
    await store.insert(jobs);
    ids.push(...jobs.map(({ id }) => id));
  }
  const middle = toCursor(listName('age', {}), { place: [size / 2], skip: 0 });
  return { store, directory, ids, middle };
}

async function microseconds(filled: Filled, read: Read): Promise<number> {
  const startedAt = process.hrtime.bigint();
  for (let n = 0; n < REPEATS; n++) await read(filled, n);
  return Number(process.hrtime.bigint() - startedAt) / 1000 / REPEATS;
}
