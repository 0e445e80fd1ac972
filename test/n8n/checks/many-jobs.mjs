// A hundred jobs at once.
import assert from 'node:assert/strict';
import { endsOf } from '../support/fast-track.mjs';
import { eventually } from '../support/eventually.mjs';

/** So many jobs. */
export const JOBS = 100;

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

/** All of them, as they come. */
export async function doesJobs({ fastTrack }) {
  const ids = await fastTrack.submitAll(many({ prompt: 'one two three' }));
  const jobs = await fastTrack.ended(ids);
  for (const { result } of jobs) assert.equal(result.words, 3);
  return assertDone(jobs);
}

/** In the middle: some jobs are done, some are at n8n, and some wait. */
export async function survivesKill({ fastTrack, n8n }) {
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
  const jobs = await fastTrack.ended(ids, 600);
  const again = count(jobs, ({ attempt }) => attempt > 1);
  assert.ok(again > 0, 'no job was caught by the kill');
  return `killed with ${atKill.done} done and ${atKill.atN8n} at n8n; ${assertDone(jobs)}, ${again} jobs more than one`;
}
