import { MongoStorageModule } from '@fasttrack/storage/mongo/mongo-storage.module';
import Redis from 'ioredis';
import { createConnection } from 'mongoose';
import { v7 as uuidv7 } from 'uuid';
import type { Stack } from './stack';

/** Servers to use in place of those of the environment. */
export interface Servers {
  readonly mongo?: string;
  readonly redis?: string;
}

/** A new database on the server of `MONGODB_URI`, with bells over `REDIS_URL`. */
export function openScaleOut(servers: Servers = {}): Stack {
  const database = `test_${uuidv7().replaceAll('-', '')}`;
  const mongo = new URL(servers.mongo ?? needed('MONGODB_URI'));
  mongo.pathname = `/${database}`;
  const redis = servers.redis ?? needed('REDIS_URL');
  return {
    env: { MONGODB_URI: mongo.href, REDIS_URL: redis },
    storage: MongoStorageModule,
    remove: async () => {
      await Promise.all([dropDatabase(mongo.href), removeKeys(redis, `fasttrack:${database}:*`)]);
    },
  };
}

function needed(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: these tests need a real server, ../shared/services/services has one`);
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
