const FEATURES = 'queue|workers|webhook|executors|health';
/** Specs may use what they prove; nothing else may use them. */
const TESTS = ['\\.spec\\.ts$', '^libs/[^/]+/testing/', '^test/', '^bench/', '^apps/web/src/test-setup\\.ts$'];
const OWN = '^(libs|apps)/';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
/** Code of these folders of `libs`, without its specs. */
const codeOf = (folders) => ({ path: `^libs/(${folders})/`, pathNot: TESTS });
const ownBut = (...folders) => ({ path: OWN, pathNot: folders.map((folder) => `^libs/${folder}/`) });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('no-cycle', 'Files that need each other are one idea.', {}, { circular: true }),
    rule('resolvable', 'No rule sees an import that leads nowhere.', {}, { couldNotResolve: true }),
    rule('code-not-to-tests', 'Tests are not shipped.', { path: OWN, pathNot: TESTS }, { path: TESTS }),
    rule(
      'code-not-to-dev-dependencies',
      'An installation without development packages must run.',
      { path: '^(libs|apps/(?!web/))', pathNot: TESTS },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm'] },
    ),

    rule('contracts-import-nothing', 'The browser shares them.', codeOf('contracts'), { pathNot: '^libs/contracts/' }),
    rule('foundation-to-contracts', 'It carries the rest.', codeOf('foundation'), ownBut('contracts', 'foundation')),
    rule('jobs-to-foundation', 'The core knows no user.', codeOf('jobs'), ownBut('contracts', 'foundation', 'jobs')),
    rule(
      'storage-to-jobs',
      'A store serves ports of the core.',
      codeOf('storage'),
      ownBut('contracts', 'foundation', 'jobs', 'storage'),
    ),
    rule(
      'feature-not-to-feature',
      'Features meet in the core; only ports are open to all.',
      { path: `^libs/(${FEATURES})/`, pathNot: TESTS },
      { path: `^libs/(${FEATURES})/`, pathNot: ['^libs/$1/', '\\.port\\.ts$'] },
    ),
    rule('libs-not-to-apps', 'Applications assemble, nothing imports them.', codeOf('[^/]+'), { path: '^apps/' }),

    rule(
      'adapter-only-in-composition-root',
      'Who imports an adapter cannot do without it.',
      { path: OWN, pathNot: [...TESTS, '^apps/adapters\\.module\\.ts$', '^libs/(storage|queue)/src/[^/]+/'] },
      { path: '^libs/(storage|queue)/src/[^/]+/' },
    ),
    rule(
      'adapter-not-to-adapter',
      'Each can be removed alone.',
      { path: '^libs/(storage|queue)/src/([^/]+)/', pathNot: TESTS },
      { path: '^libs/(storage|queue)/src/[^/]+/', pathNot: '^libs/$1/src/$2/' },
    ),
    rule(
      'driver-only-in-adapter',
      'Types of a driver never leave its folder.',
      { path: OWN, pathNot: [...TESTS, '^libs/storage/src/sqlite/'] },
      { path: 'node_modules/(libsql|@libsql)/' },
    ),
    rule(
      'mongo-only-in-adapter',
      'Types of a driver never leave its folder.',
      { path: OWN, pathNot: [...TESTS, '^libs/storage/src/mongo/'] },
      { path: 'node_modules/(mongoose|mongodb|@nestjs/mongoose)/' },
    ),
    rule(
      'redis-only-in-adapter',
      'Types of a driver never leave its folder.',
      { path: OWN, pathNot: [...TESTS, '^libs/queue/src/bull/'] },
      { path: 'node_modules/(bull|ioredis|@nestjs/bull|@nestjs/bull-shared)/' },
    ),
    rule(
      'domain-is-plain',
      'Rules of a job need no framework.',
      { path: '^libs/jobs/src/(job|job-change|job-life|backoff)\\.ts$' },
      { dependencyTypes: ['npm', 'core'] },
    ),

    rule(
      'web-to-contracts',
      'The browser meets the server over HTTP.',
      { path: '^apps/web/' },
      { path: [OWN, 'node_modules/@nestjs/'], pathNot: ['^apps/web/', '^libs/contracts/'] },
    ),
    rule('server-not-to-web', 'And the other way round.', { path: '^apps/(?!web/)' }, { path: '^apps/web/' }),
    rule(
      'web-core-not-to-pages',
      'Pages come and go; the core stays.',
      { path: '^apps/web/src/app/(core|shared)/' },
      { path: '^apps/web/src/app/', pathNot: '^apps/web/src/app/(core|shared)/' },
    ),
    rule(
      'page-not-to-page',
      'Pages meet in core and shared.',
      { path: '^apps/web/src/app/features/([^/]+)/' },
      { path: '^apps/web/src/app/features/', pathNot: '^apps/web/src/app/features/$1/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
