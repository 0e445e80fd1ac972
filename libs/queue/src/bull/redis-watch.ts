import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { ReplyError } from 'ioredis';
import { RedisConnections } from './redis-connections';
import { within } from './within';

/** How often Redis is looked at. */
const INTERVAL_MS = 2000;
/** Longest time that a probe waits for the first look. */
const FIRST_MS = 900;
const LATER = 'jobs start up to a second later';
const AWAY = `Redis cannot be reached: ${LATER}`;

/** Knows what is wrong with Redis, and says it once when it begins and once when it is over. */
@Injectable()
export class RedisWatch implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Redis');
  private words: string | null = null;
  private since = 0;
  /** The last thing that the driver complained about. */
  private reason = '';
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private hasLooked: () => void = () => undefined;
  private readonly firstLook = new Promise<void>((resolve) => (this.hasLooked = resolve));

  constructor(private readonly redis: RedisConnections) {
    const { commands } = redis;
    commands.on('ready', () => void this.look());
    commands.on('error', ({ message }: Error) => (this.reason = message));
    commands.on('close', () => {
      this.say(AWAY);
    });
  }

  /** Resolves when it is known whether Redis is there: who rings before that would be refused. */
  async onModuleInit(): Promise<void> {
    this.timer = setInterval(() => void this.look(), INTERVAL_MS).unref();
    await this.trouble();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** What is wrong, in words for the operator; costs nothing. `null`: nothing is. */
  async trouble(): Promise<string | null> {
    return within(
      FIRST_MS,
      this.firstLook.then(() => this.words),
      AWAY,
    );
  }

  /** Hears of a command that failed, whoever sent it. */
  failed(error: unknown): void {
    if (isReply(error)) {
      void this.look();
      return;
    }
    // It stays silent, but its connections are open: they would take commands that nobody answers.
    this.redis.renew();
    this.say(AWAY);
  }

  private look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    const { commands, prefix } = this.redis;
    if (commands.status !== 'ready') return;
    try {
      const policy = await this.policy();
      // Whether it writes: it may be full, unable to save, or a replica.
      await commands.set(`${prefix}:probe`, '1', 'PX', 5 * INTERVAL_MS);
      this.say(policy === 'noeviction' ? null : `Redis may evict keys (maxmemory-policy ${policy}): set noeviction`);
    } catch (error) {
      if (isReply(error)) this.say(`Redis refuses to write (${error.message}): ${LATER}`);
      else this.failed(error);
    }
  }

  /** By INFO, which hosted servers allow where they forbid CONFIG. What nobody tells is taken for right. */
  private async policy(): Promise<string> {
    try {
      const [, policy] = /^maxmemory_policy:(\S+)/m.exec(await this.redis.commands.info('memory')) ?? [];
      if (policy !== undefined) return policy;
    } catch (error) {
      if (!isReply(error)) throw error;
    }
    this.logger.debug({ msg: 'Redis does not tell its maxmemory-policy' });
    return 'noeviction';
  }

  private say(words: string | null): void {
    if (this.redis.isClosed) return;
    this.hasLooked();
    if (words === this.words) return;
    if (words === null) {
      this.logger.log({ msg: 'Redis is well again', afterMs: Math.round(performance.now() - this.since) });
    } else {
      if (this.words === null) this.since = performance.now();
      this.logger.warn({ msg: words, reason: this.reason });
    }
    this.words = words;
    this.reason = '';
  }
}

/** Whether Redis itself answered so. */
const isReply = (error: unknown): error is Error => error instanceof ReplyError;
