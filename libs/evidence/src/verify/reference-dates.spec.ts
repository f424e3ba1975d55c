import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '@app/domain';
import type { InnerMessage } from '@app/pec';
import { namesOtherRound } from './reference-dates.js';

const moved = (text: string, round = '2021-12-31'): boolean =>
  namesOtherRound({ subject: '', text, otherText: null } as InnerMessage, round as LocalDate);

describe('the reference dates that a reply names', () => {
  it.each(['alla data del 31/12/2021.', 'al 31.12.2021', 'al 31 dicembre\n2021', 'nessuna data'])(
    '«%s» may be of 31/12/2021',
    (text) => expect(moved(text)).toBe(false),
  );
  it.each(['alla data del 30/06/2022.', 'al 31/06/2022', 'al 30 Giugno 2022'])(
    '«%s» is of 30/06/2022 and of no other',
    (text) => expect([moved(text), moved(text, '2022-06-30')]).toEqual([true, false]),
  );
});
