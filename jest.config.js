const { existsSync } = require('node:fs');
const { paths } = require('./tsconfig.base.json').compilerOptions;

const moduleNameMapper = Object.fromEntries(
  Object.entries(paths).map(([alias, [target]]) => [
    `^${alias.replace('*', '(.*)')}$`,
    target.replace('./', '<rootDir>/').replace('*', '$1'),
  ]),
);

/** Specs about MongoDB and Redis. */
const SCALE_OUT_ONLY = ['/src/mongo/', '/src/bull/', '/test/api/scale-out/'];

/** Everything that needs no browser and no other process. */
const node = {
  displayName: 'node',
  rootDir: __dirname,
  roots: ['<rootDir>/libs', '<rootDir>/apps/api', '<rootDir>/apps/worker', '<rootDir>/test/api'],
  testEnvironment: 'node',
  testMatch: ['**/*.spec.ts'],
  // They need real servers: `jest.scale-out.config.js` runs them.
  testPathIgnorePatterns: ['/node_modules/', ...SCALE_OUT_ONLY],
  moduleNameMapper,
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
          target: 'es2022',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
};

const web = '<rootDir>/apps/web/jest.config.js';

module.exports = {
  testTimeout: 60_000,
  // Specs wait as much as they work; Jest itself would leave one processor idle.
  maxWorkers: '100%',
  projects: [node, ...(existsSync(`${__dirname}/apps/web/jest.config.js`) ? [web] : [])],
};
