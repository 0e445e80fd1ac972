import { Injectable } from '@nestjs/common';
import { ChangeNumber } from '@fasttrack/jobs/change-number.port';
import { Lots } from './lots';
import { RedisConnections } from './redis-connections';
import { within } from './within';

/** How old a number may be that was read before. */
const FRESH_MS = 200;
/** Longest time that a reader waits. */
const ANSWER_MS = 500;
/** How soon a raise that failed is tried again. */
const RETRY_MS = 1000;

/**
 * The next number: one more, at least the server's time in microseconds. So it passes all numbers that were ever given
 * out, also where Redis lost it or came back with an old one from its disk.
 */
const RAISE = `
local now = redis.call('TIME')
local last = tonumber(redis.call('GET', KEYS[1]) or 0) or 0
local number = string.format('%.0f', math.max(last + 1, now[1] * 1000000 + now[2]))
redis.call('SET', KEYS[1], number)
return number`;

/** The change number in Redis, raised there atomically: once for all raises that are under way. */
@Injectable()
export class RedisChangeNumber extends ChangeNumber {
  private readonly key: string;
  private readonly raises = new Lots<undefined>(() => this.raiseOnce());
  private raised: Promise<void> = Promise.resolve();
  private reading: Promise<void> | undefined;
  private known: string | null = null;
  private knownSince = -Infinity;
  /** A change was not told: until it is, an unchanged number means nothing. */
  private isBehind = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(private readonly redis: RedisConnections) {
    super();
    this.key = `${redis.prefix}:changes`;
    // A server that comes back may have an older number from its disk.
    redis.commands.on('ready', () => {
      this.raise();
    });
  }

  raise(): void {
    this.raised = this.raises.add(undefined).catch(() => {
      this.isBehind = true;
      this.retryLater();
    });
  }

  read(): Promise<string | null> {
    return within(ANSWER_MS, this.answer(), null);
  }

  private async answer(): Promise<string | null> {
    await this.raised;
    if (this.isBehind) {
      this.raise();
      await this.raised;
    }
    if (this.isBehind) return null;
    if (performance.now() - this.knownSince >= FRESH_MS) {
      this.reading ??= this.readOnce().finally(() => {
        this.reading = undefined;
      });
      await this.reading;
    }
    return this.known;
  }

  private async raiseOnce(): Promise<void> {
    const since = performance.now();
    this.know(String(await this.redis.commands.eval(RAISE, 1, this.key)), since);
    this.isBehind = false;
  }

  private async readOnce(): Promise<void> {
    const since = performance.now();
    try {
      const number = await this.redis.commands.get(this.key);
      if (number !== null) {
        this.know(number, since);
        return;
      }
      this.raise();
      await this.raised;
    } catch {
      this.know(null, -Infinity);
    }
  }

  private know(number: string | null, since: number): void {
    this.known = number;
    this.knownSince = since;
  }

  private retryLater(): void {
    if (this.redis.commands.status === 'end') return;
    this.retry ??= setTimeout(() => {
      this.retry = undefined;
      this.raise();
    }, RETRY_MS).unref();
  }
}
