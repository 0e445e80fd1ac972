import Redis from 'ioredis';
import { createConnection } from 'mongoose';
import { v7 as uuidv7 } from 'uuid';

/** What a backend keeps its jobs in, beside its directory. */
interface Servers {
  readonly env: Readonly<Record<string, string>>;
  /** Removes everything; no backend may use it any more. */
  remove(): Promise<void>;
}

/** With `TEST_STACK=scale-out` a new database on the servers of `MONGODB_URI` and `REDIS_URL`, else none. */
export function openServers(): Servers {
  if (process.env.TEST_STACK !== 'scale-out') return { env: {}, remove: () => Promise.resolve() };
  const database = `e2e_${uuidv7().replaceAll('-', '')}`;
  const mongo = new URL(needed('MONGODB_URI'));
  mongo.pathname = `/${database}`;
  const redis = needed('REDIS_URL');
  return {
    env: { MONGODB_URI: mongo.href, REDIS_URL: redis },
    remove: async () => {
      await Promise.all([dropDatabase(mongo.href), removeKeys(redis, `fasttrack:${database}:*`)]);
    },
  };
}

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: TEST_STACK=scale-out needs real servers`);
  return value;
}

async function dropDatabase(uri: string): Promise<void> {
  const connection = await createConnection(uri).asPromise();
  await connection.dropDatabase();
  await connection.close();
}

async function removeKeys(url: string, pattern: string): Promise<void> {
  const redis = new Redis(url);
  const keys = await redis.keys(pattern);
  if (keys.length > 0) await redis.del(...keys);
  await redis.quit();
}
