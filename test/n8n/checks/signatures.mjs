// Who may send a job.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { eventually } from '../support/eventually.mjs';

const OLD_SECONDS = 600;

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

/** Only the genuine one is done. */
export async function refusesForgedJobs(world) {
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
