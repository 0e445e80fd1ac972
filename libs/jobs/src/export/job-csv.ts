import type { JobView } from '@fasttrack/contracts';
import { stringify } from 'csv-stringify/sync';

type Column = readonly [name: string, cell: (job: JobView) => unknown];

const same = (...names: readonly (keyof JobView)[]): Column[] =>
  names.map((name): Column => [name, (job) => job[name]]);

/** In this order, whatever the jobs have. */
const COLUMNS: readonly Column[] = [
  ...same('id', 'type', 'status', 'priority', 'key', 'attempt', 'attempts', 'maxAttempts', 'expects'),
  ...same('createdAt', 'scheduledFor', 'expiresAt', 'startedAt', 'completedAt', 'updatedAt', 'resultValid'),
  ['errorCode', ({ error }) => error?.code],
  ['errorMessage', ({ error }) => error?.message],
  ['errorRetryable', ({ error }) => error?.retryable],
  ...same('tags', 'metadata', 'progress', 'usage', 'retryOf', 'retriedAs', 'payload', 'result'),
];

/** Text stands as it is, everything else as JSON; what is absent is empty. */
const cellOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);

/**
 * Lines of CSV (RFC 4180). A cell that a spreadsheet would take for a formula has an apostrophe in front of it.
 */
function lines(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    // The library quotes a line break only where it is the whole of its own.
    { record_delimiter: '\r\n', escape_formulas: true, quoted_match: /[\r\n]/ },
  );
}

/** The names of the columns. */
export const csvHeader = (): string => lines([COLUMNS.map(([name]) => name)]);

/** A line for each job. */
export const csvLines = (jobs: readonly JobView[]): string =>
  jobs.length === 0 ? '' : lines(jobs.map((job) => COLUMNS.map(([, cell]) => cellOf(cell(job)))));
