import type { QueueOptions } from 'bull';
import type { RedisConnections } from './redis-connections';

/** Name of the queue, inside the prefix of the installation. */
export const JOB_QUEUE_NAME = 'bells';

/** Bull for bells: none is tried twice or kept, and each process is soon back after Redis was away. */
export function bullOptions(redis: RedisConnections): QueueOptions & { skipVersionCheck: boolean } {
  return {
    prefix: redis.prefix,
    createClient: (kind) => clientFor(redis, kind),
    // It would ask before the connection is there.
    skipVersionCheck: true,
    settings: { retryProcessDelay: 1000 },
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
  };
}

function clientFor(redis: RedisConnections, kind: 'client' | 'subscriber' | 'bclient') {
  switch (kind) {
    case 'client':
      return redis.commands;
    case 'subscriber':
      return redis.subscriber;
    case 'bclient':
      return redis.openBlocking();
  }
}
