// A workflow that submits, and waits for the answer.
import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.mjs';

const BELL_SECONDS = 50;

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
export async function submitsAndWaits(world) {
  const start = Date.now();
  assert.equal((await question(world, 'five words make an answer')).status, 200);
  const { jobId } = await answerThat(world, ({ words }) => words === 5, BELL_SECONDS);
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  const job = await world.fastTrack.read(jobId);
  assert.ok(job.metadata.resumeUrl.startsWith(`${world.n8n.url}/webhook-waiting/`));
  return `answered by a ring after ${seconds} s`;
}

/** It is woken by the failure, sees that the job has not ended, and waits again. */
export async function waitsForLastRun(world) {
  await question(world, 'whatever', 'ask-fasttrack-twice');
  const { jobId } = await answerThat(world, ({ attempt }) => attempt === 2, BELL_SECONDS);
  const { attempts } = await world.fastTrack.read(jobId);
  assert.equal(attempts, 2);
  return 'woken by the failure of run 1, answered by run 2';
}

/** To the wrong method one that runs answers that it does, and one that sleeps that it hears another. */
const isAsleep = async (resumeUrl) => (await fetch(resumeUrl)).status === 404;

/** It sleeps in the store of n8n. */
export async function waitsThroughKill(world) {
  const { fastTrack, n8n } = world;
  await fastTrack.ask('PATCH', '/job-types/prompt', { paused: true });
  await question(world, 'this one sleeps through a restart');
  const { metadata } = await eventually('the job is there', async () => {
    const [job] = await fastTrack.ask('GET', '/jobs?status=PENDING');
    return job;
  });
  await eventually('the workflow sleeps', () => isAsleep(metadata.resumeUrl));
  await n8n.kill();
  await n8n.start();
  await fastTrack.ask('PATCH', '/job-types/prompt', { paused: false });
  await answerThat(world, ({ words }) => words === 6, 120);
  return 'n8n killed while the workflow waits; the answer arrives';
}
