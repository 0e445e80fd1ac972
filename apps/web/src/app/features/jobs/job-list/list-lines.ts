import type { JobRowView } from '@fasttrack/contracts';
import { MAX_ATTEMPTS_DEFAULT } from '@fasttrack/contracts';
import type { Sending } from '../outbox';
import type { ListQuery } from './query/list-query';
import type { ShownRow } from './shown-rows';

/** One line of the list. Its key stays while the job lives, so its elements do too. */
export type ListLine =
  | { readonly kind: 'job'; readonly key: string; readonly job: JobRowView; readonly look: LineLook }
  | { readonly kind: 'broken'; readonly key: string; readonly text: string };

/** The id of a line's job; none of one that is not stored yet, or that cannot be read. */
export const idOf = (line: ListLine): string | undefined =>
  line.kind === 'job' && line.look !== 'sending' ? line.job.id : undefined;

/** `sending`: not stored yet. `gone`: left the list, still in its place. */
export type LineLook = 'plain' | 'sending' | 'gone';

interface Parts {
  readonly query: ListQuery;
  readonly shown: readonly ShownRow[];
  readonly sending: readonly Sending[];
  readonly patches: ReadonlyMap<string, Partial<JobRowView>>;
  readonly keyOf: (id: string) => string;
}

/** Jobs on their way first, then the rows of the list as they are or are about to be. */
export function toLines({ query, shown, sending, patches, keyOf }: Parts): readonly ListLine[] {
  const listed = new Set(shown.map(({ row }) => row.id));
  const ahead = sending
    .filter(({ job }) => !job || !listed.has(job.id))
    .map(sendingLine)
    .filter(({ job }) => belongs(job, query));
  const rows = shown.map(({ row, isGone }): ListLine => {
    const key = keyOf(row.id);
    if (row.kind === 'broken') return { kind: 'broken', key, text: row.text };
    const patch = patches.get(row.id);
    const job = patch ? { ...row.job, ...patch } : row.job;
    return { kind: 'job', key, job, look: isGone && !patch ? 'gone' : 'plain' };
  });
  return [...ahead, ...rows];
}

/** As far as it can be told here: what is searched for or bounded in time comes with the next answer. */
function belongs({ status, type, tags = [], key }: JobRowView, query: ListQuery): boolean {
  const isSame = <T>(wanted: T | undefined, value: T | undefined): boolean => wanted === undefined || wanted === value;
  return (
    isSame(query.status, status) &&
    isSame(query.type, type) &&
    isSame(query.key, key) &&
    (query.tag === undefined || tags.includes(query.tag)) &&
    [query.search, query.createdBefore, query.resultValid].every((value) => value === undefined)
  );
}

function sendingLine({ key, body, at, job }: Sending): ListLine & { readonly kind: 'job' } {
  if (job) return { kind: 'job', key, job, look: 'plain' };
  const time = new Date(at).toISOString();
  const counts = { attempt: 0, attempts: 0, maxAttempts: MAX_ATTEMPTS_DEFAULT };
  const expected: JobRowView = {
    ...body,
    ...counts,
    id: key,
    status: 'PENDING',
    createdAt: time,
    updatedAt: time,
  };
  return { kind: 'job', key, job: expected, look: 'sending' };
}
