import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projects, ROOT, sourceFiles, trackedFiles } from './support/source-tree.js';

/**
 * What may import what of ours: apps → web → workflow → {persistence, queue, mail, letters, evidence,
 * pec, contract} → domain. `pec` imports nothing of ours, `domain` nothing at all.
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'libs/domain': [],
  'libs/pec': [],
  'libs/contract': ['domain'],
  'libs/persistence': ['domain'],
  'libs/queue': ['domain'],
  'libs/mail': ['domain'],
  'libs/letters': ['domain'],
  // The evidence archive verifies the signed receipts that it holds.
  'libs/evidence': ['domain', 'pec'],
  'libs/workflow': [
    'domain',
    'contract',
    'pec',
    'persistence',
    'queue',
    'mail',
    'letters',
    'evidence',
  ],
  'libs/web': ['domain', 'contract', 'persistence', 'letters', 'evidence', 'workflow'],
  'apps/pec-sandbox': [],
  'apps/cli': [
    'domain',
    'contract',
    'pec',
    'persistence',
    'queue',
    'mail',
    'letters',
    'evidence',
    'workflow',
    'pec-sandbox',
  ],
  'apps/server': [
    'domain',
    'contract',
    'pec',
    'persistence',
    'queue',
    'mail',
    'letters',
    'evidence',
    'workflow',
    'web',
    'pec-sandbox',
  ],
};

/** The only places that know HTTP. The simulated provider is a server of its own. */
const KNOW_HTTP = ['libs/web', 'apps/server', 'apps/pec-sandbox'];
const HTTP =
  /^(?:node:)?(?:https?|http2)$|^(?:express|express-session|helmet|hbs|connect-pg-simple|@nestjs\/platform-express|@nestjs\/throttler|pino-http)$/;

const MOST_LINES = 300;

/** By name at run time: they are JavaScript without declarations. */
const ESLINT_CONFIG: string = '../eslint.config.mjs';
const LOCKFILE_LIBRARY: string = '../scripts/lib/lockfile.mjs';

interface EslintEntry {
  readonly files?: readonly string[];
  readonly rules?: Readonly<Record<string, unknown>>;
}

const files = sourceFiles();
const production = files.filter((file) => !file.isTest);
const offences = (found: string[]) => found.toSorted();

