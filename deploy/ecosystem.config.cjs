// PM2: pm2 start deploy/ecosystem.config.cjs. Settings come from FASTTRACK_ENV_FILE, by default .env of the checkout.
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parseEnv } = require('node:util');

const root = join(__dirname, '..');
const file = process.env.FASTTRACK_ENV_FILE ?? join(root, '.env');
const settings = {
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}),
};
const workers = Number(process.env.FASTTRACK_WORKERS ?? 1);

const app = (kind, env) => ({
  name: `fasttrack-${kind}`,
  script: `dist/server/apps/${kind}/src/main.js`,
  cwd: root,
  env: { ...settings, ...env },
  exec_mode: 'fork',
  autorestart: true,
  exp_backoff_restart_delay: 200,
  // Longer than SHUTDOWN_SECONDS; PM2 sends SIGINT, which stops as SIGTERM does.
  kill_timeout: 40_000,
});
/** Its probes need a port of its own: those after the API's. */
const worker = (number) => ({
  ...app('worker', { PORT: String(Number(settings.PORT || 3000) + number) }),
  name: `fasttrack-worker-${number}`,
});

// An embedded store serves one process: that one runs the jobs too.
module.exports = {
  apps:
    settings.MONGODB_URI || settings.MONGODB_URI_FILE
      ? [app('api', { WORKER_ENABLED: 'false' }), ...Array.from({ length: workers }, (_, index) => worker(index + 1))]
      : [app('api', {})],
};
