const scaleOut = require('./jest.scale-out.config.js');

/** Many real processes on real servers that are killed, stopped and emptied; needs a build. */
module.exports = {
  ...scaleOut,
  displayName: 'scale-out faults',
  roots: ['<rootDir>/test/faults/scale-out'],
  testMatch: ['**/*.spec.ts'],
  testTimeout: 240_000,
  maxWorkers: 1,
};
