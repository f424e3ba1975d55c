// Modules of the domain that are made anew at will: compiled once, evaluated as often as a test file is run.
import { transformSync } from '@swc/core';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Script } from 'node:vm';

const OPTIONS = {
  jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
  module: { type: 'commonjs' },
  sourceMaps: false,
};
const BARE = /\bfrom '([^.'][^']*)'/g;

export class Modules {
  /** Path → function that evaluates the file. */
  #compiled = new Map();
  /** What does not belong to the domain, by name: the same object for every evaluation. */
  #externals = new Map();

  constructor(given) {
    for (const [name, module] of Object.entries(given)) this.#externals.set(name, module);
  }

  /** Compiles files and loads what they import from elsewhere; all that `evaluate` meets must have come by here. */
  async prepare(files) {
    const names = new Set();
    for (const file of files) {
      const source = readFileSync(file, 'utf8');
      for (const [, name] of source.matchAll(BARE)) names.add(name);
      const { code } = transformSync(source, { ...OPTIONS, filename: file });
      const wrapped = `(function (exports, require, module, __filename, __dirname) {${code}\n})`;
      this.#compiled.set(file, new Script(wrapped, { filename: file }).runInThisContext());
    }
    for (const name of names) {
      if (this.#externals.has(name)) continue;
      this.#externals.set(name, { ...(await import(name)), __esModule: true });
    }
  }

  /** Evaluates a file with fresh copies of everything that it imports. */
  evaluate(entry) {
    const fresh = new Map();
    const load = (file) => {
      const known = fresh.get(file);
      if (known !== undefined) return known.exports;
      const make = this.#compiled.get(file);
      if (make === undefined) throw new Error(`${file} was not prepared`);
      const module = { exports: {} };
      fresh.set(file, module);
      const require = (name) =>
        name.startsWith('.') ? load(sourceOf(file, name)) : this.#external(name);
      make(module.exports, require, module, file, dirname(file));
      return module.exports;
    };
    return load(entry);
  }

  #external(name) {
    // swc asks for "url" where a file says import.meta.url.
    const module = this.#externals.get(name) ?? process.getBuiltinModule(name);
    if (module === undefined) throw new Error(`unknown import "${name}"`);
    return module;
  }
}

const sourceOf = (file, name) => resolve(dirname(file), name).replace(/\.js$/, '.ts');
