// Builds what is stale, then runs Fast Track in this process: `node tools/start.mjs` the API, with `worker` a worker.
import { createRequire } from 'node:module';
import { buildServer, buildStale, mainOf } from './build.mjs';

const [kind = 'api'] = process.argv.slice(2);
if (kind !== 'api' && kind !== 'worker') {
  process.stderr.write(`\nThere is no process "${kind}": leave it out for the API, or write worker\n\n`);
  process.exit(1);
}
// Only the API serves the web app.
if (kind === 'api') buildStale();
else buildServer();
createRequire(import.meta.url)(mainOf(kind));
