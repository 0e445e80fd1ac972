import { StoreUnavailableError } from '@fasttrack/foundation/errors/fast-track-error';
import { BadCursorError } from '@fasttrack/jobs/job-store.port';
import { Logger } from '@nestjs/common';
import type { Connection } from 'mongoose';
import type { mongo } from 'mongoose';

/** Kinds of server that take writes. */
const WRITABLE: readonly string[] = ['Standalone', 'RSPrimary', 'Mongos', 'LoadBalancer'];

/** The way to the server. It knows when the server is away, so that nobody waits for it then. */
export class MongoLink {
  private readonly logger = new Logger('MongoDB');
  private readonly client: mongo.MongoClient;
  private awaySince: number | undefined;

  /** The connection must be open. */
  constructor(private readonly connection: Connection) {
    this.client = connection.getClient();
    // Mongoose's own state goes by the clock of this machine, which may be set.
    this.client.on('topologyDescriptionChanged', this.look);
  }

  /** Rejects with `StoreUnavailableError`: at once while the server is away, else when the work fails. */
  async use<T>(work: () => Promise<T>): Promise<T> {
    if (this.awaySince !== undefined) throw new StoreUnavailableError(new Error('MongoDB cannot be reached'));
    try {
      return await work();
    } catch (error) {
      if (error instanceof BadCursorError || error instanceof StoreUnavailableError) throw error;
      throw new StoreUnavailableError(error);
    }
  }

  /** Resolves when the server gave a sign of life. */
  ping(): Promise<void> {
    return this.use(async () => {
      await this.connection.db?.command({ ping: 1 });
    });
  }

  /** Stops watching. */
  close(): void {
    this.client.off('topologyDescriptionChanged', this.look);
  }

  private readonly look = ({ newDescription }: mongo.TopologyDescriptionChangedEvent): void => {
    const isHere = [...newDescription.servers.values()].some(({ type }) => WRITABLE.includes(type));
    if (!isHere && this.awaySince === undefined) {
      this.awaySince = performance.now();
      this.logger.warn({ msg: 'MongoDB is away' });
    } else if (isHere && this.awaySince !== undefined) {
      this.logger.log({ msg: 'MongoDB is back', awayMs: Math.round(performance.now() - this.awaySince) });
      this.awaySince = undefined;
    }
  };
}
