// The project's modules, made anew at will: compiled once, evaluated as often as a file of tests is run.
import { transformSync } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { Script } from 'node:vm';

const OPTIONS = {
  jsc: { target: 'es2023', parser: { syntax: 'typescript', decorators: true } },
  module: { type: 'commonjs' },
  sourceMaps: false,
};

export class Modules {
  /** Path → function that evaluates the file. */
  #compiled = new Map();
  #given;
  #around;

  /**
   * @param given modules by name that stand in for installed ones
   * @param around runs the body of a module, whether a file or a running test imports it
   */
  constructor(given, around) {
    this.#given = new Map(Object.entries(given));
    this.#around = around;
  }

  /** Evaluates a file with fresh copies of everything of ours that it imports. */
  evaluate(entry) {
    const fresh = new Map();
    const load = (file) => {
      const known = fresh.get(file);
      if (known !== undefined) return known.exports;
      const module = { exports: {} };
      fresh.set(file, module);
      const installed = createRequire(file);
      const require = (name) => {
        const own = sourceOf(file, name);
        return own === null ? (this.#given.get(name) ?? installed(name)) : load(own);
      };
      const body = this.#compile(file);
      this.#around(() => body(module.exports, require, module, file, dirname(file)));
      return module.exports;
    };
    return load(entry);
  }

  #compile(file) {
    const known = this.#compiled.get(file);
    if (known !== undefined) return known;
    const { code } = transformSync(readFileSync(file, 'utf8'), { ...OPTIONS, filename: file });
    const wrapped = `(function (exports, require, module, __filename, __dirname) {${code}\n})`;
    const made = new Script(wrapped, { filename: file }).runInThisContext();
    this.#compiled.set(file, made);
    return made;
  }
}

/** The TypeScript file that an import means; null when it is not ours. */
function sourceOf(file, name) {
  if (name.startsWith('.')) return resolve(dirname(file), name).replace(/\.js$/, '.ts');
  const [, own] = /^@app\/(.+)$/.exec(name) ?? [];
  if (own === undefined) return null;
  const places = ['libs', 'apps'].map((kind) => resolve(join(kind, own, 'src', 'index.ts')));
  return places.find((place) => existsSync(place)) ?? null;
}
