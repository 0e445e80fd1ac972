import type { ConnectOptions } from 'mongoose';

/**
 * How the server is spoken to, whatever its address asks for: an answer means that a majority has the change on disk,
 * nothing is read that a change of the primary could take back, and a server that is away or frozen is noticed within
 * seconds.
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
  readPreference: 'primary',
  readConcernLevel: 'majority',
  serverMonitoringMode: 'poll',
  heartbeatFrequencyMS: 1000,
  serverSelectionTimeoutMS: 2000,
  connectTimeoutMS: 3000,
  socketTimeoutMS: 10_000,
});
