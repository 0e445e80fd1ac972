import { setTimeout as delay } from 'node:timers/promises';
import type { BatchOutcomeView, JobView } from '@fasttrack/contracts';

const RETRY_MS = 200;
const CLIENTS = 50;
const BATCH_SIZE = 40;

/** What many clients were told who sent one request under one key until they were answered. */
export interface Told {
  readonly path: string;
  readonly key: string;
  /** Ids of the jobs of each answer, in their order. */
  readonly ids: readonly string[];
  /** Requests that were sent in all. */
  readonly attempts: number;
  /** Answers that tell that they are the first. */
  readonly firsts: number;
}

interface Call {
  readonly path: string;
  readonly body: object;
  /** Jobs that it asks for. */
  readonly jobs: number;
}

const SINGLE: Call = { path: '/jobs', body: { prompt: 'one' }, jobs: 1 };
const BATCH: Call = {
  path: '/jobs/batch',
  body: { jobs: [{ prompt: '' }, ...Array.from({ length: BATCH_SIZE }, (_, n) => ({ prompt: `job ${n}` }))] },
  jobs: BATCH_SIZE,
};
/** Jobs that one round may make: one of the single submits, and those of the batch. */
export const JOBS_OF_ROUND = SINGLE.jobs + BATCH.jobs;

const send = (url: string, { path, body }: Call, key: string): Promise<Response> =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });

/** Sends the request until its answer is read whole and says what became of it. */
async function insist(
  nextUrl: () => string,
  call: Call,
  key: string,
): Promise<{ ids: string; attempts: number; isFirst: boolean }> {
  for (let attempts = 1; ; attempts++) {
    try {
      const answer = await send(nextUrl(), call, key);
      const body = (await answer.json()) as JobView | BatchOutcomeView[];
      if (answer.ok) return { ids: idsOf(body), attempts, isFirst: !answer.headers.has('idempotent-replayed') };
      if (answer.status !== 503)
        throw new RangeError(`${call.path} was answered ${answer.status} ${JSON.stringify(body)}`);
    } catch (error) {
      if (error instanceof RangeError) throw error;
    }
    await delay(RETRY_MS);
  }
}

const idsOf = (body: JobView | BatchOutcomeView[]): string =>
  Array.isArray(body) ? body.flatMap((one) => (one.status === 201 ? [one.job.id] : [])).join() : body.id;

async function tellAll(nextUrl: () => string, call: Call, key: string): Promise<Told> {
  const answers = await Promise.all(Array.from({ length: CLIENTS }, () => insist(nextUrl, call, key)));
  return {
    ...{ path: call.path, key },
    ids: [...new Set(answers.map(({ ids }) => ids))],
    attempts: answers.reduce((sum, { attempts }) => sum + attempts, 0),
    firsts: answers.filter(({ isFirst }) => isFirst).length,
  };
}

/** 50 clients submit one job under one key and 50 others a batch under another, all at once, until all are answered. */
export const submitTogether = (nextUrl: () => string, round: number): Promise<Told[]> =>
  Promise.all([tellAll(nextUrl, SINGLE, `single-${round}`), tellAll(nextUrl, BATCH, `batch-${round}`)]);

/** The statuses of another body, and of another path, under a key that was used. */
export async function statusesOfOthers(url: string, { path, key }: Told): Promise<number[]> {
  const isBatch = path === BATCH.path;
  const other = isBatch
    ? { ...BATCH, body: { jobs: [{ prompt: 'other' }] } }
    : { ...SINGLE, body: { prompt: 'other' } };
  const answers = [await send(url, other, key), await send(url, isBatch ? SINGLE : BATCH, key)];
  await Promise.all(answers.map((answer) => answer.arrayBuffer()));
  return answers.map(({ status }) => status);
}

/** How many jobs there are, by a list of all of them: counters may lack what a killed process counted. */
export async function countJobs(url: string): Promise<number> {
  let count = 0;
  for (let next: string | undefined = '/jobs?limit=200'; next !== undefined;) {
    const answer: Response = await fetch(`${url}${next}`);
    count += ((await answer.json()) as unknown[]).length;
    next = /<(.+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
  }
  return count;
}

/** One line of the table: what was tried, what was kept. */
export function tellKeyed(name: string, rounds: readonly Told[], kills: number, jobs: number): void {
  const [attempts, twins] = [
    rounds.reduce((sum, one) => sum + one.attempts, 0),
    rounds.filter(({ ids }) => ids.length > 1),
  ];
  const unanswered = rounds.filter(({ firsts }) => firsts === 0).length;
  process.stdout.write(
    `${name}: keys ${rounds.length} kills ${kills} attempted ${attempts} jobs ${jobs} twins ${twins.length} ` +
      `keys whose first request was never answered ${unanswered}\n`,
  );
}
