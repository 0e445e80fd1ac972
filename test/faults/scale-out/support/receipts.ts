import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';

/**
 * Stands at `BASE_URL`, between the workers and the servers: writes down each callback that a run sends, then passes it
 * on to one of the servers in turn. What it wrote down is the workers' own ledger.
 */
export class Receipts {
  /** How often each run (`id/attempt`) called back. */
  readonly runs = new Map<string, number>();
  /** In the order in which they came. */
  readonly calls: { readonly at: number; readonly jobId: string }[] = [];
  private readonly agent = new Agent();
  private turn = 0;

  private constructor(
    private readonly server: Server,
    private readonly targets: () => readonly string[],
  ) {}

  static async open(targets: () => readonly string[]): Promise<Receipts> {
    const server = createServer();
    const receipts = new Receipts(server, targets);
    server.on('request', (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        receipts.passOn(incoming.url ?? '/', incoming.headers, Buffer.concat(chunks)).then(
          ({ status, text }) => outgoing.writeHead(status, { 'content-type': 'application/json' }).end(text),
          () => outgoing.writeHead(502).end(),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receipts;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Runs that called back more than once: the worker saw the same attempt twice. */
  get doubled(): string[] {
    return [...this.runs].filter(([, count]) => count > 1).map(([run]) => run);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await Promise.all([new Promise((resolve) => this.server.close(resolve)), this.agent.destroy()]);
  }

  private async passOn(
    path: string,
    headers: Record<string, string | string[] | undefined>,
    body: Buffer,
  ): Promise<{ status: number; text: string }> {
    const { jobId, attempt } = JSON.parse(body.toString()) as { jobId: string; attempt: number };
    const run = `${jobId}/${attempt}`;
    this.runs.set(run, (this.runs.get(run) ?? 0) + 1);
    this.calls.push({ at: Date.now(), jobId });
    const answer = await this.ask(path, String(headers['x-shared-secret']), body);
    return { status: answer.statusCode, text: await answer.body.text() };
  }
  /** Asks the next server; where nobody listens, the one after it, as a balancer does. */
  private async ask(path: string, secret: string, body: Buffer): ReturnType<typeof request> {
    const targets = this.targets();
    for (let left = targets.length; ; left--) {
      try {
        return await request(`${targets[this.turn++ % targets.length] ?? ''}${path}`, {
          method: 'POST',
          dispatcher: this.agent,
          headers: { 'content-type': 'application/json', 'x-shared-secret': secret },
          body,
        });
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'ECONNREFUSED' || left <= 1) throw error;
      }
    }
  }
}
