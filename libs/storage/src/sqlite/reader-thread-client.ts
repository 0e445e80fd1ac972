import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import type { JobFilter, JobPage, JobQuery } from '@fasttrack/jobs/job-store.port';
import { BadCursorError } from '@fasttrack/jobs/job-store.port';
import type { CountSlice } from './job-counts';
import type { FromReader, ToReader } from './reader-message';

/** From its sources (under Jest) the thread needs a compiler and the path aliases; the build needs neither. */
const IS_SOURCE = __filename.endsWith('.ts');
const FILE = join(__dirname, IS_SOURCE ? 'reader.thread.ts' : 'reader.thread.js');
const SOURCE_OPTIONS = { execArgv: ['-r', join(__dirname, '../../testing/typescript-thread.cjs')] };

/** Conditions that a page by age is read with from one index, whatever the store holds. */
const QUICK: readonly string[] = ['status', 'type', 'order', 'limit', 'cursor'] satisfies (keyof JobQuery)[];

/** Whether a list is read so fast that it need not go to the thread. */
export const isQuick = (query: JobQuery): boolean =>
  Object.entries(query).every(
    ([name, value]) => value === undefined || QUICK.includes(name) || (name === 'sort' && value === 'createdAt'),
  );

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads that may take long, in a thread of their own, so that nothing else waits for them. The thread starts with the
 * first of them; one that ended is started again by the next.
 */
export class ReaderThread {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;

  /** `offset`: how far the time of leases runs beside the wall clock now, in milliseconds. */
  constructor(
    private readonly file: string,
    private readonly offset: () => number,
  ) {}

  /** Rejects with `BadCursorError`, or with `StoreUnavailableError` when the list cannot be read. */
  list(query: JobQuery): Promise<JobPage> {
    return this.ask((id) => ({ kind: 'list', id, query, offset: this.offset() }));
  }

  /** One slice of an exact count. Rejects with `StoreUnavailableError`. */
  count(filter: JobFilter, behind: CountSlice['behind']): Promise<CountSlice> {
    return this.ask((id) => ({ kind: 'count', id, filter, behind }));
  }

  /** Resolves when what was asked for is answered and the thread has ended. Safe to call twice. */
  async close(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    const exit = new Promise((resolve) => worker.once('exit', resolve));
    this.send({ kind: 'close' });
    await exit;
  }

  private ask<Answer>(question: (id: number) => ToReader): Promise<Answer> {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      this.send(question(id));
    });
  }

  private send(message: ToReader): void {
    this.worker ??= this.start();
    this.worker.postMessage(message);
  }

  private start(): Worker {
    const worker = new Worker(FILE, { workerData: { file: this.file }, ...(IS_SOURCE && SOURCE_OPTIONS) });
    worker.on('message', (answer: FromReader) => {
      this.settle(answer);
    });
    worker.on('error', (error) => {
      this.fail(worker, error);
    });
    worker.on('exit', () => {
      this.fail(worker, new Error('the reader thread has ended'));
    });
    return worker;
  }

  private settle(answer: FromReader): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ('page' in answer) waiting?.resolve(answer.page);
    else if ('slice' in answer) waiting?.resolve(answer.slice);
    else if ('badCursor' in answer) waiting?.reject(new BadCursorError(answer.badCursor));
    else waiting?.reject(new StoreUnavailableError(new Error(answer.error)));
  }

  /** Only what was asked of this thread is lost. */
  private fail(worker: Worker, cause: unknown): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(new StoreUnavailableError(cause));
    this.waiting.clear();
  }
}
