const { createCjsPreset } = require('jest-preset-angular/presets');

/** Specs of the web app, in jsdom. */
module.exports = {
  ...createCjsPreset({ tsconfig: '<rootDir>/tsconfig.jest.json' }),
  displayName: 'web',
  rootDir: __dirname,
  roots: ['<rootDir>/src'],
  testMatch: ['**/*.spec.ts'],
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  moduleNameMapper: { '^@fasttrack/contracts$': '<rootDir>/../../libs/contracts/src/index.ts' },
  cacheDirectory: '<rootDir>/../../node_modules/.cache/jest-web',
};
