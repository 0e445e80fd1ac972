// Brings the MongoDB database that MONGODB_URI names up to this build: `node tools/migrate.mjs`. With `status` it only
// lists the migrations, and ends with 1 while one is pending.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildServer, mainOf } from './build.mjs';

const NO_DATABASE =
  'MONGODB_URI is not set, so there is nothing to migrate: the embedded store brings its file up to date at each start.';

function end(message) {
  process.stderr.write(`\n${message}\n\n`);
  process.exit(1);
}

const [word = 'up', ...more] = process.argv.slice(2).map((one) => one.replace(/^--/, ''));
if (!['up', 'status'].includes(word) || more.length > 0)
  end('Say nothing to migrate, or status to see what is pending.');

buildServer();
const libs = join(mainOf('api'), '../../../../libs');
const load = (path) => createRequire(import.meta.url)(join(libs, path));
const { loadConfig } = load('foundation/src/config/load-config.js');
const { migrateDatabase } = load('storage/src/mongo/migrations/migrate-database.js');

try {
  const { storage } = loadConfig(process.env);
  if (storage.kind !== 'mongo') end(NO_DATABASE);
  const { states, done } = await migrateDatabase(storage, word === 'status');
  for (const { name, at } of states) {
    const when = done.includes(name) ? 'applied now' : at ? `applied ${at.toISOString()}` : 'pending';
    process.stdout.write(`${name}  ${when}\n`);
  }
  if (states.some(({ at }) => at === null)) process.exitCode = 1;
} catch (error) {
  end(`The database could not be migrated: ${error.message.replace(/\/\/[^@/\s]*@/g, '//***@')}`);
}
