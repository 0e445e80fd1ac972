import type { OnApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { RedisOptions } from 'ioredis';
import { Redis } from 'ioredis';

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
  commandTimeout: 800,
  // So answers a primary that has become a replica.
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
  /** For commands: each fails within 800 ms, and at once while Redis is away. */
  readonly commands: Redis;
  /** For subscriptions; who subscribes does so on each `ready`. */
  readonly subscriber: Redis;
  private readonly blocking: Redis[] = [];
  private hasLeftBlocking = false;
  private isLeaving = false;
  private hasClosed = false;

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

  /** Whether this process has left Redis for good. */
  get isClosed(): boolean {
    return this.hasClosed;
  }

  /** One more connection, for commands that block. */
  openBlocking(): Redis {
    // Bull may ask for it late, when it was closed while it started: then nobody uses it.
    const client = this.open({ ...WAITING, lazyConnect: this.hasLeftBlocking });
    this.blocking.push(client);
    return client;
  }

  /** Leaves all connections and makes new ones: after a silence nobody knows what still hangs on the old ones. */
  renew(): void {
    if (this.isLeaving || this.commands.status !== 'ready') return;
    this.isLeaving = true;
    for (const client of this.all()) client.disconnect(true);
  }

  /** Ends the commands that block now; none is sent later. */
  leaveBlocking(): void {
    this.hasLeftBlocking = true;
    for (const client of this.blocking) client.disconnect();
  }

  onApplicationShutdown(): void {
    this.hasClosed = true;
    for (const client of this.all()) client.disconnect();
  }

  private all(): readonly Redis[] {
    return [this.commands, this.subscriber, ...this.blocking];
  }

  private open(options: RedisOptions): Redis {
    const client = new Redis(this.url, { ...options, connectionName: this.prefix });
    // Each failed attempt to connect is one; `RedisWatch` says it once.
    client.on('error', () => undefined);
    return client;
  }
}
