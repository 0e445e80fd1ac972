import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aDirectory, removeDirectories } from './support/a-directory';
import { submit } from './support/jobs-client';
import { ServerProcess, freePort } from './support/server-process';

const SYNC = /\b(fsync|fdatasync)\(\d+\)?/;
const ACK = '"HTTP/1.1 201 ';

/** What the kernel saw, in order: `sync` for a flush that ended, `ack` for a 201 on its way. */
function traceOf(file: string): ('sync' | 'ack')[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (line.includes(ACK)) return ['ack' as const];
      const hasEnded =
        SYNC.test(line) || line.includes('<... fsync resumed>') || line.includes('<... fdatasync resumed>');
      return hasEnded && line.includes('= 0') ? ['sync' as const] : [];
    });
}

async function traced(work: (url: string) => Promise<void>): Promise<('sync' | 'ack')[]> {
  const directory = aDirectory();
  const file = join(directory, 'trace');
  const calls = 'trace=fsync,fdatasync,write,writev,sendto,sendmsg';
  const server = await ServerProcess.start({
    directory,
    port: await freePort(),
    env: { WORKER_ENABLED: 'false' },
    wrapper: ['strace', '-D', '-f', '-s', '32', '-o', file, '-e', calls],
  });
  await work(server.url);
  server.signal('SIGTERM');
  await server.exited;
  return traceOf(file);
}

describe('a 201', () => {
  afterEach(ServerProcess.killAll);
  afterAll(removeDirectories);

  it('leaves the process only after a flush to the disk that began with its job', async () => {
    const trace = await traced(async (url) => {
      for (let n = 0; n < 100; n++) await submit(url, `one by one ${n}`);
    });
    const acks = trace.flatMap((kind, at) => (kind === 'ack' ? [at] : []));
    expect(acks).toHaveLength(100);
    const unsynced = acks.filter((at, n) => !trace.slice(n === 0 ? 0 : acks[n - 1], at).includes('sync'));
    expect(unsynced).toEqual([]);
  });

  it('shares its flush with the others that came together', async () => {
    const jobs = 1000;
    const trace = await traced(async (url) => {
      for (let n = 0; n < jobs; n += 50) {
        await Promise.all(Array.from({ length: 50 }, (_, at) => submit(url, `together ${n + at}`)));
      }
    });
    const syncs = trace.filter((kind) => kind === 'sync').length;
    process.stdout.write(`${syncs} flushes for ${jobs} acknowledged jobs of 50 clients\n`);
    expect(trace.filter((kind) => kind === 'ack')).toHaveLength(jobs);
    expect(syncs).toBeGreaterThanOrEqual(20);
    expect(syncs).toBeLessThan(jobs / 4);
  });
});
