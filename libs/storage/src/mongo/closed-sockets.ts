import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

/** One of the driver's connections, as far as it is touched here. */
interface DriverConnection {
  readonly socket: Socket;
  writeCommand: (this: DriverConnection, ...request: unknown[]) => Promise<void>;
}

const fromHere = createRequire(__filename);
/** The driver that Mongoose uses, wherever it is installed. */
const { Connection } = createRequire(fromHere.resolve('mongoose'))('mongodb/lib/cmap/connection') as {
  readonly Connection: { readonly prototype: DriverConnection };
};
let isMended = false;

/**
 * Lets a request fail whose socket closes while it is being written. The driver waits for `drain` alone then, which a
 * socket that has ended never emits: an operation that begins in the moment in which its connection goes would never
 * settle, nor would a heartbeat, and without heartbeats the server stays away for good. Safe to call twice.
 */
export function failWritesOnClosedSockets(): void {
  if (isMended) return;
  isMended = true;
  const { prototype } = Connection;
  const { writeCommand } = prototype;
  prototype.writeCommand = async function (...request) {
    // By then the connection knows why it is closed: the driver looks there first when its wait is over.
    const endWait = (): unknown => this.socket.emit('drain');
    this.socket.once('close', endWait);
    try {
      await writeCommand.apply(this, request);
    } finally {
      this.socket.off('close', endWait);
    }
  };
}
