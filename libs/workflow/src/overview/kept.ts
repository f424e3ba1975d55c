/** So many answers are kept of one thing; then it begins anew. */
const MOST = 8;

/**
 * Answers reckoned once from something that is made anew as a whole when it changes, as the overview's lists are: whoever
 * looks again gets the same answer. Gone with the thing that they were reckoned from.
 *
 * @example kept.of(entries, round, () => courseOf(days)) //=> reckoned the first time only
 */
export class Kept<T extends object | string | number> {
  readonly #answers = new WeakMap<object, Map<string, T>>();

  /** The answer to a question about a thing. One that fails is not kept. */
  of(thing: object, question: string, reckon: () => T): T {
    return this.#answers.get(thing)?.get(question) ?? this.#keep(thing, question, reckon());
  }

  /** The same for an answer that takes other requests' turns: two that ask at once may both reckon it. */
  async later(thing: object, question: string, reckon: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(thing)?.get(question);
    return known ?? this.#keep(thing, question, await reckon());
  }

  #keep(thing: object, question: string, answer: T): T {
    const answers = this.#answers.get(thing) ?? new Map<string, T>();
    if (answers.size >= MOST) answers.clear();
    answers.set(question, answer);
    this.#answers.set(thing, answers);
    return answer;
  }
}
