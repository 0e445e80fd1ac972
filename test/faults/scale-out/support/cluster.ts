import { openScaleOut } from '../../../support/scale-out-stack';
import type { Servers } from '../../../support/scale-out-stack';
import type { Stack } from '../../../support/stack';
import { aDirectory, removeDirectories } from '../../support/a-directory';
import type { ServerOptions } from '../../support/server-process';
import { ServerProcess, freePort } from '../../support/server-process';
import { Receipts } from './receipts';

/** Of each process, when a case fails. */
const LINES_SHOWN = 60;
const LONGEST_LINE = 1000;

/** How many processes, and what they are told beside where they keep their jobs. */
export interface ClusterOptions {
  readonly apis: number;
  readonly workers: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Servers of this test alone. */
  readonly servers?: Servers;
}

/** Several API and worker processes of the built program on one empty database. */
export class Cluster {
  readonly processes: ServerProcess[] = [];
  private readonly options: ServerOptions[] = [];

  private constructor(
    private readonly stack: Stack,
    readonly receipts: Receipts,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** Starts all processes, one after the other. `apis` of them answer; none of these runs jobs. */
  static async start({ apis, workers, env = {}, servers }: ClusterOptions): Promise<Cluster> {
    const stack = openScaleOut(servers);
    const receipts: Receipts = await Receipts.open(() => cluster.urls);
    const cluster = new Cluster(stack, receipts, env);
    await cluster.add('api', apis);
    await cluster.add('worker', workers);
    return cluster;
  }

  /** Addresses of the API processes. */
  get urls(): string[] {
    return this.options.flatMap(({ program }, at) => (program === 'api' ? [this.processes[at]?.url ?? ''] : []));
  }

  get url(): string {
    return this.urls[0] ?? '';
  }

  /** Starts more processes of a kind, with more environment where some is given. */
  async add(program: 'api' | 'worker', count: number, more: Readonly<Record<string, string>> = {}): Promise<void> {
    for (let n = 0; n < count; n++) {
      const options: ServerOptions = {
        program,
        directory: aDirectory(),
        port: await freePort(),
        env: {
          ...(this.stack.env as Record<string, string>),
          BASE_URL: this.receipts.url,
          ...(program === 'api' && { WORKER_ENABLED: 'false' }),
          ...this.env,
          ...more,
        },
      };
      this.options.push(options);
      this.processes.push(await ServerProcess.start(options));
    }
  }

  /** The process at a place, counted in the order of the start: API processes first. */
  at(place: number): ServerProcess {
    const found = this.processes[place];
    if (!found) throw new RangeError(`there is no process ${place}`);
    return found;
  }

  /** Kills the process at a place and starts it again on the same port. */
  async killAndRestart(place: number): Promise<void> {
    const options = this.options[place];
    if (!options) throw new RangeError(`there is no process ${place}`);
    await this.at(place).kill();
    this.processes[place] = await ServerProcess.start(options);
  }

  /** Does the work of a case. When it fails, what each process wrote last is shown too. */
  async telling(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      for (const [place, { output }] of this.processes.entries())
        process.stdout.write(`process ${place}, ${this.options[place]?.program}, wrote last:\n${lastLines(output)}\n`);
      throw error;
    }
  }

  /** Ends everything and removes the database. */
  async close(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.kill()));
    await this.receipts.close();
    await this.stack.remove();
    removeDirectories();
  }
}

/** Refused requests, of which a load makes hundreds, are left out. */
const lastLines = (output: string): string =>
  output
    .split('\n')
    .filter((line) => !line.includes('"msg":"request failed"'))
    .slice(-LINES_SHOWN)
    .map((line) => line.slice(0, LONGEST_LINE))
    .join('\n');
