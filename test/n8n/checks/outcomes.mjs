// How runs end.
import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.mjs';

/** One that heals, and one that never does. */
export async function triesAgain({ fastTrack }) {
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

/** A failure that no other run can heal. */
export async function reportsFailures({ fastTrack }) {
  const good = await fastTrack.submit({ type: 'signed', payload: { prompt: 'four words in it' } });
  const bad = await fastTrack.submit({ type: 'signed', payload: { colour: 'red' } });
  const [done, failed] = await fastTrack.ended([good.id, bad.id]);
  assert.deepEqual([done.status, done.result], ['COMPLETED', { words: 4, attempt: 1 }]);
  assert.deepEqual([failed.status, failed.attempts, failed.error.retryable], ['FAILED', 1, false]);
  assert.match(failed.error.message, /^Give up: a job of type signed has no prompt/);
  return `COMPLETED; FAILED after 1 run: "${failed.error.message}"`;
}

/** No callback is needed. */
export async function takesAnswers({ fastTrack }) {
  const [done] = await fastTrack.ended([(await fastTrack.submit({ type: 'brief', payload: {} })).id]);
  assert.deepEqual([done.status, done.result, done.history.at(-1).by], ['COMPLETED', { id: done.id }, 'n8n']);
  return 'COMPLETED by the answer itself';
}

/** As long as it asks for. */
export async function leavesAlone({ fastTrack }) {
  const { id } = await fastTrack.submit({ type: 'busy', payload: {} });
  const { attempts, waitingFor } = await eventually('the job waits for its target', async () => {
    const job = await fastTrack.read(id);
    return job.waitingFor?.reason === 'target' && job;
  });
  assert.equal(attempts, 0);
  const minutes = (Date.parse(waitingFor.until) - Date.now()) / 60_000;
  assert.ok(minutes > 9 && minutes <= 10, waitingFor.until);
  assert.match(waitingFor.message, /503 Service Unavailable: The model rests/);
  await fastTrack.ask('DELETE', `/jobs/${id}`);
  return `no run used up, waits: "${waitingFor.message}"`;
}

/** A workflow that is not published, a wrong header, and a wrong path. */
export async function saysWhatIsWrong({ fastTrack }) {
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
