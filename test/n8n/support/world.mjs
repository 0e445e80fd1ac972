import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FastTrack } from './fast-track.mjs';
import { n8nProgram } from './install.mjs';
import { startListener } from './listener.mjs';
import { N8n } from './n8n.mjs';
import { freePort } from './process.mjs';
import { workflowsFor } from './workflows.mjs';

const HEADER = 'X-N8N-Key';
const secret = () => randomBytes(24).toString('hex');
const headerAuth = (id, name, value) => ({ id, name: id, type: 'httpHeaderAuth', data: { name, value } });

/** How the types of the test are run, and by which workflow. An outage of n8n uses up runs: hence so many. */
function typesOf(webhooks) {
  const schema = { type: 'object' };
  const patient = { maxAttempts: 10, backoff: { initialSeconds: 1, factor: 2, maxSeconds: 5 } };
  const hasty = { maxAttempts: 2, backoff: { initialSeconds: 1 } };
  return {
    prompt: { url: `${webhooks}/fasttrack`, ...patient },
    demand: { schema, url: `${webhooks}/fasttrack-demand`, timeoutSeconds: 20, concurrency: 20, ...patient },
    signed: { schema, url: `${webhooks}/fasttrack-signed`, ...patient },
    brief: { schema, url: `${webhooks}/fasttrack-brief`, ...patient },
    busy: { schema, url: `${webhooks}/fasttrack-busy`, ...patient },
    draft: { schema, url: `${webhooks}/fasttrack-draft`, ...patient },
    locked: { schema, url: `${webhooks}/fasttrack-locked`, ...patient },
    nowhere: { schema, url: `${webhooks.replace('/webhook', '/wrong')}/fasttrack`, ...hasty },
  };
}

/** A Fast Track and an n8n that know each other, both running, in a folder of their own. */
export async function openWorld() {
  const program = n8nProgram();
  const folder = mkdtempSync(join(tmpdir(), 'fasttrack-n8n-'));
  const [port, brokerPort, n8nPort] = [await freePort(), await freePort(), await freePort()];
  const [apiKey, signing, doorKey] = [secret(), secret(), secret()];
  const n8n = new N8n(program, folder, { port: n8nPort, brokerPort, encryptionKey: secret() });
  const fastTrack = new FastTrack(join(folder, 'fast-track'), {
    port,
    apiKey,
    secret: signing,
    types: typesOf(`${n8n.url}/webhook`),
    env: { N8N_AUTH_HEADER: `${HEADER}: ${doorKey}` },
  });
  const listener = await startListener();
  await n8n.prepare({
    ...workflowsFor({ fastTrackUrl: fastTrack.url, listenerUrl: listener.url }),
    credentials: [
      headerAuth('fasttrackApiKey', 'X-API-Key', apiKey),
      headerAuth('door', HEADER, doorKey),
      headerAuth('otherDoor', HEADER, secret()),
      { id: 'fasttrackSecret', name: 'fasttrackSecret', type: 'crypto', data: { hmacSecret: signing } },
    ],
  });
  await Promise.all([fastTrack.start(), n8n.start()]);
  return { folder, n8n, fastTrack, listener, signing };
}
