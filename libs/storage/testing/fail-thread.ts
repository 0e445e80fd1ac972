import type { Worker } from 'node:worker_threads';

/**
 * A fault in a thread of the store, after what it was sent before. Resolves when the thread has ended. Not by
 * `terminate()`: V8 refuses whatever libsql asks of it from then on, and its binding answers that by aborting the
 * process (`assert_eq!` after each call of Node-API in neon 1.0).
 */
export async function failThread(thread: Worker): Promise<void> {
  const exit = new Promise((resolve) => thread.once('exit', resolve));
  thread.postMessage(null);
  await exit;
}
