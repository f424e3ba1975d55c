import jest from './jest.config.mjs';

/**
 * Mutation testing of the domain: `npm run mutate`, report in reports/mutation/. Each mutant meets only the unit tests that
 * reach it; properties over random stories are left out, because they would meet every mutant for seconds.
 */
const [unit] = jest.projects;

export default {
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  plugins: ['@stryker-mutator/jest-runner'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  mutate: [
    'libs/domain/src/**/*.ts',
    '!libs/domain/src/**/*.spec.ts',
    '!libs/domain/src/**/testing/**',
    '!libs/domain/src/**/types.ts',
    '!libs/domain/src/**/index.ts',
  ],
  ignoreStatic: true,
  jest: {
    projectType: 'custom',
    enableFindRelatedTests: false,
    config: {
      ...unit,
      rootDir: '.',
      displayName: undefined,
      testEnvironment: '@stryker-mutator/jest-runner/jest-env/node',
      testMatch: ['<rootDir>/libs/domain/src/**/*.spec.ts'],
      testPathIgnorePatterns: [...unit.testPathIgnorePatterns, 'property\\.spec', 'oracle\\.spec'],
    },
  },
  ignorePatterns: ['/data', '/reports', '/.cache', '/docs', '**/dist/**'],
  tempDirName: '.stryker-tmp',
  reporters: ['clear-text', 'json', 'html'],
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  clearTextReporter: {
    allowColor: false,
    reportTests: false,
    reportMutants: false,
    logTests: false,
  },
  timeoutMS: 20_000,
  thresholds: { high: 90, low: 85, break: 85 },
};
