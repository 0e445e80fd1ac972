import { setTimeout as delay } from 'node:timers/promises';
import type { JobView } from '@fasttrack/contracts';

const POLL_MS = 50;
/** A server that does not answer by then hangs. */
const ANSWER_LIMIT_MS = 15_000;

/** An answer that was read whole. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Asks a server. Rejects when its whole answer is not there within 15 seconds, and says who did not give it. */
export async function ask(url: string, request: RequestInit = {}): Promise<Answer> {
  try {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw new Error(`no answer from ${url}: ${String(error)}`, { cause: error });
  }
}

/** Submits a prompt, with more fields of a job; resolves with the acknowledged job, or rejects when there was no 201. */
export async function submit(url: string, prompt: string, more: object = {}): Promise<JobView> {
  const { status, text } = await ask(`${url}/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt, ...more }),
  });
  if (status !== 201) throw new Error(`submit was answered ${status}: ${text}`);
  return JSON.parse(text) as JobView;
}

/** The job, or `null` when it is unknown. */
export async function read(url: string, id: string): Promise<JobView | null> {
  const { status, text } = await ask(`${url}/jobs/${id}`);
  if (status === 404) return null;
  if (status !== 200) throw new Error(`job ${id} was answered ${status}: ${text}`);
  return JSON.parse(text) as JobView;
}

/** Resolves with the job once `wanted` holds. Rejects after `limitMs` with what it saw last. */
export async function readUntil(
  url: string,
  id: string,
  wanted: (job: JobView) => boolean,
  limitMs: number,
): Promise<JobView> {
  const limit = Date.now() + limitMs;
  for (;;) {
    const job = await read(url, id);
    if (job && wanted(job)) return job;
    if (Date.now() > limit) throw new Error(`after ${limitMs} ms job ${id} was ${JSON.stringify(job)}`);
    await delay(POLL_MS);
  }
}

/** Whether the job has ended. */
export const hasEnded = ({ status }: JobView): boolean => status !== 'PENDING' && status !== 'PROCESSING';

/** How often this event stands in the job's history. */
export const times = (job: JobView, event: string): number => job.history.filter((one) => one.event === event).length;

/** Whether the kept history leads from state to state without a gap, and ends in the job's state (I4). */
export function isFoldable({ history, status }: JobView): boolean {
  const followsOn = history.every((event, at) => at === 0 || event.from === history[at - 1]?.to);
  return followsOn && history.at(-1)?.to === status;
}
