// What a real n8n does with the examples. Each check gives figures for the table, or throws.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { endsOf } from './support/fast-track.mjs';
import { eventually } from './support/eventually.mjs';

const JOBS = 100;
const OLD_SECONDS = 600;
const BELL_SECONDS = 50;

const many = (job) => Array.from({ length: JOBS }, () => job);
const count = (jobs, holds) => jobs.filter(holds).length;
const isCompleted = ({ status }) => status === 'COMPLETED';

/** Every job COMPLETED by a callback, and ended once. */
function assertDone(jobs) {
  assert.equal(count(jobs, isCompleted), JOBS);
  for (const job of jobs) {
    assert.equal(endsOf(job), 1, job.id);
    assert.equal(job.history.at(-1).by, 'callback', job.id);
  }
  const runs = jobs.reduce((sum, { attempt }) => sum + attempt, 0);
  return `${jobs.length} COMPLETED, each once, ${runs} runs`;
}

async function doesJobs({ fastTrack }) {
  const ids = await fastTrack.submitAll(many({ prompt: 'one two three' }));
  const jobs = await fastTrack.ended(ids);
  for (const { result } of jobs) assert.equal(result.words, 3);
  return assertDone(jobs);
}

/** In the middle: some jobs are done, some are at n8n, and some wait. */
async function surviveKill({ fastTrack, n8n }) {
  const ids = await fastTrack.submitAll(many({ type: 'demand', payload: {}, metadata: { workMs: '2000' } }));
  const atKill = await eventually('n8n is in the middle of it', async () => {
    const jobs = await fastTrack.readAll(ids);
    const atN8n = count(jobs, ({ waitingFor }) => waitingFor?.reason === 'callback');
    const done = count(jobs, isCompleted);
    return done >= JOBS / 5 && atN8n >= 5 && { done, atN8n };
  });
  await n8n.kill();
  const { waitingFor } = await eventually('a job says that it waits for n8n', async () => {
    const jobs = await fastTrack.readAll(ids);
    return jobs.find((job) => job.waitingFor?.reason === 'target');
  });
  assert.match(waitingFor.message, /keeps failing/);
  await n8n.start();
  const jobs = await fastTrack.ended(ids, 300);
  const again = count(jobs, ({ attempt }) => attempt > 1);
  assert.ok(again > 0, 'no job was caught by the kill');
  return `killed with ${atKill.done} done and ${atKill.atN8n} at n8n; ${assertDone(jobs)}, ${again} jobs more than one`;
}

async function triesAgain({ fastTrack }) {
  const job = { type: 'demand', payload: {}, maxAttempts: 3 };
  const heals = await fastTrack.submit({ ...job, metadata: { failsUntil: '3' } });
  const never = await fastTrack.submit({ ...job, metadata: { failsUntil: '99' } });
  const [healed, failed] = await fastTrack.ended([heals.id, never.id]);
  assert.deepEqual([healed.status, healed.result], ['COMPLETED', { attempt: 3 }]);
  const notes = healed.history.filter(({ event }) => event === 'run_failed').map(({ note }) => note);
  assert.equal(notes.length, 2);
  assert.match(notes[0], /Run 1 went wrong/);
  assert.deepEqual([failed.status, failed.attempts, failed.error.code], ['FAILED', 3, 'worker_error']);
  assert.match(failed.error.message, /Run 3 went wrong/);
  return `COMPLETED by run 3; FAILED after 3 runs: "${failed.error.message}"`;
}

async function reportsFailures({ fastTrack }) {
  const good = await fastTrack.submit({ type: 'signed', payload: { prompt: 'four words in it' } });
  const bad = await fastTrack.submit({ type: 'signed', payload: { colour: 'red' } });
  const [done, failed] = await fastTrack.ended([good.id, bad.id]);
  assert.deepEqual([done.status, done.result], ['COMPLETED', { words: 4, attempt: 1 }]);
  assert.deepEqual([failed.status, failed.attempts, failed.error.retryable], ['FAILED', 1, false]);
  assert.match(failed.error.message, /^Give up: a job of type signed has no prompt/);
  return `COMPLETED; FAILED after 1 run: "${failed.error.message}"`;
}

