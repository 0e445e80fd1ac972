import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const VERSION = '2.8.4';
/** Two packages that it asks for in versions that the registry does not have. */
const OVERRIDES = { xlsx: '0.18.5', '@langchain/langgraph-checkpoint': '1.0.0' };
const LIMIT_MS = 90 * 60_000;

const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
const home = join(cache, 'fasttrack', `n8n-${VERSION}`);
const programOf = (folder) => join(folder, 'node_modules/n8n/bin/n8n');

/** The program of n8n; installs it first where it is not there. Throws when that cannot be done. */
export function n8nProgram() {
  if (!existsSync(programOf(home))) install();
  return programOf(home);
}

/** Into a folder beside the right one, which therefore is whole or not there. */
function install() {
  process.stdout.write(`Installing n8n ${VERSION} into ${home}, once: ten minutes, 2.4 GB …\n`);
  const folder = `${home}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const wanted = { name: 'n8n-for-tests', private: true, dependencies: { n8n: VERSION }, overrides: OVERRIDES };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(wanted));
  try {
    const words = ['install', '--no-audit', '--no-fund', '--loglevel=error'];
    const { status } = spawnSync('npm', words, { cwd: folder, stdio: 'inherit', timeout: LIMIT_MS });
    if (status !== 0 || !existsSync(programOf(folder))) throw new Error(`n8n ${VERSION} could not be installed`);
    renameSync(folder, home);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
