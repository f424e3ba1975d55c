// One Jest for every tier. ESM throughout: run through scripts/test.mjs, which sets NODE_OPTIONS.
const shared = {
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@app/(pec-sandbox|server|cli)$': '<rootDir>/apps/$1/src/index.ts',
    '^@app/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^fast-check$': '<rootDir>/test/support/fast-check.mjs',
  },
  modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp', '<rootDir>/data', '<rootDir>/.cache'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  testEnvironment: 'node',
};

export default {
  cacheDirectory: '<rootDir>/.cache/jest',
  testSequencer: '<rootDir>/test/sequencer.mjs',
  // A loaded machine of two cores may take long to start a database, a browser, a mail server.
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,apps}/*/src/**/*.spec.ts', '<rootDir>/test/*.spec.ts'],
    },
    {
      ...shared,
      displayName: 'int',
      testMatch: [
        '<rootDir>/{libs,apps}/*/src/**/*.int-spec.ts',
        '<rootDir>/test/**/*.int-spec.ts',
      ],
    },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/test/**/*.e2e-spec.ts'] },
  ],
};
