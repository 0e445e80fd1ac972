import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mainOf } from '../../../tools/build.mjs';
import { eventually } from './eventually.mjs';
import { Process } from './process.mjs';

const FINAL = ['COMPLETED', 'FAILED', 'CANCELLED'];
const FINAL_EVENTS = ['completed', 'failed', 'cancelled'];

/** The built Fast Track as one process on its embedded store, and a client of it. */
export class FastTrack {
  constructor(folder, { port, apiKey, secret, types, env }) {
    mkdirSync(folder);
    this.url = `http://127.0.0.1:${port}`;
    this.headers = { 'content-type': 'application/json', 'x-api-key': apiKey };
    this.log = join(folder, 'fast-track.log');
    const typesFile = join(folder, 'types.json');
    writeFileSync(typesFile, JSON.stringify(types));
    this.env = {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: String(port),
      BASE_URL: this.url,
      DATA_DIR: join(folder, 'data'),
      WEBHOOK_SECRET: secret,
      API_KEYS: `n8n:${apiKey}`,
      JOB_TYPES_FILE: typesFile,
      LOG_LEVEL: 'warn',
      ...env,
    };
  }

  async start() {
    this.process = new Process(process.execPath, [mainOf('api')], { env: this.env, log: this.log });
    await eventually('Fast Track is ready', async () => {
      if (this.process.hasExited) throw new Error(this.process.output);
      return (await fetch(`${this.url}/health/ready`)).ok;
    });
  }

  async ask(method, path, body) {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: this.headers,
      signal: AbortSignal.timeout(30_000),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  async submitAll(jobs) {
    const outcomes = await this.ask('POST', '/jobs/batch', { jobs });
    return outcomes.map(({ job }) => job.id);
  }

  submit(job) {
    return this.ask('POST', '/jobs', job);
  }

  read(id) {
    return this.ask('GET', `/jobs/${id}`);
  }

  readAll(ids) {
    return Promise.all(ids.map((id) => this.read(id)));
  }

  /** The jobs once each has ended. */
  ended(ids, seconds = 300) {
    return eventually(
      `${ids.length} jobs have ended`,
      async () => {
        const jobs = await this.readAll(ids);
        return jobs.every(({ status }) => FINAL.includes(status)) && jobs;
      },
      seconds,
    );
  }
}

/** How often a job ended, by its history. */
export const endsOf = ({ history }) => history.filter(({ event }) => FINAL_EVENTS.includes(event)).length;
