// Builds what is stale: the server (API and worker) into dist/server, the web app into dist/web.
import './preflight.mjs';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './root.mjs';

/** SQL files: the compiler leaves them behind because they are not TypeScript. */
export const MIGRATIONS = 'libs/storage/src/sqlite/migrations';
const SHARED = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'tools/build.mjs'];
const isOfTests = (path) => /\.spec\.ts$|\/testing$/.test(path);

const server = {
  name: 'server',
  output: 'dist/server',
  sources: ['apps/api', 'apps/worker', 'apps/adapters.module.ts', 'libs', 'nest-cli.json', ...SHARED],
  // One compilation: the API's project takes in the worker.
  command: ['nest', 'build', 'api'],
  finish: copyMigrations,
};
const web = {
  name: 'web app',
  output: 'dist/web',
  sources: ['apps/web', 'libs/contracts', 'angular.json', ...SHARED],
  command: ['ng', 'build', 'web'],
};

/** Puts the SQL files where the built store looks for them. */
export function copyMigrations() {
  cpSync(join(root, MIGRATIONS), join(root, server.output, MIGRATIONS), { recursive: true });
}

function filesUnder(path) {
  if (isOfTests(path)) return [];
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesUnder(`${path}/${name}`));
}

/** Changes with the name or content of any source, so that a deleted or restored file counts too. */
function fingerprintOf({ sources }) {
  const hash = createHash('sha256');
  for (const path of sources.flatMap(filesUnder).sort())
    hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

const stampOf = ({ output }) => join(root, `${output}.fingerprint`);

function isBuilt(part, fingerprint) {
  const stamp = stampOf(part);
  return existsSync(join(root, part.output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint;
}

/** Ends the process when the build fails: an old build is never run in place of a broken new one. */
function build(part) {
  const fingerprint = fingerprintOf(part);
  if (isBuilt(part, fingerprint)) return;
  process.stdout.write(`Building the ${part.name} …\n`);
  rmSync(stampOf(part), { force: true });
  rmSync(join(root, part.output), { recursive: true, force: true });
  const [tool, ...words] = part.command;
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] };
  const { status } = spawnSync(join(root, 'node_modules/.bin', tool), words, options);
  if (status !== 0) {
    process.stderr.write(`\nThe ${part.name} could not be built; the reason stands above.\n`);
    process.exit(1);
  }
  part.finish?.();
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampOf(part), fingerprint);
}

/** Says that a watching compiler now writes the server's output: what stands there is no known build any more. */
export const forgetServerBuild = () => rmSync(stampOf(server), { force: true });

/** The built program of a kind of process: `api` or `worker`. */
export const mainOf = (kind) => join(root, server.output, 'apps', kind, 'src/main.js');

/** Builds the server if its sources changed since its last good build. */
export const buildServer = () => build(server);

/** Builds the server and the web app, each if its sources changed since its last good build. */
export function buildStale() {
  buildServer();
  build(web);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildStale();
