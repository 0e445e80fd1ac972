import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFile } from '@fasttrack/storage/sqlite/open-database';
import { SqliteReader } from '@fasttrack/storage/sqlite/sqlite-reader';
import { SqliteWriter } from '@fasttrack/storage/sqlite/sqlite-writer';
import Database = require('libsql');
import { aDirectory, removeDirectories } from './support/a-directory';
import { fillStore } from './support/million-jobs';
import { ServerProcess, freePort } from './support/server-process';

const MILLION = 1_000_000;
/** What a look into larger trees costs more: up to three levels of the ten indexes and tables of a start, not rows. */
const DEEPER_PAGES = 30;
/** Tables with a row per type, status or name; reading one whole is right. */
const SMALL_TABLES = /^SCAN (types|counters|turns|meta|type_controls|usage)\b/;

interface Step {
  readonly detail: string;
}

/** The plan of every statement that the store prepares, and of every kind of list. */
function plansOf(directory: string): Map<string, string[]> {
  const prepare = jest.spyOn(Database.prototype, 'prepare');
  const db = new Database(databaseFile(directory));
  new SqliteWriter(db);
  const reader = new SqliteReader(databaseFile(directory), () => 0);
  for (const status of [undefined, 'PENDING'] as const) {
    for (const type of [undefined, 'prompt']) {
      const query = { ...(status && { status }), ...(type && { type }), limit: 50 };
      const { next } = reader.list(query);
      if (next !== undefined) reader.list({ ...query, cursor: next });
    }
  }
  const texts = new Set(prepare.mock.calls.map(([sql]) => sql).filter((sql) => /^\s*(SELECT|UPDATE|DELETE)/.test(sql)));
  prepare.mockRestore();
  const plans = [...texts].map((sql): [string, string[]] => {
    const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...(sql.match(/\?/g) ?? [])) as Step[];
    return [sql, steps.map(({ detail }) => detail)];
  });
  reader.close();
  db.close();
  return new Map(plans);
}

/** Pages of the database that a start read until it answered its probe, a list and the counts. */
async function pagesOfStart(directory: string): Promise<number> {
  const file = join(directory, 'trace');
  const server = await ServerProcess.start({
    directory,
    port: await freePort(),
    env: { WORKER_ENABLED: 'false' },
    wrapper: ['strace', '-D', '-f', '-y', '-o', file, '-e', 'trace=pread64'],
  });
  for (const path of ['/health/ready', '/jobs?limit=1', '/stats']) {
    expect((await fetch(`${server.url}${path}`)).status).toBe(200);
  }
  await server.kill();
  return readFileSync(file, 'utf8').split('fasttrack.db>').length - 1;
}

describe('a million waiting jobs', () => {
  let directory: string;
  beforeAll(async () => {
    directory = aDirectory();
    await fillStore(directory, MILLION);
  }, 300_000);
  afterEach(ServerProcess.killAll);
  afterAll(removeDirectories);

  it('are claimed, listed and swept in the order of an index: nothing is sorted, nothing is read whole', () => {
    const plans = plansOf(directory);
    const faults = [...plans].flatMap(([sql, steps]) =>
      steps
        .filter((step) => step.includes('TEMP B-TREE') || (step.startsWith('SCAN') && !isBounded(step, sql)))
        .map((step) => `${step}: ${sql}`),
    );
    expect(faults).toEqual([]);
    const all = [...plans.values()].flat().join('\n');
    for (const index of ['claim', 'claim_type', 'waiting', 'leases', 'expiring', 'ended', 'by_status', 'by_type']) {
      expect(all).toMatch(new RegExp(`INDEX ${index}\\b`));
    }
  });

  it('cost a start no more reads than an empty store does', async () => {
    const empty = await pagesOfStart(aDirectory());
    const full = await pagesOfStart(directory);
    process.stdout.write(`pages read by a start: ${empty} of an empty store, ${full} of a million waiting jobs\n`);
    expect(empty).toBeGreaterThan(0);
    expect(full).toBeLessThanOrEqual(empty + DEEPER_PAGES);
  });
});

/** A scan along an index or the paging key is what a page reads, as long as a limit ends it. */
const isBounded = (step: string, sql: string): boolean => SMALL_TABLES.test(step) || /\bLIMIT\b/.test(sql);
