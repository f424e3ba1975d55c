import jest from './jest.config.mjs';

/**
 * Mutation testing of one folder of the domain; scripts/mutate.mjs goes through all, report in reports/mutation/. Each mutant
 * meets the unit tests of its own folder that reach it. Properties over random stories are left out: they would meet every
 * mutant for seconds.
 */
const folder = process.env['MUTATE'] ?? 'calendar';
const [unit] = jest.projects;
const [[pattern, [swc, options]]] = Object.entries(unit.transform);

/**
 * The same tests as CommonJS: Jest keeps every ES module that it ever evaluated, and a runner that meets thousands of mutants
 * slows down until it is stopped.
 */
const module = { type: 'commonjs' };
const transform = {
  [pattern]: [swc, { ...options, module }],
  // The one dependency of these tests that comes as ES modules only.
  '/node_modules/temporal-.+\\.js$': [swc, { jsc: { target: 'es2023' }, module }],
};

export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  mutate: [
    `libs/domain/src/${folder}/**/*.ts`,
    '!libs/domain/src/**/*.spec.ts',
    '!libs/domain/src/**/testing/**',
    '!libs/domain/src/**/types.ts',
    '!libs/domain/src/**/index.ts',
  ],
  ignoreStatic: true,
  jest: {
    projectType: 'custom',
    enableFindRelatedTests: true,
    config: {
      ...unit,
      transform,
      transformIgnorePatterns: ['/node_modules/(?!temporal-)'],
      extensionsToTreatAsEsm: [],
      rootDir: '.',
      // Stryker lays this over jest.config.mjs, whose projects would run every test once each.
      projects: [],
      // What jest looks through at each mutant: the whole sandbox would take longer than the tests.
      roots: ['<rootDir>/libs/domain/src'],
      displayName: undefined,
      testEnvironment: '@stryker-mutator/jest-runner/jest-env/node',
      testMatch: [`<rootDir>/libs/domain/src/${folder}/**/*.spec.ts`],
      testPathIgnorePatterns: [...unit.testPathIgnorePatterns, 'property\\.spec', 'oracle\\.spec'],
    },
  },
  ignorePatterns: ['/data', '/reports', '/.cache', '/docs', '**/dist/**'],
  tempDirName: '.stryker-tmp',
  reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
  htmlReporter: { fileName: `reports/mutation/${folder}.html` },
  jsonReporter: { fileName: `reports/mutation/${folder}.json` },
  clearTextReporter: {
    allowColor: false,
    reportTests: false,
    reportMutants: false,
    logTests: false,
  },
  timeoutMS: 20_000,
  // The limit is set for all folders together, by the script.
  thresholds: { high: 90, low: 85, break: null },
};
