import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { aDirectory } from '../../support/a-directory';
import { freePort } from '../../support/server-process';

const OPEN_LIMIT_MS = 15_000;
const SERVICES = process.env.FT_SERVICES ?? '/var/tmp/fasttrack-services';
const GATEWAY = join(SERVICES, 'mongo-gateway');
const POSTGRES = `postgres://postgres@127.0.0.1:${process.env.FT_PG_PORT ?? '5490'}/postgres`;

/** A MongoDB server of this test alone, which it may kill: what it stored is kept by the database behind it. */
export class PrivateGateway {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly port: number,
    private readonly state: string,
  ) {}

  static async open(): Promise<PrivateGateway> {
    if (!existsSync(GATEWAY)) throw new Error(`${GATEWAY} is not there: ../shared/services/services up makes it`);
    const gateway = new PrivateGateway(await freePort(), aDirectory());
    await gateway.start();
    return gateway;
  }

  get uri(): string {
    return `mongodb://127.0.0.1:${this.port}/`;
  }

  /** Resolves when it takes connections. One that ends before that, because its port is taken, is started again. */
  async start(): Promise<void> {
    const words = ['-listen', `127.0.0.1:${this.port}`, '-state', this.state, '-postgresql-url', POSTGRES];
    for (const end = Date.now() + OPEN_LIMIT_MS; this.hasEnded || !(await isOpen(this.port));) {
      if (Date.now() > end) throw new Error(`the private MongoDB server did not open its port: ${this.story}`);
      if (this.hasEnded) this.child = spawn(GATEWAY, words, { stdio: 'ignore' });
      await delay(50);
    }
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  private get hasEnded(): boolean {
    return this.child?.exitCode !== null || this.child.signalCode !== null;
  }

  private get story(): string {
    return this.hasEnded ? `it ended with ${this.child?.exitCode ?? this.child?.signalCode}` : 'it runs';
  }
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
