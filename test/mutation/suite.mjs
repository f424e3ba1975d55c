// What the domain's tests use of Jest (describe, it, each, expect), collected into a list that can be run in part.
import { expect } from 'expect';
import { bind } from 'jest-each';

/** Collects the tests of one file. */
export class Suite {
  #path = [];
  #tests = [];
  #names = new Map();

  /** Stands in for '@jest/globals' while the file is evaluated. */
  globals() {
    const describe = (title, body) => {
      this.#path.push(title);
      body();
      this.#path.pop();
    };
    const it = (title, run) => this.#add([...this.#path, title].join(' '), run);
    describe.each = bind(describe, false);
    it.each = bind(it, false);
    return { __esModule: true, describe, it, expect };
  }

  get tests() {
    return this.#tests;
  }

  #add(name, run) {
    const nth = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, nth);
    this.#tests.push({ name: nth === 1 ? name : `${name} (${nth})`, run });
  }
}
