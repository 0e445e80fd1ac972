import type { ConnectOptions } from 'mongoose';

/**
 * How the server is spoken to: an answer means that a majority has the change on disk, and a server that is away or
 * frozen is noticed within seconds.
 */
export const connectionOptions = (database: string): ConnectOptions => ({
  dbName: database,
  appName: 'fasttrack',
  autoCreate: false,
  autoIndex: false,
  bufferCommands: false,
  sanitizeFilter: true,
  ignoreUndefined: true,
  writeConcern: { w: 'majority', journal: true },
  serverMonitoringMode: 'poll',
  heartbeatFrequencyMS: 1000,
  serverSelectionTimeoutMS: 2000,
  connectTimeoutMS: 3000,
  socketTimeoutMS: 10_000,
});
