import type { CallbackEntry, JobView } from '@fasttrack/contracts';
import type { Sent } from '@fasttrack/executors/testing/stub-target';
import { StubTarget, answer } from '@fasttrack/executors/testing/stub-target';
import { aDirectory, removeDirectories } from './support/a-directory';
import { hasEnded, isFoldable, read, readUntil, submit } from './support/jobs-client';
import { ServerProcess, freePort } from './support/server-process';

const SECRET = 'secret-of-the-callback-storm';
const JOBS = 20;
const AT_ONCE = 50;

/** A callback as a sender may make it, and what it may be answered. */
interface Sending {
  readonly path: string;
  readonly json: object;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Ledger {
  attempted: number;
  accepted: number;
  refused: number;
  late: number;
  duplicated: number;
}

let server: ServerProcess;
let target: StubTarget;
const ledger: Ledger = { attempted: 0, accepted: 0, refused: 0, late: 0, duplicated: 0 };
beforeAll(async () => {
  target = await StubTarget.start(answer(202));
  const env = { EXECUTORS: 'prompt=n8n,email=pull', N8N_WEBHOOK_URL: target.url, WEBHOOK_SECRET: SECRET };
  server = await ServerProcess.start({ directory: aDirectory(), port: await freePort(), env });
});
afterAll(async () => {
  await ServerProcess.killAll();
  await target.close();
  removeDirectories();
  const { attempted, accepted, refused, late, duplicated } = ledger;
  process.stdout.write(
    `F26 attempted ${attempted} acked ${accepted} refused ${refused} late-ignored ${late} duplicated ${duplicated}\n`,
  );
});

async function call({ path, json, headers }: Sending): Promise<number> {
  const { status } = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(json),
  });
  ledger.attempted++;
  ledger[status === 200 ? 'accepted' : 'refused']++;
  return status;
}

const withSecret = (json: object): Sending => ({
  path: '/webhook/callback',
  json,
  headers: { 'x-shared-secret': SECRET },
});
const withToken = ({ body }: Sent, json: object): Sending => ({ path: new URL(body.callback.url).pathname, json });
const wrongToken = (sent: Sent, json: object): Sending => ({
  ...withToken(sent, json),
  path: `${withToken(sent, json).path}x`,
});

/** Jobs that the target has, each with what it was sent. */
async function handedOver(): Promise<{ id: string; sent: Sent }[]> {
  const jobs = await Promise.all(Array.from({ length: JOBS }, (_, n) => submit(server.url, `job ${n}`)));
  const isHeld = ({ waitingFor }: JobView): boolean => waitingFor?.reason === 'callback';
  await Promise.all(jobs.map(({ id }) => readUntil(server.url, id, isHeld, 20_000)));
  const sent = new Map(target.received.map((one) => [one.body.job.id, one]));
  return jobs.flatMap(({ id }) => (sent.has(id) ? [{ id, sent: sent.get(id) as Sent }] : []));
}

const finals = ({ history }: JobView): number =>
  history.filter(({ to, from }) => to !== from && to !== 'PENDING' && to !== 'PROCESSING').length;

