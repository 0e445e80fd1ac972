// Lets a thread run the sources: each file is compiled once and kept, because a compiler takes longer to load than a store to open.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { threadId } = require('node:worker_threads');
const { paths } = require('../../../tsconfig.base.json').compilerOptions;

const ROOT = join(__dirname, '../../..');
const CACHE = join(ROOT, 'node_modules/.cache/fasttrack-threads');
const OPTIONS = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
    target: 'es2022',
    baseUrl: ROOT,
    paths,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
  swcrc: false,
};

function compiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const key = createHash('sha256')
    .update(JSON.stringify([filename, source, OPTIONS]))
    .digest('hex');
  const kept = join(CACHE, `${key}.js`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    return keep(kept, require('@swc/core').transformSync(source, { ...OPTIONS, filename }).code);
  }
}

/** Written aside and renamed: another thread never reads half a file. */
function keep(file, code) {
  mkdirSync(CACHE, { recursive: true });
  const aside = `${file}.${process.pid}-${threadId}`;
  writeFileSync(aside, code);
  renameSync(aside, file);
  return code;
}

require.extensions['.ts'] = (module, filename) => module._compile(compiled(filename), filename);