/** What n8n answers to a job that is signed with a secret at an age. */
async function sendSigned({ n8n, listener }, secret, ageSeconds) {
  const body = JSON.stringify({
    job: { id: 'x', type: 'signed', payload: { prompt: 'by hand' }, attempt: 1 },
    callback: { url: listener.url },
  });
  const timestamp = String(Math.floor(Date.now() / 1000) - ageSeconds);
  const signature = createHmac('sha256', secret).update(`x_1.${timestamp}.${body}`).digest('base64');
  const headers = {
    'content-type': 'application/json',
    'webhook-id': 'x_1',
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
  const answer = await fetch(`${n8n.url}/webhook/fasttrack-signed`, { method: 'POST', headers, body });
  return answer.status;
}

async function refusesForgedJobs(world) {
  const before = world.listener.received.length;
  const statuses = [
    await sendSigned(world, 'another secret than ours', 0),
    await sendSigned(world, world.signing, OLD_SECONDS),
    (await fetch(`${world.n8n.url}/webhook/fasttrack-signed`, { method: 'POST', body: '{}' })).status,
    await sendSigned(world, world.signing, 0),
  ];
  assert.deepEqual(statuses, [401, 401, 401, 202]);
  await eventually('the good one is done', () => world.listener.received.length > before);
  assert.deepEqual(world.listener.received.slice(before), [{ result: { words: 2, attempt: 1 } }]);
  return `forged, old, unsigned: 401; signed: 202`;
}

const question = ({ n8n }, prompt, path = 'ask-fasttrack') =>
  fetch(`${n8n.url}/webhook/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt }),
  });

const answerThat = ({ listener }, holds, seconds) =>
  eventually(
    'the answer arrives',
    () => listener.received.find(({ jobId, result }) => jobId && holds(result)),
    seconds,
  );

/** Earlier than it would look by itself. */
async function submitsAndWaits(world) {
  const start = Date.now();
  assert.equal((await question(world, 'five words make an answer')).status, 200);
  const { jobId } = await answerThat(world, ({ words }) => words === 5, BELL_SECONDS);
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  const job = await world.fastTrack.read(jobId);
  assert.ok(job.metadata.resumeUrl.startsWith(`${world.n8n.url}/webhook-waiting/`));
  return `answered by a ring after ${seconds} s`;
}

/** It is woken by the failure, sees that the job has not ended, and waits again. */
async function waitsForLastRun(world) {
  await question(world, 'whatever', 'ask-fasttrack-twice');
  const { jobId } = await answerThat(world, ({ attempt }) => attempt === 2, BELL_SECONDS);
  const { attempts } = await world.fastTrack.read(jobId);
  assert.equal(attempts, 2);
  return 'woken by the failure of run 1, answered by run 2';
}

async function waitsThroughKill(world) {
  const { fastTrack, n8n } = world;
  await fastTrack.ask('PATCH', '/job-types/prompt', { paused: true });
  await question(world, 'this one sleeps through a restart');
  await eventually('the job is there', async () => (await fastTrack.ask('GET', '/jobs?status=PENDING')).length === 1);
  await n8n.kill();
  await n8n.start();
  await fastTrack.ask('PATCH', '/job-types/prompt', { paused: false });
  await answerThat(world, ({ words }) => words === 6, 120);
  return 'n8n killed while the workflow waits; the answer arrives';
}

async function saysWhatIsWrong({ fastTrack }) {
  const wanted = {
    draft: ['rejected', /404 Not Found: The requested webhook .* is not registered/],
    locked: ['rejected', /403 Forbidden/],
    nowhere: ['unreachable', /404 Not Found/],
  };
  const types = Object.keys(wanted);
  const ids = await fastTrack.submitAll(types.map((type) => ({ type, payload: {} })));
  const jobs = await fastTrack.ended(ids);
  for (const [n, { status, error }] of jobs.entries()) {
    const [code, words] = wanted[types[n]];
    assert.deepEqual([status, error.code], ['FAILED', code], types[n]);
    assert.match(error.message, words);
  }
  return jobs.map(({ error }) => `"${error.message}"`).join('; ');
}

/** In the order in which they are made. */
export const CHECKS = [
  { name: `${JOBS} jobs are done by callbacks of n8n`, check: doesJobs },
  { name: 'a failed run is tried again, up to maxAttempts', check: triesAgain },
  { name: 'the error branch reports what fails in a sub-workflow', check: reportsFailures },
  { name: 'forged and old jobs are refused', check: refusesForgedJobs },
  { name: 'a workflow submits a job and waits for its answer', check: submitsAndWaits },
  { name: 'it waits on when the first run fails', check: waitsForLastRun },
  { name: 'it also waits through a kill of n8n', check: waitsThroughKill },
  { name: 'a job says what is wrong with its target', check: saysWhatIsWrong },
  { name: `${JOBS} jobs are done though n8n is killed in the middle`, check: surviveKill },
];
