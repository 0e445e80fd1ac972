import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '@fasttrack/foundation/errors/fast-track-error';
import { Logger } from '@nestjs/common';
import type { Connection } from 'mongoose';
import { failWritesOnClosedSockets } from './closed-sockets';
import { connectionOptions } from './connection-options';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
/** Errors of an address that no waiting mends; the parser has classes of its own with these names. */
const UNUSABLE = ['MongoParseError', 'MongoRuntimeError', 'MongoInvalidArgumentError', 'MongoMissingCredentialsError'];

/**
 * Opens a connection that was made with this address: tries again for ever until the server answers, and waits twice as
 * long each time, up to ten seconds. Rejects with `StartError` when the address can never work.
 */
export async function connect(connection: Connection, uri: string, database: string): Promise<Connection> {
  const logger = new Logger('MongoDB');
  failWritesOnClosedSockets();
  // Without a listener an error would end the process; who asks for something hears of it.
  connection.on('error', () => undefined);
  let attempt = connection.asPromise();
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return await attempt;
    } catch (error) {
      const reason = withoutPasswords(error instanceof Error ? error.message : String(error));
      if (error instanceof Error && UNUSABLE.includes(error.name))
        throw new StartError(`MONGODB_URI cannot be used: ${reason}`);
      logger.warn({ msg: 'MongoDB cannot be reached, trying again', waitMs, reason });
      await delay(waitMs);
      attempt = connection.openUri(uri, connectionOptions(database));
    }
  }
}

/** The text with what stands between `//` and `@` left out. */
const withoutPasswords = (text: string): string => text.replace(/\/\/[^@/\s]*@/g, '//***@');
