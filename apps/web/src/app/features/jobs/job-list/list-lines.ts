import type { JobRowView, JobStatus } from '@fasttrack/contracts';
import { MAX_ATTEMPTS_DEFAULT } from '@fasttrack/contracts';
import type { Sending } from '../outbox';
import type { ShownRow } from './shown-rows';

/** One line of the list. Its key stays while the job lives, so its elements do too. */
export type ListLine =
  | { readonly kind: 'job'; readonly key: string; readonly job: JobRowView; readonly look: LineLook }
  | { readonly kind: 'broken'; readonly key: string; readonly text: string };

/** `sending`: not stored yet. `gone`: left the list, still in its place. */
export type LineLook = 'plain' | 'sending' | 'gone';

interface Parts {
  readonly status: JobStatus | undefined;
  readonly shown: readonly ShownRow[];
  readonly sending: readonly Sending[];
  readonly patches: ReadonlyMap<string, Partial<JobRowView>>;
  readonly keyOf: (id: string) => string;
}

/** Jobs on their way first, then the rows of the list as they are or are about to be. */
export function toLines({ status, shown, sending, patches, keyOf }: Parts): readonly ListLine[] {
  const listed = new Set(shown.map(({ row }) => row.id));
  const ahead = sending
    .filter(({ job }) => !job || !listed.has(job.id))
    .map(sendingLine)
    .filter((line) => status === undefined || line.job.status === status);
  const rows = shown.map(({ row, isGone }): ListLine => {
    const key = keyOf(row.id);
    if (row.kind === 'broken') return { kind: 'broken', key, text: row.text };
    const patch = patches.get(row.id);
    const job = patch ? { ...row.job, ...patch } : row.job;
    return { kind: 'job', key, job, look: isGone && !patch ? 'gone' : 'plain' };
  });
  return [...ahead, ...rows];
}

function sendingLine({ key, body, at, job }: Sending): ListLine & { readonly kind: 'job' } {
  if (job) return { kind: 'job', key, job, look: 'plain' };
  const time = new Date(at).toISOString();
  const counts = { attempt: 0, attempts: 0, maxAttempts: MAX_ATTEMPTS_DEFAULT };
  const expected: JobRowView = {
    ...body,
    ...counts,
    id: key,
    type: 'prompt',
    status: 'PENDING',
    createdAt: time,
    updatedAt: time,
  };
  return { kind: 'job', key, job: expected, look: 'sending' };
}
