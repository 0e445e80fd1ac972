import type { OnApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { RedisOptions } from 'ioredis';
import { Redis } from 'ioredis';

/** Longest time that a command may take. */
const COMMAND_MS = 500;

const ALL: RedisOptions = {
  connectTimeout: 800,
  // A stopped server never says goodbye.
  disconnectTimeout: 500,
  keepAlive: 10_000,
  disableClientInfo: true,
  retryStrategy: (times) => Math.min(times * 100, 1000),
};

/** Answers or fails soon, and keeps nothing for later: not while Redis is away, not while it is stopped. */
const COMMANDS: RedisOptions = {
  ...ALL,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  commandTimeout: COMMAND_MS,
  // After a failover the old primary answers so until it is left.
  reconnectOnError: (error) => error.message.startsWith('READONLY'),
};

/** Waits as long as it takes. */
const WAITING: RedisOptions = {
  ...ALL,
  enableReadyCheck: false,
  maxRetriesPerRequest: null,
  // Who subscribes does so again on `ready`: ioredis would leave a rejection that nobody handles.
  autoResubscribe: false,
};

/** The connections of this process to Redis. They come back by themselves until the application has shut down. */
@Injectable()
export class RedisConnections implements OnApplicationShutdown {
  /** For commands: fails within half a second, and at once while Redis is away. */
  readonly commands: Redis;
  /** For subscriptions. */
  readonly subscriber: Redis;
  /** For commands that block. */
  private readonly blocking: Redis[] = [];
  private isLeaving = false;

  /** Every key and every channel starts with `prefix`. */
  constructor(
    private readonly url: string,
    readonly prefix: string,
  ) {
    this.commands = this.open(COMMANDS);
    this.subscriber = this.open(WAITING);
    this.commands.on('close', () => {
      this.isLeaving = false;
    });
  }

  /** One more connection, for commands that block. */
  openBlocking(): Redis {
    const client = this.open(WAITING);
    this.blocking.push(client);
    return client;
  }

  /** Leaves all connections and makes new ones: after a silence nobody knows what still hangs on the old ones. */
  renew(): void {
    if (this.isLeaving) return;
    this.isLeaving = true;
    for (const client of [this.commands, this.subscriber, ...this.blocking]) {
      if (client.status === 'ready') client.disconnect(true);
    }
    if (this.commands.status !== 'ready') this.isLeaving = false;
  }

  onApplicationShutdown(): void {
    for (const client of [this.commands, this.subscriber, ...this.blocking]) {
      // Bull rejects a promise that nobody handles when a client ends that was never ready.
      client.removeAllListeners('end');
      client.disconnect();
    }
  }

  private open(options: RedisOptions): Redis {
    const client = new Redis(this.url, { ...options, connectionName: this.prefix });
    // Each failed attempt to connect is one; `RedisWatch` says it once.
    client.on('error', () => undefined);
    return client;
  }
}
