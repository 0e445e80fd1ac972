import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection, failWritesOnClosedSockets } from './closed-sockets';

/** Only a request that waits for ever takes so long: 10 MB take a second on a machine under load. */
const ANSWERED_MS = 20_000;

describe('A request of the driver', () => {
  let server: Server;
  let socket: Socket;
  beforeEach(async () => {
    failWritesOnClosedSockets();
    server = createServer((other) => other.resume()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    await once(socket, 'connect');
  });
  afterEach(() => {
    socket.destroy();
    server.close();
  });

  const write = (toBin: () => Promise<Buffer[]>): Promise<unknown> => {
    const { writeCommand } = Connection.prototype;
    const written = writeCommand.call({ socket, writeCommand }, { toBin }, { agreedCompressor: 'none' });
    return Promise.race([written.then(() => 'over'), delay(ANSWERED_MS, 'waits', { ref: false })]);
  };

  it.each([1, 10_000_000])('of %i bytes is written', async (bytes) => {
    await expect(write(() => Promise.resolve([Buffer.alloc(bytes)]))).resolves.toBe('over');
    expect(socket.listenerCount('close')).toBe(0);
  });

  it('is over when its socket closes while it is made ready, as a compressed one is', async () => {
    const makeReady = async (): Promise<Buffer[]> => {
      socket.destroy();
      await once(socket, 'close');
      return [Buffer.alloc(1)];
    };
    await expect(write(makeReady)).resolves.toBe('over');
  });
});
