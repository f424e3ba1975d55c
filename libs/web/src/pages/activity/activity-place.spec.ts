import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@app/domain';
import { placeAsked, placeText } from './activity-place.js';

const place = { at: '2022-03-16T08:00:00.000Z' as Instant, place: 'fact/110001/000000012' };

describe('a place of the register in an address', () => {
  it('is read as it was written', () => expect(placeAsked(placeText(place))).toEqual(place));

  it.each([[undefined], [''], ['2022-03-16'], ['gestern~act/1'], [['a~b', 'c~d']], ['~x']])(
    'is none in %j',
    (value) => expect(placeAsked(value)).toBeUndefined(),
  );
});
