import { setTimeout as delay } from 'node:timers/promises';
import type { JobStatus, JobView, StatsView } from '@fasttrack/contracts';
import { ask, hasEnded, isFoldable, read, times } from '../../support/jobs-client';
import type { Load } from './load';
import type { Receipts } from './receipts';

const AT_ONCE = 32;
/** Counters are recounted within a minute of the last change. */
const RECOUNT_LIMIT_MS = 75_000;

/** What became of all that was acknowledged. */
export interface Verdict {
  readonly jobs: readonly JobView[];
  /** Acknowledged, but unknown or not COMPLETED. */
  readonly lost: readonly string[];
  /** Ended more than once. */
  readonly doubled: readonly string[];
  /** Their history has a gap or does not lead to their state. */
  readonly unfoldable: readonly string[];
  readonly recovered: number;
}

/** Reads every acknowledged job once it has ended; gives up after `limitMs`. */
export async function judge(url: string, acked: Iterable<string>, limitMs: number): Promise<Verdict> {
  const jobs = await readAll(url, [...acked], Date.now() + limitMs);
  return {
    jobs: jobs.filter((job) => job !== null),
    lost: [...acked].flatMap((id, at) => (jobs[at]?.status === 'COMPLETED' ? [] : [`${id} ${storyOf(jobs[at])}`])),
    doubled: jobs.filter((job) => job !== null && times(job, 'completed') > 1).map((job) => job?.id ?? ''),
    unfoldable: jobs.filter((job) => job !== null && !isFoldable(job)).map((job) => job?.id ?? ''),
    recovered: jobs.filter((job) => (job?.attempts ?? 0) > 1).length,
  };
}

/** One line of the table: what was tried, what was kept. */
export function tell(name: string, load: Load, verdict: Verdict, receipts?: Receipts): void {
  const { lost, doubled, recovered, unfoldable } = verdict;
  const late = receipts ? ` runs called back twice ${receipts.doubled.length}` : '';
  process.stdout.write(
    `${name}: attempted ${load.submits.length} acked ${load.acked.size} lost ${lost.length} duplicated ${doubled.length} ` +
      `recovered ${recovered} broken histories ${unfoldable.length}${late}\n`,
  );
}

/** Resolves when the counters equal a recount of all jobs (I8); rejects when they do not within a minute. */
export async function untilCountersAreRight(
  url: string,
  recount: Readonly<Partial<Record<JobStatus, number>>>,
): Promise<void> {
  const end = Date.now() + RECOUNT_LIMIT_MS;
  for (;;) {
    const { byStatus } = JSON.parse((await ask(`${url}/stats`)).text) as StatsView;
    const isRight = Object.entries(byStatus).every(([status, count]) => count === (recount[status as JobStatus] ?? 0));
    if (isRight) return;
    if (Date.now() > end) throw new Error(`counters ${JSON.stringify(byStatus)}, recount ${JSON.stringify(recount)}`);
    await delay(500);
  }
}

async function readAll(url: string, ids: readonly string[], limit: number): Promise<(JobView | null)[]> {
  const jobs: (JobView | null)[] = [];
  let next = 0;
  const reader = async (): Promise<void> => {
    for (let at = next++; at < ids.length; at = next++) jobs[at] = await readEnded(url, ids[at] ?? '', limit);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
  return jobs;
}

async function readEnded(url: string, id: string, limit: number): Promise<JobView | null> {
  for (;;) {
    const job = await read(url, id);
    if (job === null || hasEnded(job) || Date.now() > limit) return job;
    await delay(200);
  }
}

/** What became of a job that should have been COMPLETED. */
const storyOf = (job: JobView | null | undefined): string =>
  job ? `${job.status} ${JSON.stringify({ ...job, payload: undefined })}` : 'unknown';
