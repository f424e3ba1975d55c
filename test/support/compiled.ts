import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { transformFileSync } from '@swc/core';

/** Plain JavaScript of a source folder and those in it, for tests that need a process of their own. */
export interface Compiled {
  readonly folder: string;
  remove(): void;
}

/**
 * Compiles the sources of a folder as they are now, under the root, where packages are found. Not from
 * dist: a test must not pass on what was built yesterday.
 *
 * @param source from the root, as `libs/persistence/src/embedded`
 */
export function compiled(source: string): Compiled {
  mkdirSync('.cache', { recursive: true });
  const folder = mkdtempSync(resolve('.cache', `compiled-${basename(source)}-`));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts') || name.endsWith('spec.ts')) continue;
    const { code } = transformFileSync(join(source, name), {
      swcrc: false,
      jsc: {
        target: 'es2023',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
      },
      module: { type: 'es6' },
    });
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name.replace(/\.ts$/, '.js')), code);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
