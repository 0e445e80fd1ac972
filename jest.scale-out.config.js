const {
  projects: [node],
} = require('./jest.config.js');

process.env.TEST_STACK = 'scale-out';

/** The adapters of MongoDB and Redis against their contracts, and the whole API on them. */
module.exports = {
  ...node,
  displayName: 'scale-out',
  globalSetup: '<rootDir>/test/support/need-servers.cjs',
  roots: ['<rootDir>/libs/storage', '<rootDir>/libs/queue', '<rootDir>/test/api'],
  testMatch: ['**/src/mongo/**/*.spec.ts', '**/src/bull/**/*.spec.ts', '<rootDir>/test/api/**/*.spec.ts'],
  // It counts SQL statements.
  testPathIgnorePatterns: ['/node_modules/', '/test/api/embedded/'],
  testTimeout: 60_000,
  maxWorkers: '100%',
};
