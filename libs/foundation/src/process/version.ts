import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the build of the server stands in the checkout. */
const OUTPUT = '/dist/server';

/** The checkout that this program runs from, as source or as built. */
export const ROOT = findRoot(__dirname);
/** Version of this build, as `package.json` says. */
export const VERSION = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;

function findRoot(from: string): string {
  const parts = from.split(/[\\/]/);
  const root = parts.slice(0, parts.lastIndexOf('libs')).join('/');
  return root.endsWith(OUTPUT) ? root.slice(0, -OUTPUT.length) : root;
}
