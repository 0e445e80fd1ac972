import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CONNECTIONS = 64;

export interface Request {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Keep-alive connections of the closed loop; 64 unless said otherwise. */
  readonly connections?: number;
}

export interface Load {
  readonly requests: number;
  readonly perSecond: number;
}

/** Sends one request again and again from core 1 for some seconds. Rejects when an answer was an error. */
export async function load(request: Request, seconds: number): Promise<Load> {
  const script = join(mkdtempSync(join(tmpdir(), 'fasttrack-bench-')), 'request.lua');
  writeFileSync(script, scriptOf(request));
  const args = [
    '-c',
    '1',
    'wrk',
    '-t1',
    `-c${request.connections ?? CONNECTIONS}`,
    `-d${seconds}s`,
    '-s',
    script,
    request.url,
  ];
  const { stdout } = await run('taskset', args);
  const [, requests, refused, perSecond] = /^RESULT (\d+) (\d+) ([\d.]+)$/m.exec(stdout) ?? [];
  if (requests === undefined || refused !== '0') throw new Error(`${request.url} answered with errors:\n${stdout}`);
  return { requests: Number(requests), perSecond: Number(perSecond) };
}

function scriptOf({ method, headers = {}, body = '' }: Request): string {
  const lines = Object.entries(headers).map(([name, value]) => `wrk.headers[ ${quote(name)} ] = ${quote(value)}`);
  return `wrk.method = ${quote(method)}
wrk.body = ${quote(body)}
${lines.join('\n')}
done = function(summary)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write
  io.write(string.format("RESULT %d %d %.2f\\n", summary.requests, bad, summary.requests * 1e6 / summary.duration))
end
`;
}

/** A Lua long string: nothing inside it is special. */
const quote = (text: string): string => `[==[${text}]==]`;
