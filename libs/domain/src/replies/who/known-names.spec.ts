import { describe, expect, it } from '@jest/globals';
import type { Municipality } from '../../municipalities/types.js';
import { municipalities } from '../testing/world.js';
import { knownNames } from './known-names.js';

const [one, two, three] = municipalities as readonly [Municipality, Municipality, Municipality];

describe('the index of known names', () => {
  it('is made once for the same municipalities, in whatever list', () => {
    const index = knownNames([one, two]);
    expect(knownNames([one, two])).toBe(index);
  });

  it.each([
    ['one comes', [one, two, three]],
    ['one goes', [one]],
    ['the first changes', [{ ...one, name: 'Altro' }, two]],
    ['the last changes', [one, { ...two, name: 'Altro' }]],
    ['they change places', [two, one]],
    ['none is left', []],
  ])('is made anew when %s', (_, list) => {
    const index = knownNames([one, two]);
    expect(knownNames(list)).not.toBe(index);
    expect(knownNames(list)).toBe(knownNames([...list]));
  });

  it('sees that the same list has grown', () => {
    const list = [one];
    const index = knownNames(list);
    list.push(two);
    expect(knownNames(list).size).toBeGreaterThan(index.size);
  });
});
