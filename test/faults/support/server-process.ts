import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The built program of a kind. */
const mainOf = (program: 'api' | 'worker'): string =>
  join(__dirname, `../../../dist/server/apps/${program}/src/main.js`);
const START_LIMIT_MS = 60_000;
const ALIVE_LIMIT_MS = 15_000;
/** Below those that Linux gives to clients. */
const FIRST_PORT = 20_000;
const LAST_PORT = 29_999;

export interface ServerOptions {
  /** Default: `api`. */
  readonly program?: 'api' | 'worker';
  readonly directory: string;
  readonly port: number;
  /** More environment, over quick defaults. */
  readonly env?: Readonly<Record<string, string>>;
  /** A program that becomes the server, such as `strace -D`. */
  readonly wrapper?: readonly string[];
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The built program as a process of its own. */
export class ServerProcess {
  private static readonly running = new Set<ServerProcess>();
  readonly url: string;
  readonly exited: Promise<Exit>;
  /** Everything it wrote, both streams. */
  output = '';
  hasExited = false;
  private readonly child: ChildProcess;

  private constructor({ program: kind = 'api', directory, port, env = {}, wrapper = [] }: ServerOptions) {
    this.url = `http://127.0.0.1:${port}`;
    const [program, ...args] = [...wrapper, process.execPath, mainOf(kind)];
    this.child = spawn(program, args, {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'test',
        LOG_LEVEL: 'warn',
        PORT: String(port),
        BASE_URL: this.url,
        DATA_DIR: directory,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    ServerProcess.running.add(this);
    this.exited = new Promise((resolve) => {
      this.child.once('exit', (code, signal) => {
        this.hasExited = true;
        ServerProcess.running.delete(this);
        resolve({ code, signal });
      });
    });
  }

  /** Starts the program without waiting for it: for starts that must fail. */
  static spawn(options: ServerOptions): ServerProcess {
    return new ServerProcess(options);
  }

  /** Ends every server that a case left running. */
  static async killAll(): Promise<void> {
    await Promise.all([...ServerProcess.running].map((server) => server.kill()));
  }

  /** Resolves when the server answers. Rejects with what it wrote when it ends before. */
  static async start(options: ServerOptions): Promise<ServerProcess> {
    const server = new ServerProcess(options);
    const limit = Date.now() + START_LIMIT_MS;
    while (!(await server.isLive())) {
      if (server.hasExited || Date.now() > limit) throw new Error(`The server did not start:\n${server.output}`);
      await delay(20);
    }
    return server;
  }

  /** Its number on this machine. */
  get pid(): number {
    if (this.child.pid === undefined) throw new Error('the server never started');
    return this.child.pid;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Ends it as a power button would, and waits until it is gone. */
  async kill(): Promise<void> {
    if (!this.hasExited) this.signal('SIGKILL');
    await this.exited;
  }

  private async isLive(): Promise<boolean> {
    return fetch(`${this.url}/health/live`, { signal: AbortSignal.timeout(ALIVE_LIMIT_MS) }).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}

/**
 * A port that nobody listens on at the moment, and that no client is given as its own end: the port of a server that is
 * away stays free, however often clients try to reach it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (await isFree(port)) return port;
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
