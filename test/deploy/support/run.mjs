import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The checkout whose files are tried. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
/** Where `run.sh` keeps its tools and the build of the server. */
export const state = process.env.FT_DEPLOY ?? '/var/tmp/fasttrack-deploy';

/** Runs a program in the checkout and gives what it said, both streams; rejects with that when it fails. */
export async function run(program, words, { env = {}, cwd = root, timeoutMs = 60_000 } = {}) {
  const options = { cwd, env: { ...process.env, ...env }, timeout: timeoutMs, maxBuffer: 64 << 20 };
  const { stdout, stderr } = await execute(program, words, options).catch((error) => {
    throw new Error(`${program} ${words.join(' ')}\n${error.stdout}${error.stderr}`, { cause: error });
  });
  return { stdout, stderr };
}

/** Asks `question` until it gives something; the last error, or `what`, is told when it never does. */
export async function eventually(what, question, timeoutMs = 30_000) {
  const end = Date.now() + timeoutMs;
  let last;
  while (Date.now() < end) {
    try {
      const answer = await question();
      if (answer) return answer;
    } catch (error) {
      last = error;
    }
    await pause(200);
  }
  throw new Error(`Not within ${timeoutMs} ms: ${what}`, { cause: last });
}
