import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobView } from '@fasttrack/contracts';
import { readUntil } from '../../faults/support/jobs-client';
import { freePort, ServerProcess } from '../../faults/support/server-process';
import { openServers } from './servers';

/** Environment of a server, over the defaults of the tests. */
export type Env = Readonly<Record<string, string>>;

const SECRET = 'e2e-callback-secret';
const DEFAULTS: Env = { WEBHOOK_SECRET: SECRET, LOG_LEVEL: 'info', SIMULATED_DELAY_MS: '200' };
/** Jobs that are taken stay `PROCESSING` for as long as a test runs. */
export const NEVER_ENDS: Env = { SIMULATED_DELAY_MS: '3600000' };
/** Jobs stay `PENDING`: nobody takes them. */
export const NO_WORKER: Env = { WORKER_ENABLED: 'false' };

/** The built program on a port and a directory of its own, as a person would start it. */
export class Backend {
  private server: ServerProcess | undefined;
  private written = '';

  private readonly stack = openServers();

  private constructor(
    private readonly port: number,
    private readonly directory: string,
  ) {}

  static async start(env: Env = {}): Promise<Backend> {
    const backend = new Backend(await freePort(), mkdtempSync(join(tmpdir(), 'fasttrack-e2e-')));
    await backend.startAgain(env).catch(async (error: unknown) => {
      await backend.close();
      throw error;
    });
    return backend;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Everything that it has logged, over all its starts. */
  get log(): string {
    return this.written + (this.server?.output ?? '');
  }

  /** Ends the process at once; port and jobs stay for {@link startAgain}. */
  async stop(): Promise<void> {
    await this.server?.kill();
    this.written = this.log;
    this.server = undefined;
  }

  async startAgain(env: Env = {}): Promise<void> {
    const { port, directory } = this;
    this.server = await ServerProcess.start({ port, directory, env: { ...DEFAULTS, ...this.stack.env, ...env } });
  }

  async close(): Promise<void> {
    await this.stop();
    await this.stack.remove();
    rmSync(this.directory, { recursive: true, force: true });
  }

  submit(prompt: string, more: object = {}): Promise<JobView> {
    return this.post('/jobs', { prompt, ...more }, 201);
  }

  submitTyped(type: string, payload: object, more: object = {}): Promise<JobView> {
    return this.post('/jobs', { type, payload, ...more }, 201);
  }

  /** What a worker says about a job. */
  callback(job: JobView, said: object): Promise<JobView> {
    return this.post('/webhook/callback', { jobId: job.id, ...said }, 200);
  }

  cancel({ id }: JobView): Promise<JobView> {
    return this.post(`/jobs/${id}/cancel`, {}, 200);
  }

  until(job: JobView, status: JobView['status']): Promise<JobView> {
    return readUntil(this.url, job.id, (now) => now.status === status, 10_000);
  }

  private async post(path: string, body: object, wanted: number): Promise<JobView> {
    const headers = { 'content-type': 'application/json', 'x-shared-secret': SECRET };
    const answer = await fetch(this.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await answer.text();
    if (answer.status !== wanted) throw new Error(`${path} was answered ${answer.status}: ${text}`);
    return JSON.parse(text) as JobView;
  }
}
