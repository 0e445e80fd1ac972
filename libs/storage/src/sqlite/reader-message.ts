import type { JobFilter, JobPage, JobQuery } from '@fasttrack/jobs/job-store.port';
import type { CountSlice } from './job-counts';

/** To the reader thread: a list, with how far the time of leases runs beside the wall clock; a slice of a count; the end. */
export type ToReader =
  | { readonly kind: 'list'; readonly id: number; readonly query: JobQuery; readonly offset: number }
  | {
      readonly kind: 'count';
      readonly id: number;
      readonly filter: JobFilter;
      readonly behind: CountSlice['behind'];
    }
  | { readonly kind: 'close' };

/** From the reader thread: the answer to the request of this number. */
export type FromReader = { readonly id: number } & (
  | { readonly page: JobPage }
  | { readonly slice: CountSlice }
  | { readonly badCursor: string }
  | { readonly error: string }
);
