import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { JobViews } from '../http/job-views';
import { pagesOf } from '../job-pages';
import { JobScan } from '../job-scan.port';
import type { JobFilter, JobPage } from '../job-store.port';
import { JobStore } from '../job-store.port';
import type { ExportFormat } from './export-format';

/** Jobs that are looked for at once. */
const PAGE = 200;
/** Jobs that are read whole at once: at first, at most, and else as many as make a piece of this length. */
const FIRST_READ = 20;
const MAX_READ = 50;
const PIECE_LENGTH = 256 * 1024;

/** Writes all jobs of a filter, newest first, as one file of any length. */
@Injectable()
export class JobExports {
  private readonly logger = new Logger('Export');

  constructor(
    private readonly store: JobStore,
    private readonly scan: JobScan,
    private readonly views: JobViews,
  ) {}

  /**
   * The file as a stream: jobs are read as they are taken, and no longer than they are. It ends with an error when the
   * store fails in the middle. Rejects with `StoreUnavailableError` when it fails at once.
   */
  async open(filter: JobFilter, format: ExportFormat): Promise<Readable> {
    const pages = pagesOf(this.store, { ...filter, isUncounted: true, limit: PAGE });
    const first = await pages.next();
    return Readable.from(this.pieces(first.done ? [] : first.value.rows.map(idOf), pages, format), {
      objectMode: false,
    });
  }

  private async *pieces(
    first: readonly string[],
    pages: AsyncGenerator<JobPage>,
    format: ExportFormat,
  ): AsyncGenerator<string, void, undefined> {
    try {
      yield format.head();
      let isFirst = true;
      for await (const text of this.texts(first, pages, (jobs) => format.jobs(jobs, isFirst))) {
        if (text !== '') isFirst = false;
        yield text;
      }
      yield format.tail;
    } catch (error) {
      // Its status was sent long ago: the connection ends without the end of the file.
      this.logger.warn({ msg: 'export interrupted', err: error });
      throw error;
    }
  }

  private async *texts(
    first: readonly string[],
    pages: AsyncGenerator<JobPage>,
    write: (jobs: Awaited<ReturnType<JobViews['all']>>) => string,
  ): AsyncGenerator<string, void, undefined> {
    let width = FIRST_READ;
    for (let ids: readonly string[] | undefined = first; ids; ids = await idsOfNext(pages)) {
      for (let from = 0; from < ids.length;) {
        const part = ids.slice(from, (from += width));
        const text = write(await this.views.all(await this.scan.findAll(part)));
        width = Math.min(MAX_READ, Math.max(1, Math.round((part.length * PIECE_LENGTH) / Math.max(text.length, 1))));
        yield text;
        // Others come first: an embedded store answers without a turn of the event loop.
        await nextTurn();
      }
    }
  }
}

const idOf = ({ id }: { readonly id: string }): string => id;

async function idsOfNext(pages: AsyncGenerator<JobPage>): Promise<readonly string[] | undefined> {
  const next = await pages.next();
  return next.done ? undefined : next.value.rows.map(idOf);
}
