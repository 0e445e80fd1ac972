import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** The next answer on this connection is lost, and the connection with it. */
  isDeaf: boolean;
}

/** A bad way to a server: it can be cut, frozen, lose one answer, or refuse some requests. */
export class TcpProxy {
  private readonly pairs = new Set<Pair>();
  private server: Server | undefined;
  private lost: string | undefined;
  private refused: readonly string[] = [];
  private isFrozen = false;
  private ownPort = 0;

  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  /** Where this proxy is reached: `host:port`, the same for its whole life. */
  get address(): string {
    return `127.0.0.1:${this.ownPort}`;
  }

  /** Takes connections. */
  async up(): Promise<this> {
    const server = createServer((client) => {
      this.join(client);
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.ownPort, '127.0.0.1', resolve));
    this.ownPort = (server.address() as AddressInfo).port;
    return this;
  }

  /** Breaks every connection and takes no new one. */
  async down(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    const closed = server && once(server.close(), 'close');
    for (const pair of this.pairs) this.cut(pair);
    await closed;
  }

  /** Says goodbye on every connection, as a server does that ends, and takes new ones at once. */
  hangUp(): void {
    for (const { client } of this.pairs) client.end();
  }

  /** The next request that has this text reaches the server; its answer does not come back. */
  loseAnswerTo(text: string): void {
    this.lost = text;
  }

  /** From now on a request that has one of these texts does not reach the server, and its connection is cut. */
  refuse(...texts: readonly string[]): void {
    this.refused = texts;
  }

  /** Connections stay open and nothing passes. */
  freeze(): void {
    this.isFrozen = true;
    for (const { client, server } of this.pairs) {
      client.pause();
      server.pause();
    }
  }

  /** What was held back goes on. */
  thaw(): void {
    this.isFrozen = false;
    for (const { client, server } of this.pairs) {
      client.resume();
      server.resume();
    }
  }

  private join(client: Socket): void {
    const pair: Pair = { client, server: connect(this.port, this.host), isDeaf: false };
    this.pairs.add(pair);
    client.on('data', (bytes) => {
      if (this.refused.some((text) => bytes.includes(text))) {
        this.cut(pair);
        return;
      }
      if (this.lost !== undefined && bytes.includes(this.lost)) {
        this.lost = undefined;
        pair.isDeaf = true;
      }
      pair.server.write(bytes);
    });
    pair.server.on('data', (bytes) => {
      if (pair.isDeaf) this.cut(pair);
      else client.write(bytes);
    });
    for (const socket of [client, pair.server]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.cut(pair);
      });
    }
    if (this.isFrozen) client.pause();
  }

  private cut(pair: Pair): void {
    this.pairs.delete(pair);
    pair.client.destroy();
    pair.server.destroy();
  }
}
