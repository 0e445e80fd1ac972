// Builds both images: node test/deploy/support/images.mjs
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, standIns } from './containers.mjs';
import { root, run } from './run.mjs';

/** Stands in the .env of the context: no image may know it. */
export const CANARY = 'no-image-knows-this';

/** The files of the checkout, with an .env beside them as an operator has it. */
async function copyInto(context) {
  const list = 'git ls-files --cached --others --exclude-standard -z';
  const pack = 'tar --create --null --files-from=- --ignore-failed-read';
  const script = `set -o pipefail; ${list} | ${pack} | tar --extract --directory="$1"`;
  await run('bash', ['-c', script, 'copy', context], { cwd: root });
  for (const place of ['.env', 'apps/.env.production', 'docker/.env'])
    await writeFile(join(context, place), `WEBHOOK_SECRET=${CANARY}\n`);
}

async function buildImages() {
  await standIns('node:24-bookworm-slim', 'nginx:1.28-bookworm', 'redis:7');
  const context = await mkdtemp(join(tmpdir(), 'fasttrack-context-'));
  try {
    await copyInto(context);
    await Promise.all([build('server', context), build('web', context)]);
  } finally {
    await rm(context, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildImages();
