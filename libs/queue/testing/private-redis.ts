import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** A Redis server of its own, to be killed, stopped and starved. Needs `redis-server` in the path. */
export class PrivateRedis {
  private readonly directory = mkdtempSync(join(tmpdir(), 'fasttrack-redis-'));
  private server: ChildProcess | undefined;

  /** Takes this port when it is started. */
  constructor(private readonly port: number) {}

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it, with what it last wrote to its disk. `settings` are of `redis-server`, without their dashes. */
  async start(settings: Readonly<Record<string, string>> = {}): Promise<this> {
    const own = { bind: '127.0.0.1', port: String(this.port), dir: this.directory, save: '', appendonly: 'yes' };
    const words = Object.entries({ ...own, ...settings }).flatMap(([name, value]) => [`--${name}`, value]);
    this.server = spawn('redis-server', words, { stdio: 'ignore' });
    await this.command('ping');
    return this;
  }

  /** SIGKILL: nothing is said or saved. */
  async kill(): Promise<void> {
    if (this.server?.exitCode !== null || this.server.signalCode !== null) return;
    const ended = once(this.server, 'exit');
    this.server.kill('SIGCONT');
    this.server.kill('SIGKILL');
    await ended;
  }

  /** SIGSTOP: its sockets stay open and nobody answers. */
  stop(): void {
    this.server?.kill('SIGSTOP');
  }

  continue(): void {
    this.server?.kill('SIGCONT');
  }

  /** Kills it and starts it with an empty disk. */
  async restartEmpty(): Promise<void> {
    await this.kill();
    rmSync(join(this.directory, 'appendonlydir'), { recursive: true, force: true });
    await this.start();
  }

  /** Sends one command, again and again until the server takes it. */
  async command(name: string, ...words: string[]): Promise<unknown> {
    for (let left = 100; ; left--) {
      const client = new Redis(this.url, { lazyConnect: true, retryStrategy: () => null, disconnectTimeout: 100 });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return await client.call(name, ...words);
      } catch (error) {
        if (left === 0) throw error;
        await pause(50);
      } finally {
        client.disconnect();
      }
    }
  }

  /** Kills it and removes what it wrote. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
