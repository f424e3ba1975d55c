/** Mutation testing of the domain: `npm run mutate`, report in reports/mutation/. Every mutant meets the unit tests that reach it. */
export default {
  testRunner: 'domain',
  plugins: ['./test/mutation/runner.mjs'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  mutate: [
    'libs/domain/src/**/*.ts',
    '!libs/domain/src/**/*.spec.ts',
    '!libs/domain/src/**/testing/**',
    '!libs/domain/src/**/types.ts',
    '!libs/domain/src/**/index.ts',
  ],
  // What is evaluated once, when a module is loaded: mostly tables, which their own tests spell out.
  ignoreStatic: true,
  ignorePatterns: ['/data', '/reports', '/.cache', '/docs', '**/dist/**'],
  tempDirName: '.stryker-tmp',
  reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  clearTextReporter: {
    allowColor: false,
    reportTests: false,
    reportMutants: false,
    logTests: false,
  },
  // More than the runner's patience with one mutant: who needs longer is in an endless loop.
  timeoutMS: 12_000,
  timeoutFactor: 0,
  thresholds: { high: 90, low: 85, break: 85 },
};
