const {
  projects: [node],
} = require('./jest.config.js');

/** Real processes that are killed, stopped and starved; needs a build, `strace` and Linux. */
module.exports = {
  ...node,
  displayName: 'faults',
  roots: ['<rootDir>/test/faults'],
  testPathIgnorePatterns: ['/node_modules/', '/test/faults/scale-out/'],
  testTimeout: 120_000,
  maxWorkers: 1,
};
