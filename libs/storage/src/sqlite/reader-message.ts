import type { JobPage, JobQuery } from '@fasttrack/jobs/job-store.port';

/** To the reader thread: one list, with how far the time of leases runs beside the wall clock; or the end. */
export type ToReader =
  | { readonly kind: 'list'; readonly id: number; readonly query: JobQuery; readonly offset: number }
  | { readonly kind: 'close' };

/** From the reader thread: the answer to the request of this number. */
export type FromReader = { readonly id: number } & (
  { readonly page: JobPage } | { readonly badCursor: string } | { readonly error: string }
);
