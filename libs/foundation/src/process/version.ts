import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The checkout that this program runs from: three folders up from the source, four from `dist`. */
export const ROOT = findRoot(__dirname);
/** Version of this build, as `package.json` says. */
export const VERSION = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;

function findRoot(from: string): string {
  const parts = from.split(/[\\/]/);
  const apps = parts.lastIndexOf('apps');
  const root = parts.slice(0, apps).join('/');
  return root.endsWith('/dist/api') ? root.slice(0, -'/dist/api'.length) : root;
}
