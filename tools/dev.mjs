// Runs the API and the web app with reload in one terminal; Ctrl+C ends both.
import './preflight.mjs';
import { watch } from 'node:fs';
import { join } from 'node:path';
import concurrently from 'concurrently';
import { MIGRATIONS, copyMigrations, forgetServerBuild } from './build.mjs';
import { root } from './root.mjs';

const port = process.env.PORT ?? '3000';

forgetServerBuild();
copyMigrations();
watch(join(root, MIGRATIONS), () => {
  copyMigrations();
  process.stdout.write('Migrations copied: the API applies them at its next start\n');
}).unref();

process.stdout.write(`
  Fast Track for development, both reload by themselves; Ctrl+C ends both
    app   http://localhost:5173
    API   http://localhost:${port}
    docs  http://localhost:${port}/docs
    data  ${process.env.DATA_DIR ?? './data'}

`);

const { result } = concurrently(
  [
    // A reload waits for running jobs; the default of a server would make it slow.
    { name: 'api', command: 'nest start api --watch --preserveWatchOutput --no-shell', env: { SHUTDOWN_SECONDS: '3' } },
    { name: 'web', command: 'ng serve web' },
  ],
  { cwd: root, prefixColors: ['cyan', 'magenta'], killOthersOn: ['failure', 'success'] },
);
process.exitCode = await result.then(
  () => 0,
  (ended) => (ended.some(({ killed, exitCode }) => !killed && exitCode !== 0 && exitCode !== 'SIGINT') ? 1 : 0),
);
