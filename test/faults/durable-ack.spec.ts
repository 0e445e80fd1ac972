import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aDirectory, removeDirectories } from './support/a-directory';
import { submit } from './support/jobs-client';
import { ServerProcess, freePort } from './support/server-process';

type Seen = 'request' | 'sync' | 'ack';

const SYNC = /\b(fsync|fdatasync)\(\d+\)?/;
const SYNC_RESUMED = /<\.\.\. (fsync|fdatasync) resumed>/;

/** What the kernel saw, in order: a submit that came in, a flush that ended, a 201 on its way out. */
function traceOf(file: string): Seen[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line): Seen[] => {
      if (line.includes('"POST /jobs ')) return ['request'];
      if (line.includes('"HTTP/1.1 201 ')) return ['ack'];
      const isSync = SYNC.test(line) || SYNC_RESUMED.test(line);
      return isSync && line.includes('= 0') ? ['sync'] : [];
    });
}

async function traced(work: (url: string) => Promise<void>): Promise<Seen[]> {
  const directory = aDirectory();
  const file = join(directory, 'trace');
  const calls = 'trace=fsync,fdatasync,read,write,writev,recvfrom,sendto';
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

  it('leaves the process only after its job was flushed to the disk', async () => {
    const trace = await traced(async (url) => {
      for (let n = 0; n < 100; n++) await submit(url, `one by one ${n}`);
    });
    const sinceFirst = trace.slice(trace.indexOf('request'));
    const early: number[] = [];
    let [syncs, acks] = [0, 0];
    for (const seen of sinceFirst) {
      if (seen === 'sync') syncs += 1;
      // Each job came alone and is a commit of its own: the n-th answer stands on n flushes.
      if (seen === 'ack' && ++acks > syncs) early.push(acks);
    }
    expect(sinceFirst.filter((seen) => seen === 'request')).toHaveLength(100);
    expect(acks).toBe(100);
    expect(early).toEqual([]);
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
