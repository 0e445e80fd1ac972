import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const START_LIMIT_MS = 20_000;
/** Clock ticks a second that `/proc` counts in: fixed on Linux. */
const TICKS_PER_SECOND = 100;

export interface ContenderOptions {
  readonly name: string;
  /** The program and its arguments, for node. */
  readonly args: readonly string[];
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** A server under measure, alone on core 0. */
export class Contender {
  private static readonly running = new Set<Contender>();
  readonly name: string;
  readonly url: string;
  private readonly child: ChildProcess;

  private constructor({ name, args, port, env = {} }: ContenderOptions) {
    this.name = name;
    this.url = `http://127.0.0.1:${port}`;
    this.child = spawn('taskset', ['-c', '0', process.execPath, ...args], {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(port), ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }

  /** Ends whatever a broken measure left running. */
  static async stopAll(): Promise<void> {
    await Promise.all([...Contender.running].map((contender) => contender.stop()));
  }

  /** Resolves when it answers `GET /health/live`. */
  static async start(options: ContenderOptions): Promise<Contender> {
    const contender = new Contender(options);
    Contender.running.add(contender);
    const limit = Date.now() + START_LIMIT_MS;
    while (!(await contender.isLive())) {
      if (contender.child.exitCode !== null || Date.now() > limit) throw new Error(`${options.name} did not start`);
      await delay(50);
    }
    return contender;
  }

  /** Seconds of CPU that it has used, all threads. */
  cpuSeconds(): number {
    const [, fields = ''] = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').split(') ');
    const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number);
    return (user + system) / TICKS_PER_SECOND;
  }

  async stop(): Promise<void> {
    const exit = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await exit;
    Contender.running.delete(this);
  }

  private async isLive(): Promise<boolean> {
    return fetch(`${this.url}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}
