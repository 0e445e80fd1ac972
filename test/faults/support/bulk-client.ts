import { setTimeout as delay } from 'node:timers/promises';
import type { JobView, OperationView } from '@fasttrack/contracts';
import { ask, times } from './jobs-client';

const POLL_MS = 50;
const BATCH = 500;

async function post<Body>(url: string, body: object, wanted: number): Promise<Body> {
  const headers = { 'content-type': 'application/json' };
  const { status, text } = await ask(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (status !== wanted) throw new Error(`${url} was answered ${status}: ${text}`);
  return JSON.parse(text) as Body;
}

/** Submits so many jobs, each with a payload of this length, and cancels all of them. */
export async function cancelledJobs(url: string, count: number, length = 10): Promise<void> {
  for (let left = count; left > 0; left -= BATCH) {
    const jobs = Array.from({ length: Math.min(left, BATCH) }, () => ({ prompt: 'x'.repeat(length) }));
    await post(`${url}/jobs/batch`, { jobs }, 200);
  }
  const { id } = await begin(url, { action: 'cancel', filter: {}, pace: 10_000 });
  await operationUntil(url, id, ({ state }) => state === 'COMPLETED', 60_000);
}

/** Starts an operation. */
export const begin = (url: string, body: object): Promise<OperationView> =>
  post<OperationView>(`${url}/jobs/bulk`, body, 202);

/** Resolves with the operation once `wanted` holds. Rejects after `limitMs` with what it saw last. */
export async function operationUntil(
  url: string,
  id: string,
  wanted: (operation: OperationView) => boolean,
  limitMs: number,
): Promise<OperationView> {
  const limit = Date.now() + limitMs;
  for (;;) {
    const { status, text } = await ask(`${url}/operations/${id}`);
    if (status !== 200) throw new Error(`operation ${id} was answered ${status}: ${text}`);
    const operation = JSON.parse(text) as OperationView;
    if (wanted(operation)) return operation;
    if (Date.now() > limit) throw new Error(`after ${limitMs} ms operation ${id} was ${text}`);
    await delay(POLL_MS);
  }
}

/** How often the jobs of a server were retried: how many jobs by how many times. */
export async function retriesOf(url: string): Promise<Record<number, number>> {
  const response = await fetch(`${url}/jobs/export`);
  const counts: Record<number, number> = {};
  for (const job of (await response.json()) as JobView[]) {
    const retries = times(job, 'retried');
    counts[retries] = (counts[retries] ?? 0) + 1;
  }
  return counts;
}
