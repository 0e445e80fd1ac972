import { BATCH_MAX_JOBS } from '@fasttrack/contracts';
import type { Backend } from './backend';

/** Submits so many prompts, `Number 1` first, a batch at a time. */
export async function submitMany(backend: Backend, count: number, more: object = {}): Promise<void> {
  const jobs = Array.from({ length: count }, (_, index) => ({ prompt: `Number ${index + 1}`, ...more }));
  for (let from = 0; from < count; from += BATCH_MAX_JOBS) {
    const body = JSON.stringify({ jobs: jobs.slice(from, from + BATCH_MAX_JOBS) });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${backend.url}/jobs/batch`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`The batch was answered ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
  }
}
