import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs a process of a kind that is written as code, and gives how it ended and what it said last. */
function runKind(kind: string): { status: number | null; stderr: string } {
  const code = `require(${JSON.stringify(join(__dirname, 'run-process.ts'))}).runProcess(${kind})`;
  return spawnSync(process.execPath, ['--require', '@swc-node/register', '--eval', code], {
    encoding: 'utf8',
    timeout: 20_000,
  });
}

describe('runProcess', () => {
  it.each(['throw error', 'void Promise.reject(error)'])(
    'ends by "%s" without what a driver hangs on errors',
    (way) => {
      const { status, stderr } = runKind(`{
      load: () => ({}),
      create: () => new Promise(() => setTimeout(() => {
        const error = Object.assign(new Error('no mongodb://me:hidden@db'), { command: { prompt: 'hidden' } });
        ${way};
      }, 1)),
    }`);
      expect(status).toBe(1);
      expect(stderr).toContain('Error: no mongodb://***@db');
      expect(stderr).not.toContain('hidden');
    },
  );
});
