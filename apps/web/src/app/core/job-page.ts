import type { HttpHeaders } from '@angular/common/http';
import type { JobRowView } from '@fasttrack/contracts';
import type { RawAnswer } from './api-client';
import { malformedAnswer } from './api-problem';
import { isRecord } from './is-record';
import { readJobRow } from './read-job';

/** A line of a list: a job, or what came in its place. One broken row never costs the others. */
export type JobRow =
  | { readonly kind: 'job'; readonly id: string; readonly job: JobRowView }
  | { readonly kind: 'broken'; readonly id: string; readonly text: string };

/** One page of the list. Rows that did not change keep their reference from answer to answer. */
export interface JobPage {
  readonly rows: readonly JobRow[];
  /** Where the next page starts; `null` on the last one. */
  readonly nextCursor: string | null;
  /** How many jobs the whole filter has; absent where the backend did not say. */
  readonly total?: JobCount;
  /** The backend stopped looking before it had a full page; there may be more behind {@link nextCursor}. */
  readonly isPartial?: boolean;
}

/** A number of jobs, or with `isCapped` the number at which the backend stopped counting. */
export interface JobCount {
  readonly count: number;
  readonly isCapped: boolean;
}

/** Reads a page, or throws an `ApiProblem` when it is no list at all. */
export function readJobPage({ body, headers, status, previous }: RawAnswer<JobPage>): JobPage {
  if (!Array.isArray(body)) {
    throw malformedAnswer('The backend answered something that is not a list.', status, headers.get('x-request-id'));
  }
  const known = new Map(previous?.rows.map((row) => [row.id, row]));
  const rows = body.map((value: unknown, index) => keepIfSame(toRow(value, index), known));
  return { rows: withoutRepeats(rows), nextCursor: nextCursor(headers.get('link')), ...extentOf(headers) };
}

function extentOf(headers: HttpHeaders): Pick<JobPage, 'total' | 'isPartial'> {
  const text = headers.get('x-total-count') ?? '';
  const isCapped = headers.get('x-total-count-capped') === 'true';
  return {
    ...(/^\d+$/.test(text) && { total: { count: Number(text), isCapped } }),
    ...(headers.get('x-partial') === 'true' && { isPartial: true }),
  };
}

function toRow(value: unknown, index: number): JobRow {
  const job = readJobRow(value);
  if (job) return { kind: 'job', id: job.id, job };
  const id = isRecord(value) && typeof value['id'] === 'string' ? value['id'] : `broken-${index}`;
  return { kind: 'broken', id, text: JSON.stringify(value) };
}

function keepIfSame(row: JobRow, known: ReadonlyMap<string, JobRow>): JobRow {
  const before = known.get(row.id);
  return before && JSON.stringify(before) === JSON.stringify(row) ? before : row;
}

/** The first of two rows with one id stays. */
function withoutRepeats(rows: readonly JobRow[]): readonly JobRow[] {
  const seen = new Set<string>();
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** The cursor inside `</jobs?limit=50&cursor=…>; rel="next"`. */
function nextCursor(link: string | null): string | null {
  const [, target] = /<([^>]*)>\s*;\s*rel="?next"?/.exec(link ?? '') ?? [];
  if (target === undefined) return null;
  return new URLSearchParams(target.split('?')[1] ?? '').get('cursor');
}
