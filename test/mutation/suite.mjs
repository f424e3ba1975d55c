// What these tests use of Jest (describe, it, each, beforeAll, afterAll, expect), collected into a list that can be run in part.
import { expect } from 'expect';
import { bind } from 'jest-each';

/** Collects the tests of one file. */
export class Suite {
  /** The describe blocks around what is being collected: title and what they do first, once. */
  #blocks = [{ title: null, before: [] }];
  #tests = [];
  #after = [];
  #names = new Map();

  /** Stands in for '@jest/globals' while the file is evaluated. */
  globals() {
    const describe = (title, body) => {
      this.#blocks.push({ title, before: [] });
      body();
      this.#blocks.pop();
    };
    const it = (title, run) => this.#add(title, run);
    describe.each = bind(describe, false);
    it.each = bind(it, false);
    const beforeAll = (hook) => void this.#blocks.at(-1).before.push(once(hook));
    const afterAll = (hook) => void this.#after.push(hook);
    return { __esModule: true, describe, it, expect, beforeAll, afterAll };
  }

  get tests() {
    return this.#tests;
  }

  /** What the file asked to be done when its tests are through. */
  async end() {
    for (const hook of this.#after) await hook();
  }

  #add(title, run) {
    const blocks = [...this.#blocks];
    const titles = [...blocks.map((block) => block.title), title].filter((one) => one !== null);
    const name = titles.join(' ');
    const nth = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, nth);
    const whole = async () => {
      for (const { before } of blocks) for (const hook of before) await hook();
      await run();
    };
    this.#tests.push({ name: nth === 1 ? name : `${name} (${nth})`, run: whole });
  }
}

/** Tests of which only some are run still need what the block does first. */
function once(hook) {
  let done;
  return () => (done ??= Promise.resolve(hook()));
}
