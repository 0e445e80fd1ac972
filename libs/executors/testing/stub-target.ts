import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A job as a target is sent it. */
export interface Sent {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  /** As it came, and parsed. */
  readonly raw: string;
  readonly body: {
    readonly job: { readonly id: string; readonly type: string; readonly attempt: number; readonly payload: unknown };
    readonly callback: { readonly url: string; readonly token: string; readonly expiresAt: string };
  };
}

/** What a target does with a request that it has read. */
export type Manner = (sent: Sent, response: ServerResponse) => void;

/** Answers with a status, headers and JSON. */
export const answer =
  (status: number, json?: unknown, headers: Readonly<Record<string, string>> = {}): Manner =>
  (_sent, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(json === undefined ? '' : JSON.stringify(json));
  };

/** How a target may be sick. */
export const SICK = {
  /** Takes the request and says nothing, ever. */
  blackHole: () => undefined,
  /** A byte a second, for ever. */
  drip: (_sent, response) => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 1000);
    response.write(' ');
    response.on('close', () => {
      clearInterval(timer);
    });
  },
  /** A gigabyte, as fast as it is read. */
  flood: (_sent, response) => {
    const chunk = Buffer.alloc(65_536, ' ');
    let left = 1024 ** 3 / chunk.length;
    response.writeHead(200, { 'content-type': 'application/json' });
    const pour = (): void => {
      while (left-- > 0 && !response.destroyed) if (!response.write(chunk)) return void response.once('drain', pour);
      response.end();
    };
    pour();
  },
  /** Breaks the connection off instead of an answer. */
  reset: (_sent, response) => {
    response.socket?.resetAndDestroy();
  },
} as const satisfies Readonly<Record<string, Manner>>;

/** A server that is sent jobs, and does with them what a test wants. */
export class StubTarget {
  readonly received: Sent[] = [];
  private readonly waiting: ((sent: Sent) => void)[] = [];
  private given = 0;
  private readonly server = createServer((request, response) => void this.take(request, response));

  private constructor(private manner: Manner) {}

  static async start(manner: Manner = answer(202), port = 0): Promise<StubTarget> {
    const target = new StubTarget(manner);
    await new Promise<void>((resolve) => target.server.listen(port, '127.0.0.1', resolve));
    return target;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}/webhook/jobs`;
  }

  /** Does so from now on. */
  becomes(manner: Manner): void {
    this.manner = manner;
  }

  /** Resolves with the next job that it is sent, in order. */
  next(): Promise<Sent> {
    const sent = this.received[this.given++];
    return sent ? Promise.resolve(sent) : new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Drops what is open, and listens no more. */
  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = (await buffer(request)).toString('utf8');
    const { headers, url = '' } = request;
    const sent = { url, headers, raw, body: JSON.parse(raw === '' ? '{}' : raw) as Sent['body'] };
    this.received.push(sent);
    this.waiting.shift()?.(sent);
    response.on('error', () => undefined);
    this.manner(sent, response);
  }
}
