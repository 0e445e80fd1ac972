import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StartError, StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import type { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import type { FromWriter, StoreState, Times, ToWriter, WriteOp, WriteOutcome, WriterStart } from './writer-message';

/** From its sources (under Jest) the thread needs a compiler and the path aliases; the build needs neither. */
const IS_SOURCE = __filename.endsWith('.ts');
const FILE = join(__dirname, IS_SOURCE ? 'writer.thread.ts' : 'writer.thread.js');
const SOURCE_OPTIONS = { execArgv: ['-r', join(__dirname, '../../testing/typescript-thread.cjs')] };

/** The thread that owns the write connection. It takes one batch at a time. */
export class WriterThread {
  private answer: { resolve(answer: FromWriter): void; reject(error: unknown): void } | undefined;
  private end: StoreUnavailableError | undefined;
  private isClosing = false;
  private opened: Extract<FromWriter, { kind: 'opened' }> | undefined;
  private latest: StoreState = { change: 0, isFailing: false };

  private constructor(
    private readonly worker: Worker,
    private readonly onLost: (cause: unknown) => void,
  ) {
    worker.on('message', (message: FromWriter) => this.answer?.resolve(message));
    worker.on('error', (error) => {
      this.fail(error);
    });
    worker.on('exit', () => {
      this.fail(new Error('the writer thread has ended'));
    });
  }

  /** Rejects with `StartError` when the store cannot be opened. `onLost`: the thread ended though nobody closed it. */
  static async open(
    directory: string,
    { settings }: TypeRules,
    onLost: (cause: unknown) => void,
  ): Promise<WriterThread> {
    const workerData: WriterStart = { directory, settings };
    const worker = new Worker(FILE, { workerData, ...(IS_SOURCE && SOURCE_OPTIONS) });
    const thread = new WriterThread(worker, onLost);
    const opened = await thread.next();
    if (opened.kind !== 'opened')
      throw new StartError(opened.kind === 'refused' ? opened.message : 'The store did not open');
    thread.opened = opened;
    thread.latest = opened.state;
    return thread;
  }

  /** Random name of the store. */
  get storeId(): string {
    return this.opened?.storeId ?? '';
  }

  /** The latest time of the leases that an earlier process wrote down. */
  get leaseTime(): number {
    return this.opened?.leaseTime ?? 0;
  }

  /** As of the last batch. */
  get state(): StoreState {
    return this.latest;
  }

  /** Why nothing can be written any more; `undefined` while the thread lives. */
  get lost(): StoreUnavailableError | undefined {
    return this.end;
  }

  /** Resolves when the batch is durable. An operation answers `StoreUnavailableError` when nothing of it happened. */
  async commit(ops: readonly WriteOp[], times: Times): Promise<readonly (WriteOutcome | StoreUnavailableError)[]> {
    const answer = this.next();
    this.send({ kind: 'batch', ops, times });
    const message = await answer;
    if (message.kind !== 'done') throw new StoreUnavailableError(new Error(`unexpected ${message.kind}`));
    this.latest = message.state;
    return message.results.map((result) =>
      'outcome' in result ? result.outcome : new StoreUnavailableError(new Error(result.error)),
    );
  }

  /** Resolves when the file is closed. Safe to call twice. */
  async close(): Promise<void> {
    if (this.end) return;
    this.isClosing = true;
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
    if (this.end) return;
    this.end = new StoreUnavailableError(cause);
    this.answer?.reject(this.end);
    if (this.opened && !this.isClosing) this.onLost(cause);
  }
}
