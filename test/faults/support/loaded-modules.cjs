// Required into a program before it starts: writes the files of all modules that its main thread loaded, when it ends.
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread && process.env.LOADED_MODULES) {
  process.on('exit', () => writeFileSync(process.env.LOADED_MODULES, JSON.stringify(Object.keys(require.cache))));
}
