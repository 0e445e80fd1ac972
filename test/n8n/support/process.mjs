import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';

const running = new Set();

/** A program in a process group of its own, so that what it starts ends with it. Its words are kept, and added to a file. */
export class Process {
  output = '';

  constructor(program, words, { env, log }) {
    const file = createWriteStream(log, { flags: 'a' });
    this.child = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream.on('data', (chunk) => {
        this.output += chunk;
        file.write(chunk);
      });
    this.exited = once(this.child, 'exit').then(([code]) => {
      this.hasExited = true;
      running.delete(this);
      return code;
    });
    running.add(this);
  }

  /** Sends a signal to the whole group, and waits for the end of the program. */
  async end(signal = 'SIGTERM') {
    this.signal(signal);
    await this.exited;
  }

  signal(signal) {
    try {
      process.kill(-this.child.pid, signal);
    } catch (error) {
      // It ended by itself meanwhile.
      if (error.code !== 'ESRCH') throw error;
    }
  }
}

/** Kills whatever still runs, without waiting for it. */
export function killAll() {
  for (const one of running) one.signal('SIGKILL');
}

/** Kills whatever still runs, and waits until nothing does. */
export async function endAll() {
  await Promise.all([...running].map((one) => one.end('SIGKILL')));
}

/** A port that nobody listens on. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
