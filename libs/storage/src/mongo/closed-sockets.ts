import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

/** One of the driver's connections, as far as it is touched here. */
interface DriverConnection {
  readonly socket: Socket;
  writeCommand: (this: DriverConnection, ...request: unknown[]) => Promise<void>;
}

const fromHere = createRequire(__filename);
/** Connections of the driver that Mongoose uses, wherever it is installed. */
export const { Connection } = createRequire(fromHere.resolve('mongoose'))('mongodb/lib/cmap/connection') as {
  readonly Connection: { readonly prototype: DriverConnection };
};
let isMended = false;

/**
 * Lets a request fail whose socket closes before it is written. The driver waits for `drain` alone then, which a
 * socket that has ended never emits: an operation that begins in the moment in which its connection goes would never
 * settle, nor would a heartbeat, and without heartbeats the server stays away for good. Safe to call twice.
 */
export function failWritesOnClosedSockets(): void {
  if (isMended) return;
  isMended = true;
  const { prototype } = Connection;
  const { writeCommand } = prototype;
  prototype.writeCommand = async function (...request) {
    let close = (): void => undefined;
    const closed = new Promise<void>((resolve) => (close = resolve));
    this.socket.once('close', close);
    try {
      // Once it is closed the connection knows why: the driver looks there first when this is over.
      await Promise.race([writeCommand.apply(this, request), closed]);
    } finally {
      this.socket.off('close', close);
    }
  };
}
