import { randomUUID } from 'node:crypto';
import { RedisConnections } from '../src/bull/redis-connections';

/** The Redis that `REDIS_URL` names; throws, and says what to do, when it names none. */
export function redisUrl(): string {
  const url = process.env.REDIS_URL;
  if (!url) throw new RangeError('REDIS_URL is not set: this spec needs a real Redis, e.g. redis://127.0.0.1:6379');
  return url;
}

/** A name that no other case has. */
export const aName = (): string => `test-${randomUUID()}`;

/** Connections whose keys are gone when they are closed. */
export class OpenRedis {
  readonly connections: RedisConnections;

  constructor(
    readonly name: string = aName(),
    url: string = redisUrl(),
  ) {
    this.connections = new RedisConnections(url, `fasttrack:${name}`);
  }

  /** Resolves once commands are taken. */
  async ready(): Promise<this> {
    const { commands } = this.connections;
    if (commands.status !== 'ready') await new Promise<void>((resolve) => commands.once('ready', resolve));
    return this;
  }

  async keys(): Promise<string[]> {
    return this.connections.commands.keys(`${this.connections.prefix}:*`);
  }

  /** Removes the keys, when the server is there, and leaves it. */
  async close(): Promise<void> {
    const keys = await this.keys().catch(() => []);
    if (keys.length > 0) await this.connections.commands.del(keys);
    this.connections.onApplicationShutdown();
  }
}