describe('imports follow the arrows', () => {
  it('has a row of the table for every library and application', () => {
    expect(projects().toSorted()).toEqual(Object.keys(ALLOWED).toSorted());
  });

  it('lets each project import what the table says and nothing else of ours', () => {
    const found = production.flatMap(({ path, project, imports }) =>
      imports
        .filter((name) => name.startsWith('@app/'))
        .filter((name) => !ALLOWED[project]?.includes(name.split('/')[1] ?? ''))
        .map((name) => `${path}: ${name}`),
    );
    expect(offences(found)).toEqual([]);
  });

  it('takes @app/x for the index of a library and nothing deeper', () => {
    const found = files.flatMap(({ path, imports }) =>
      imports.filter((name) => /^@app\/[^/]+\//.test(name)).map((name) => `${path}: ${name}`),
    );
    expect(offences(found)).toEqual([]);
  });

  it('leaves no library by a relative path, but for the tests’ support', () => {
    const found = files.flatMap(({ path, project, imports, isTest }) =>
      imports
        .filter((name) => name.startsWith('.'))
        .map((name) => join(dirname(path), name).replaceAll('\\', '/'))
        .filter((target) => !target.startsWith(`${project}/src/`))
        .filter((target) => !(isTest && target.startsWith('test/support/')))
        .map((target) => `${path}: ${target}`),
    );
    expect(offences(found)).toEqual([]);
  });

  it('keeps HTTP in the web library and the server', () => {
    const found = production
      .filter(({ project }) => !KNOW_HTTP.includes(project))
      .flatMap(({ path, imports }) =>
        imports.filter((name) => HTTP.test(name)).map((name) => `${path}: ${name}`),
      );
    expect(offences(found)).toEqual([]);
  });

  it('does not let a test into what is built', () => {
    const found = production.flatMap(({ path, imports }) =>
      imports
        .filter((name) => /\/testing\/|\.spec\.js$|test\/support|^@jest|^fast-check$/.test(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(offences(found)).toEqual([]);
  });

  it('references from each tsconfig only what the table allows', () => {
    const found = projects().flatMap((project) => {
      const { references = [] } = tsconfig(project) as { references?: { path: string }[] };
      return references
        .map(({ path }) => path.split('/').at(-1) ?? '')
        .filter((name) => !ALLOWED[project]?.includes(name))
        .map((name) => `${project}: ${name}`);
    });
    expect(offences(found)).toEqual([]);
  });
});

describe('the domain is pure', () => {
  const domain = production.filter(({ project }) => project === 'libs/domain');

  it('imports only its own files', () => {
    const found = domain.flatMap(({ path, imports }) =>
      imports.filter((name) => !name.startsWith('.')).map((name) => `${path}: ${name}`),
    );
    expect(offences(found)).toEqual([]);
  });

  it('is compiled without Node’s types and without paths to the other libraries', () => {
    expect(tsconfig('libs/domain')).toMatchObject({ compilerOptions: { types: [], paths: {} } });
  });

  it('reads no clock, nor does the reading of certified mail', () => {
    const clock = /\bnew Date\(\s*\)|\bDate\.now\b|\bTemporal\.Now\b|\bperformance\.now\b/;
    const found = production
      .filter(({ project }) => ['libs/domain', 'libs/pec'].includes(project))
      .filter(({ text }) => clock.test(withoutComments(text)))
      .map(({ path }) => path);
    expect(offences(found)).toEqual([]);
  });

  it('has ESLint refuse the clock as it is typed', async () => {
    const config = (await import(ESLINT_CONFIG)) as { default: EslintEntry[] };
    const rules = config.default
      .filter((entry) => entry.files?.includes('libs/domain/src/**'))
      .map((entry) => JSON.stringify(entry.rules?.['no-restricted-syntax']));
    expect(rules).toHaveLength(1);
    for (const call of ["name='Date'", "property.name='now'", "name='Temporal'"]) {
      expect(rules[0]).toContain(call);
    }
    expect(rules[0]).toMatch(/^\["error"/);
  });
});

describe('the tree', () => {
  it('has templates that escape everything', () => {
    const templates = readdirSync(join(ROOT, 'templates'), { recursive: true, encoding: 'utf8' });
    const found = templates
      .filter((name) => statSync(join(ROOT, 'templates', name)).isFile())
      .filter((name) =>
        /\{\{\{|\{\{~?\s*&/.test(readFileSync(join(ROOT, 'templates', name), 'utf8')),
      );
    expect(offences(found)).toEqual([]);
  });

  it('names no package registry and no folder of the machine it was written on', () => {
    const hosts = ['registry.npm' + 'js', 'registry.yarn' + 'pkg', 'deb.deb' + 'ian.org'];
    const words = [...hosts, '/wo' + 'rk/', '/fa' + 'rm/'];
    const found = (trackedFiles() ?? [])
      .filter((path) => isText(path))
      .filter((path) => {
        const text = readFileSync(join(ROOT, path), 'utf8');
        return words.some((word) => text.includes(word));
      });
    // The lock says where links lead and nothing of where packages come from.
    const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
    expect(/"resolved": "https?:/.test(lock)).toBe(false);
    expect(offences(found)).toEqual([]);
  });

  it('has a lock with every platform’s binaries, or npm ci would refuse it', async () => {
    const { missingOptional } = (await import(LOCKFILE_LIBRARY)) as {
      missingOptional(lock: unknown): string[][];
    };
    const lock: unknown = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
    // Mended by: node scripts/complete-lock.mjs
    expect(missingOptional(lock)).toEqual([]);
  });

  it('has no source file that is too long to be one thing', () => {
    const found = production
      .filter(({ text }) => text.split('\n').length > MOST_LINES)
      .map(({ path }) => path);
    expect(offences(found)).toEqual([]);
  });

  it('leaves no test out: nothing is skipped or focused in the source', () => {
    const aside = new RegExp(
      `\\b(?:it|test|describe)\\.${'(?:only|todo)'}\\b|\\b(?:fit|fdescribe|xit)\\(`,
    );
    const found = files.filter(({ isTest, text }) => isTest && aside.test(text));
    expect(offences(found.map(({ path }) => path))).toEqual([]);
  });
});

function tsconfig(project: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, project, 'tsconfig.json'), 'utf8'));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

function isText(path: string): boolean {
  return /\.(?:ts|mts|mjs|cjs|js|json|md|ya?ml|hbs|css|html|sh|sql|csv|txt)$|(?:^|\/)(?:run|Dockerfile|\.[a-z]+)$/.test(
    path,
  );
}
