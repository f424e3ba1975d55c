import { describe, expect, it } from '@jest/globals';
import { Kept } from './kept.js';

describe('answers that are kept', () => {
  it('are reckoned once for the same thing and question', () => {
    const kept = new Kept<number>();
    let reckoned = 0;
    const ask = (thing: object, question: string) => kept.of(thing, question, () => ++reckoned);
    const [one, other] = [{}, {}];
    const answers = [ask(one, 'a'), ask(one, 'a'), ask(one, 'b'), ask(other, 'a'), ask(one, 'a')];
    expect(answers).toEqual([1, 1, 2, 3, 1]);
  });

  it('are not kept when they fail', () => {
    const kept = new Kept<number>();
    const thing = {};
    const fail = () => kept.of(thing, '', () => Number(BigInt('x')));
    expect(fail).toThrow(SyntaxError);
    expect(kept.of(thing, '', () => 2)).toBe(2);
  });

  it('are kept when they come later, and asked again when they failed', async () => {
    const kept = new Kept<string>();
    const thing = {};
    const fail = () => Promise.reject(new Error('no connection'));
    await expect(kept.later(thing, '', fail)).rejects.toThrow('no connection');
    expect(await kept.later(thing, '', () => Promise.resolve('first'))).toBe('first');
    expect(await kept.later(thing, '', fail)).toBe('first');
  });

  it('are eight at most of one thing', () => {
    const kept = new Kept<number>();
    const thing = {};
    for (let n = 0; n < 9; n += 1) kept.of(thing, String(n), () => n);
    expect([kept.of(thing, '0', () => -1), kept.of(thing, '8', () => -1)]).toEqual([-1, 8]);
  });
});
