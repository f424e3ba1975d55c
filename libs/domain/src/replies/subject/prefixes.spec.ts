import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { bareSubject } from './prefixes.js';

const bare = (subject: string) => bareSubject(clean(subject));

describe('bareSubject', () => {
  it.each([
    'Comune di Trani',
    'POSTA CERTIFICATA: Comune di Trani',
    'Re: Comune di Trani',
    'R: R: Comune di Trani',
    'RE: Comune di Trani',
    'I: Comune di Trani',
    'Fwd: Comune di Trani',
    'FW: Re[2]: Comune di Trani',
    'Oggetto: Comune di Trani',
    'Prot. N.0001234/2022 – Comune di Trani',
    'Prot.n. 1234 del 10/03/2022 - Comune di Trani',
    'PROT. GEN. 2022/0001234 - Comune di Trani',
    'Protocollo nr: 1234/2022 del 10-03-2022 - Comune di Trani',
    '2022-c_a285-0001234(u) - Comune di Trani',
    '[PROT. 123/2022] Comune di Trani',
    'c_l328 - REG_UFFICIALE - 0001234 - 10/03/2022 - Comune di Trani',
    'POSTA CERTIFICATA: Re: [EXT] Prot. N.0001234/2022 — R: Comune di Trani',
  ])('of "%s" is the same', (subject) => {
    expect(bare(subject).text).toBe('Comune di Trani');
  });

  it.each([
    ['Prot. N.0001234/2022 – x', { number: '0001234/2022', day: null }],
    ['Prot.n. 1234 del 10/03/2022 - x', { number: '1234', day: '10/03/2022' }],
    ['2022-c_a285-0001234(u) - x', { number: '2022-c_a285-0001234(u)', day: null }],
    ['[PROT. 123/2022] x', { number: '123/2022', day: null }],
    ['Re: x', null],
  ])('keeps the registration of "%s"', (subject, protocol) => {
    expect(bare(subject).protocol).toEqual(protocol);
  });

  it('takes no word of the subject for a prefix', () => {
    for (const subject of [
      'Ricognizione ERP',
      'Protocollo d’intesa',
      'Invio dati',
      'Rione Trani',
    ]) {
      expect(bare(subject).text).toBe(clean(subject));
    }
  });
});