/** How many callbacks of a job came to each verdict, as the log has it. */
async function verdicts(id: string): Promise<Record<string, number>> {
  const entries = (await (await fetch(`${server.url}/callbacks?jobId=${id}&limit=200`)).json()) as CallbackEntry[];
  const counts: Record<string, number> = {};
  for (const { verdict } of entries) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

/** One end, a history that leads there, and nothing that a later word could change. */
async function expectOneEnd(id: string): Promise<JobView> {
  const job = await readUntil(server.url, id, hasEnded, 10_000);
  ledger.duplicated += finals(job) - 1;
  expect({ finals: finals(job), isFoldable: isFoldable(job) }).toEqual({ finals: 1, isFoldable: true });
  return job;
}

describe('a storm of callbacks', () => {
  it('50 at once for each job, by every proof: one wins, and forged ones are refused', async () => {
    const jobs = await handedOver();
    expect(jobs).toHaveLength(JOBS);
    for (const { id, sent } of jobs) {
      const { attempt } = sent.body.job;
      const sendings = Array.from({ length: AT_ONCE }, (_, n): Sending => {
        const json = { result: `"${n}"` };
        if (n % 5 === 0) return withSecret({ jobId: id, attempt, ...json });
        if (n % 5 === 1) return withSecret({ jobId: id, ...json });
        return n % 5 === 2 ? wrongToken(sent, { result: 'forged' }) : withToken(sent, json);
      });
      const statuses = await Promise.all(sendings.map(call));
      statuses.forEach((status, n) => {
        expect({ n, status }).toEqual({ n, status: n % 5 === 2 ? 401 : 200 });
      });
      expect((await expectOneEnd(id)).result).toMatch(/^"\d+"$/);
    }
  });

  it('results and failures at once: one end, and nothing that came after it counts', async () => {
    for (const { id, sent } of await handedOver()) {
      const failing = { status: 'FAILED', error: { message: 'no', retryable: false } };
      const statuses = await Promise.all(
        Array.from({ length: AT_ONCE }, (_, n) => call(withToken(sent, n % 2 ? { result: n } : failing))),
      );
      expect(statuses).toEqual(Array(AT_ONCE).fill(200));
      const job = await expectOneEnd(id);
      for (const again of [failing, { result: 'other' }]) expect(await call(withToken(sent, again))).toBe(200);
      ledger.late += 2;
      expect(await read(server.url, id)).toEqual(job);
    }
  });

  it('of another attempt: refused while the job goes on, and nothing changes', async () => {
    for (const { id, sent } of await handedOver()) {
      const before = await read(server.url, id);
      const others = [0, 2, 3].flatMap((attempt) =>
        [{ result: 'x' }, { status: 'FAILED' }].map((one) => ({ ...one, attempt })),
      );
      const statuses = await Promise.all(others.map((json) => call(withSecret({ jobId: id, ...json }))));
      expect(statuses).toEqual(Array(others.length).fill(409));
      expect((await read(server.url, id))?.history).toEqual(before?.history);
      expect(await call(withToken(sent, { result: 'right' }))).toBe(200);
      await expectOneEnd(id);
      expect(await verdicts(id)).toEqual({ 'stale attempt': others.length, accepted: 1 });
    }
  });

  it('before the job was ever claimed: one wins, and no worker gets it any more', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ type: 'email', payload: { to: 'ada@example.org' } });
    for (let n = 0; n < JOBS; n++) {
      const { id } = (await (await fetch(`${server.url}/jobs`, { method: 'POST', headers, body })).json()) as JobView;
      const storm = Array.from({ length: AT_ONCE }, (_, at) => call(withSecret({ jobId: id, result: at })));
      const claim = fetch(`${server.url}/process`, { method: 'POST', headers, body: '{"types":["email"]}' });
      expect(await Promise.all(storm)).toEqual(Array(AT_ONCE).fill(200));
      const { status, attempt } = await expectOneEnd(id);
      const claimed = await claim;
      expect({ status, attempt }).toEqual({ status: 'COMPLETED', attempt: claimed.status === 200 ? 1 : 0 });
    }
  });

  it('of a run that another one followed, again and again: refused, then ignored', async () => {
    const { id } = await submit(server.url, 'twice');
    await readUntil(server.url, id, ({ waitingFor }) => waitingFor?.reason === 'callback', 10_000);
    const first = target.received.at(-1) as Sent;
    expect(await call(withToken(first, { status: 'FAILED', error: 'no' }))).toBe(200);
    await readUntil(
      server.url,
      id,
      ({ attempt, waitingFor }) => attempt === 2 && waitingFor?.reason === 'callback',
      10_000,
    );
    const replays = Array.from({ length: AT_ONCE }, (_, n) =>
      call(withToken(first, n % 2 ? { result: 1 } : { status: 'FAILED' })),
    );
    expect(await Promise.all(replays)).toEqual(Array(AT_ONCE).fill(409));
    expect(await call(withToken(target.received.at(-1) as Sent, { result: 'second' }))).toBe(200);
    const job = await expectOneEnd(id);
    expect(await call(withToken(first, { result: 'first' }))).toBe(200);
    ledger.late++;
    expect(await read(server.url, id)).toEqual(job);
    expect(job).toMatchObject({ attempts: 2, result: 'second' });
    expect(await verdicts(id)).toMatchObject({ accepted: 2, late: 1 });
  });
});
