import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './eventually.mjs';
import { Process } from './process.mjs';

/** For a machine that does much else. */
const COMMAND_LIMIT_MS = 5 * 60_000;
const START_LIMIT_SECONDS = 300;
const QUIET = {
  N8N_DIAGNOSTICS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
  N8N_TEMPLATES_ENABLED: 'false',
  N8N_COMMUNITY_PACKAGES_ENABLED: 'false',
  N8N_PERSONALIZATION_ENABLED: 'false',
  N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
};

/** A real n8n on this machine, with a store of its own under `folder`. */
export class N8n {
  constructor(program, folder, { port, brokerPort, encryptionKey }) {
    this.program = program;
    this.folder = folder;
    this.url = `http://127.0.0.1:${port}`;
    this.env = {
      PATH: process.env.PATH,
      HOME: folder,
      ...QUIET,
      N8N_USER_FOLDER: folder,
      N8N_ENCRYPTION_KEY: encryptionKey,
      N8N_LISTEN_ADDRESS: '127.0.0.1',
      N8N_HOST: '127.0.0.1',
      N8N_PORT: String(port),
      N8N_RUNNERS_BROKER_PORT: String(brokerPort),
    };
    this.log = join(folder, 'n8n.log');
  }

  /** Takes credentials and workflows in, and publishes those that shall hear. Before the start: a running n8n does not notice. */
  async prepare({ credentials, workflows, published }) {
    const place = join(this.folder, 'workflows');
    mkdirSync(place);
    for (const workflow of workflows) writeFileSync(join(place, `${workflow.id}.json`), JSON.stringify(workflow));
    const secrets = join(this.folder, 'credentials.json');
    writeFileSync(secrets, JSON.stringify(credentials), { mode: 0o600 });
    await this.command(`${credentials.length} credentials`, 'import:credentials', `--input=${secrets}`);
    await this.command(`${workflows.length} workflows`, 'import:workflow', '--separate', `--input=${place}`);
    for (const id of published) await this.command('Publishing workflow', 'publish:workflow', `--id=${id}`);
  }

  launch() {
    this.process = new Process(process.execPath, [this.program, 'start'], { env: this.env, log: this.log });
  }

  /** Until its workflows hear. */
  async start() {
    this.launch();
    await eventually(
      'n8n is up',
      () => {
        if (this.process.hasExited) throw new Error(`n8n ended: ${this.process.output.slice(-1000)}`);
        return this.process.output.includes('Editor is now accessible');
      },
      START_LIMIT_SECONDS,
    );
  }

  /** As a crash would. */
  kill() {
    return this.process.end('SIGKILL');
  }

  /** Its commands end with 0 whatever happened: what they say is the proof. */
  async command(wanted, ...words) {
    const { exited, output } = await this.ran(words);
    if (exited !== 0 || !output.includes(wanted)) throw new Error(`n8n ${words.join(' ')}: ${output.slice(-2000)}`);
  }

  async ran(words) {
    const run = new Process(process.execPath, [this.program, ...words], { env: this.env, log: this.log });
    const limit = setTimeout(() => run.signal('SIGKILL'), COMMAND_LIMIT_MS);
    const exited = await run.exited;
    clearTimeout(limit);
    return { exited, output: run.output };
  }
}
