import type { JobPage, JobQuery, JobStore } from './job-store.port';

/** The pages of a list, one after the other until the last; the next one is read when it is asked for. */
export async function* pagesOf(store: JobStore, query: JobQuery): AsyncGenerator<JobPage, void, undefined> {
  let { cursor } = query;
  do {
    const page: JobPage = await store.list({ ...query, ...(cursor !== undefined && { cursor }) });
    yield page;
    cursor = page.next;
  } while (cursor !== undefined);
}
