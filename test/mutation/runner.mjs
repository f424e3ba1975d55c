// A test runner for Stryker: runs the domain's unit tests in this process, each file with fresh modules. Jest makes an
// environment for every file of every run, which takes far longer than these tests do.
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Modules } from './modules.mjs';
import { Suite } from './suite.mjs';

/** The domain's own tests, and those of its first users: the commands that live whole campaigns without a database. */
const PLACES = [
  ['libs/domain/src', /\.spec\.ts$/],
  ['apps/cli/src/commands', /^(?:simulate.*|status.*|why)\.spec\.ts$/],
];
/** Megabytes of text for every mutant would take for ever. */
const LEFT_OUT = /read-reply\.property\.spec\.ts$/;
/** A mutant that lives so long (milliseconds of tests, the likeliest first) is counted as one that survives. */
const PATIENCE = 2_500;
/** Runs of a property: the same few for every mutant. */
const RUNS = { numRuns: 15, seed: 20_220_214, endOnFailure: true };

const context = (globalThis.__stryker__ ??= {});

/** What a module does when it is evaluated is no test's doing, not even of one that imports it while it runs. */
function asStatic(evaluate) {
  const test = context.currentTestId;
  context.currentTestId = undefined;
  try {
    evaluate();
  } finally {
    context.currentTestId = test;
  }
}

class DomainRunner {
  #modules;
  #specs = [];
  #suite = new Suite();
  /** Milliseconds of each file's tests. */
  #cost = new Map();
  /** Which spec file last caught a mutant of a source file: it likely catches the next. */
  #catcher = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.#specs = PLACES.flatMap(([folder, wanted]) =>
      readdirSync(folder, { recursive: true })
        .filter((name) => wanted.test(name) && !LEFT_OUT.test(name))
        .map((name) => resolve(join(folder, name)))
        .sort(),
    );
    const jest = { __esModule: true };
    for (const name of ['describe', 'it', 'expect', 'beforeAll', 'afterAll']) {
      Object.defineProperty(jest, name, {
        enumerable: true,
        get: () => this.#suite.globals()[name],
      });
    }
    const assert = (property, given) => fc.assert(property, { ...given, ...RUNS });
    this.#modules = new Modules(
      {
        '@jest/globals': jest,
        'fast-check': { ...fc, assert, default: { ...fc, assert }, __esModule: true },
      },
      asStatic,
    );
  }

  async dryRun() {
    context.mutantCoverage = { static: {}, perTest: {} };
    const tests = [];
    for (const file of this.#specs) {
      for (const test of this.#load(file)) tests.push(await this.#run(file, test));
      await this.#suite.end();
    }
    context.currentTestId = undefined;
    const { mutantCoverage } = context;
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, disableBail }) {
    context.hitCount = hitLimit === undefined ? undefined : 0;
    context.hitLimit = hitLimit;
    const wanted = testFilter === undefined ? null : new Set(testFilter);
    const tests = [];
    const started = performance.now();
    for (const file of this.#filesOf(testFilter, activeMutant.fileName)) {
      if (performance.now() - started > PATIENCE) break;
      // Before the file is evaluated: what its modules reckon once must be of this mutant too.
      context.activeMutant = activeMutant.id;
      const loaded = this.#load(file);
      for (const test of loaded) {
        if (wanted !== null && !wanted.has(idOf(file, test))) continue;
        tests.push(await this.#run(file, test));
        if (tests.at(-1).status === TestStatus.Failed && !disableBail) break;
      }
      await this.#suite.end();
      if (tests.at(-1)?.status === TestStatus.Failed && !disableBail) {
        this.#catcher.set(activeMutant.fileName, file);
        break;
      }
    }
    return this.#result(tests, disableBail);
  }

  #result(tests, disableBail) {
    context.activeMutant = undefined;
    if (context.hitLimit !== undefined && context.hitCount > context.hitLimit) {
      return { status: MutantRunStatus.Timeout, reason: 'an endless loop' };
    }
    return toMutantRunResult({ status: DryRunStatus.Complete, tests }, disableBail);
  }

  /**
   * The spec files of some tests: what caught the last mutant of the source, what stands beside the source, then quick ones.
   * Most mutants don't live to see the others.
   */
  #filesOf(testFilter, source) {
    const files =
      testFilter === undefined
        ? [...this.#specs]
        : [...new Set(testFilter.map((id) => resolve(id.slice(0, id.indexOf(SEPARATOR)))))];
    const beside = basename(source, '.ts');
    const rank = (file) => {
      if (file === this.#catcher.get(source)) return -2;
      return basename(file, '.spec.ts') === beside ? -1 : (this.#cost.get(file) ?? 0);
    };
    return files.sort((a, b) => rank(a) - rank(b));
  }

  #load(file) {
    this.#suite = new Suite();
    context.currentTestId = undefined;
    this.#modules.evaluate(file);
    return this.#suite.tests;
  }

  async #run(file, { name, run }) {
    const id = idOf(file, { name });
    context.currentTestId = id;
    const started = performance.now();
    let failure = null;
    try {
      await run();
    } catch (error) {
      failure = String(error?.message ?? error);
    }
    const timeSpentMs = performance.now() - started;
    this.#cost.set(file, Math.max(this.#cost.get(file) ?? 0, timeSpentMs));
    const common = { id, name, fileName: file, timeSpentMs };
    return failure === null
      ? { ...common, status: TestStatus.Success }
      : { ...common, status: TestStatus.Failed, failureMessage: failure };
  }
}

const SEPARATOR = ' › ';
const idOf = (file, { name }) => `${file.slice(process.cwd().length + 1)}${SEPARATOR}${name}`;

const create = () => new DomainRunner();
create.inject = [];

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'domain', create)];
