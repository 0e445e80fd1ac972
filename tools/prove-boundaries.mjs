// Shows that each boundary rule bites: a copy of the code gets one violation per rule, and the tool must refuse each.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';

const importing = (target) => `import '${target}';\nexport {};\n`;
const typeOf = (target) => `import type * as violation from '${target}';\nexport type Violation = typeof violation;\n`;

/** Rule → the file that breaks it (path, text). */
const VIOLATIONS = {
  'no-cycle': ['libs/jobs/src/violation-cycle.ts', importing('./violation-cycle')],
  resolvable: ['libs/jobs/src/violation-lost.ts', importing('./nowhere')],
  'code-not-to-tests': ['libs/jobs/src/violation-test.ts', importing('@fasttrack/jobs/testing/a-job')],
  'code-not-to-dev-dependencies': ['libs/jobs/src/violation-dev.ts', importing('fast-check')],
  'contracts-import-nothing': ['libs/contracts/src/violation.ts', importing('uuid')],
  'foundation-to-contracts': ['libs/foundation/src/violation.ts', importing('@fasttrack/jobs/job')],
  'jobs-to-foundation': ['libs/jobs/src/violation-feature.ts', typeOf('@fasttrack/queue/job-queue.port')],
  'storage-to-jobs': ['libs/storage/src/violation.ts', importing('@fasttrack/queue/job-queue.port')],
  'feature-not-to-feature': ['libs/webhook/src/violation.ts', importing('@fasttrack/queue/queue.module')],
  'libs-not-to-apps': ['libs/health/src/violation.ts', importing('../../../apps/api/src/service.controller')],
  'adapter-only-in-composition-root': [
    'apps/api/src/violation.ts',
    typeOf('@fasttrack/storage/sqlite/sqlite-storage.module'),
  ],
  'adapter-not-to-adapter': [
    'libs/queue/src/embedded/violation.ts',
    importing('@fasttrack/storage/sqlite/sqlite-storage.module'),
  ],
  'driver-only-in-adapter': ['libs/storage/src/violation-driver.ts', typeOf('libsql')],
  'mongo-only-in-adapter': ['libs/storage/src/violation-mongo.ts', typeOf('mongoose')],
  'redis-only-in-adapter': ['libs/queue/src/violation-redis.ts', typeOf('ioredis')],
  'domain-is-plain': ['libs/jobs/src/backoff.ts', importing('@nestjs/common')],
  'web-to-contracts': ['apps/web/src/app/violation.ts', typeOf('@fasttrack/jobs/job')],
  'server-not-to-web': ['apps/api/src/violation-web.ts', importing('../../web/src/app/violation')],
  'web-core-not-to-pages': ['apps/web/src/app/core/violation.ts', importing('../features/one/violation')],
  'page-not-to-page': ['apps/web/src/app/features/one/violation.ts', importing('../two/violation')],
};
/** Only there to be imported. */
const TARGET = ['apps/web/src/app/features/two/violation.ts', 'export {};\n'];

function copyOf(directory) {
  for (const path of ['apps', 'libs', '.dependency-cruiser.cjs', 'tsconfig.base.json', 'package.json']) {
    cpSync(join(root, path), join(directory, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'));
}

function write(directory, [path, text]) {
  mkdirSync(dirname(join(directory, path)), { recursive: true });
  writeFileSync(join(directory, path), text);
}

/** `rule path` of everything that the tool refuses in a directory. */
function refusalsIn(directory) {
  const tool = join(root, 'node_modules/.bin/depcruise');
  const report = join(directory, 'report.json');
  const { stderr } = spawnSync(tool, ['apps', 'libs', '--output-type', 'json', '--output-to', report], {
    cwd: directory,
    encoding: 'utf8',
  });
  process.stderr.write(stderr);
  const { summary } = JSON.parse(readFileSync(report, 'utf8'));
  return new Set(summary.violations.map(({ rule, from }) => `${rule.name} ${from}`));
}

function unproven() {
  const directory = mkdtempSync(join(tmpdir(), 'fasttrack-boundaries-'));
  try {
    copyOf(directory);
    for (const file of [...Object.values(VIOLATIONS), TARGET]) write(directory, file);
    const refusals = refusalsIn(directory);
    return Object.entries(VIOLATIONS).filter(([rule, [path]]) => !refusals.has(`${rule} ${path}`));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const rules = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')).forbidden.map(({ name }) => name);
const untried = rules.filter((name) => !(name in VIOLATIONS)).map((name) => `${name}: no violation stands here for it`);
const toothless = unproven().map(([rule, [path]]) => `${rule}: a violation in ${path} was let through`);
for (const fault of [...untried, ...toothless]) process.stderr.write(`${fault}\n`);
if (untried.length + toothless.length > 0) process.exit(1);
process.stdout.write(`${rules.length} boundary rules, each seen to refuse a violation\n`);
