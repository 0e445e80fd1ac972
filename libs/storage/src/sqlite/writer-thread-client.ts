import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StartError, StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import type { FromWriter, Times, ToWriter, WriteOp, WriteOutcome } from './writer-message';

/** From its sources (under Jest) the thread needs a compiler and the path aliases; the build needs neither. */
const IS_SOURCE = __filename.endsWith('.ts');
const FILE = join(__dirname, IS_SOURCE ? 'writer.thread.ts' : 'writer.thread.js');
const SOURCE_OPTIONS = { execArgv: ['-r', join(__dirname, '../../testing/typescript-thread.cjs')] };

/** The thread that owns the write connection. It takes one batch at a time. */
export class WriterThread {
  private answer: { resolve(answer: FromWriter): void; reject(error: unknown): void } | undefined;
  private end: StoreUnavailableError | undefined;
  /** Batches that changed something since the store was made. */
  change = 0;
  storeId = '';

  private constructor(private readonly worker: Worker) {
    worker.on('message', (message: FromWriter) => this.answer?.resolve(message));
    worker.on('error', (error) => {
      this.fail(error);
    });
    worker.on('exit', () => {
      this.fail(new Error('the writer thread has ended'));
    });
  }

  /** Rejects with `StartError` when the store cannot be opened. */
  static async open(directory: string): Promise<WriterThread> {
    const worker = new Worker(FILE, { workerData: { directory }, ...(IS_SOURCE && SOURCE_OPTIONS) });
    const thread = new WriterThread(worker);
    const opened = await thread.next();
    if (opened.kind !== 'opened')
      throw new StartError(opened.kind === 'refused' ? opened.message : 'The store did not open');
    ({ change: thread.change, storeId: thread.storeId } = opened);
    return thread;
  }

  /** Whether the thread is gone: then nothing can be written any more. */
  get hasEnded(): boolean {
    return this.end !== undefined;
  }

  /** Resolves when the batch is durable; rejects with `StoreUnavailableError` when nothing of it happened. */
  async commit(ops: readonly WriteOp[], times: Times): Promise<readonly WriteOutcome[]> {
    const answer = this.next();
    this.send({ kind: 'batch', ops, times });
    const message = await answer;
    if (message.kind !== 'committed')
      throw new StoreUnavailableError(message.kind === 'failed' ? message.message : message);
    this.change = message.change;
    return message.outcomes;
  }

  /** Resolves when the file is closed. Safe to call twice. */
  async close(): Promise<void> {
    if (this.end) return;
    const exit = new Promise((resolve) => this.worker.once('exit', resolve));
    this.send({ kind: 'close' });
    await exit;
  }

  private send(message: ToWriter): void {
    this.worker.postMessage(message);
  }

  private next(): Promise<FromWriter> {
    if (this.end) return Promise.reject(this.end);
    return new Promise((resolve, reject) => (this.answer = { resolve, reject }));
  }

  private fail(cause: unknown): void {
    this.end ??= new StoreUnavailableError(cause);
    this.answer?.reject(this.end);
  }
}
