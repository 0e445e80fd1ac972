import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { JobView } from '@fasttrack/contracts';
import { aDirectory, removeDirectories } from './support/a-directory';
import { hasEnded, readUntil, submit } from './support/jobs-client';
import { ServerProcess, freePort } from './support/server-process';

/** A certificate for this machine that only its own key vouches for. */
function aCertificate(): { key: string; cert: string } {
  const directory = aDirectory();
  const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
  execFileSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert],
  ]);
  return { key, cert };
}

describe('F27: a target whose certificate nobody vouches for', () => {
  let target: Server;
  let url: string;
  let cert: string;
  beforeAll(async () => {
    const files = aCertificate();
    cert = files.cert;
    target = createServer({ key: readFileSync(files.key), cert: readFileSync(cert) }, (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"result": "here"}');
    });
    await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
    url = `https://127.0.0.1:${(target.address() as AddressInfo).port}/`;
  });
  afterEach(ServerProcess.killAll);
  afterAll(async () => {
    target.closeAllConnections();
    await new Promise((resolve) => target.close(resolve));
    removeDirectories();
  });

  async function ended(env: Readonly<Record<string, string>>): Promise<JobView> {
    const directory = aDirectory();
    const file = join(directory, 'types.json');
    writeFileSync(file, JSON.stringify({ prompt: { url, maxAttempts: 1 } }));
    const settings = { JOB_TYPES_FILE: file, ...env };
    const server = await ServerProcess.start({ directory, port: await freePort(), env: settings });
    const { id } = await submit(server.url, 'sent');
    return readUntil(server.url, id, hasEnded, 20_000);
  }

  it('fails its jobs as unreachable, in words that say why and what to do', async () => {
    const { status, error } = await ended({});
    expect({ status, error }).toEqual({
      status: 'FAILED',
      error: {
        code: 'unreachable',
        message: `${new URL(url).host} cannot be reached: self-signed certificate (NODE_EXTRA_CA_CERTS names a file of certificates to trust)`,
        retryable: true,
      },
    });
  });

  it('is sent jobs once the operator trusts the certificate', async () => {
    expect(await ended({ NODE_EXTRA_CA_CERTS: cert })).toMatchObject({ status: 'COMPLETED', result: 'here' });
  });
});
