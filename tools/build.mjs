// Builds what is stale: the API into dist/api, the web app into dist/web.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const parts = [
  {
    name: 'API',
    output: 'dist/api/apps/api/src/main.js',
    sources: ['apps/api', 'libs', 'nest-cli.json', 'tsconfig.base.json', 'package-lock.json'],
    command: ['nest', 'build'],
    // The compiler leaves what is not TypeScript behind.
    copies: ['libs/storage/src/sqlite/migrations'],
    copyTo: 'dist/api',
  },
  {
    name: 'web app',
    output: 'dist/web/index.html',
    sources: ['apps/web', 'libs/contracts', 'angular.json', 'tsconfig.base.json', 'package-lock.json'],
    command: ['ng', 'build'],
  },
];

function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const isStale = ({ output, sources }) =>
  !existsSync(join(root, output)) ||
  Math.max(...sources.map((source) => newest(join(root, source)))) > newest(join(root, output));

/** Ends the process when a build fails: an old build is never run in place of a broken new one. */
export function buildStale() {
  for (const part of parts.filter(isStale)) {
    process.stdout.write(`Building the ${part.name} …\n`);
    const [tool, ...rest] = part.command;
    const { status } = spawnSync(join(root, 'node_modules/.bin', tool), rest, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (status !== 0) process.exit(status ?? 1);
    for (const path of part.copies ?? []) cpSync(join(root, path), join(root, part.copyTo, path), { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildStale();
