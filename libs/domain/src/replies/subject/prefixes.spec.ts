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
    'c_i907 BOZZA DA NON CONSIDERARE 0001234 - 10/03/2022 - x',
    'Prot. 123_BOZZA - x',
    'Prot. 123BOZZA - x',
    'Prot. bozza_12 - x',
    '2022-annullata_1-12 - x',
    '2022-c_a285-0001234(annullata) - x',
  ])('leaves the words of "%s"', (subject) => {
    expect(bare(subject).text).toMatch(/bozza|annullata/i);
  });

  it('leaves a word behind the number', () => {
    expect(bare('Prot. 12/ANNULLATO - x').text).toBe('ANNULLATO - x');
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

  it.each([
    ['POSTA CERTIFICATA: Comune di Trani', false, false],
    ['[EXT] Prot. 12/2022 - Comune di Trani', false, false],
    ['Re: Comune di Trani', true, false],
    ['POSTA CERTIFICATA: RIF (2): Comune di Trani', true, false],
    ['I: Comune di Trani', false, true],
    ['Prot. 12/2022 - Fwd[3]: Comune di Trani', false, true],
    ['R: I: Comune di Trani', true, true],
    ['I: R: Comune di Trani', true, true],
    ['Comune di Trani - Re: I: dati', false, false],
  ])('tells whether "%s" answers or passes on', (subject, answers, forwards) => {
    expect(bare(subject)).toMatchObject({ answers, forwards });
  });

  it.each([
    ['Prot. 12/2022. - x', '12/2022'],
    ['Prot. 12/- x', '12'],
    ['Prot. 12/-. x', '12'],
    ['Prot. 12/2022-- x', '12/2022'],
  ])('keeps the number of "%s" without the signs behind it', (subject, number) => {
    expect(bareSubject(subject).protocol).toEqual({ number, day: null });
  });

  it('keeps the first registration of several', () => {
    expect(bare('Prot. 12/2022 - R: Prot. 13/2022 del 10/03/2022 - x')).toEqual({
      text: 'x',
      answers: true,
      forwards: false,
      protocol: { number: '12/2022', day: null },
    });
  });

  it.each([
    ['  Comune   di\n Trani ', 'Comune di Trani'],
    ['Re:   Comune di Trani ', 'Comune di Trani'],
    [' [EXT]  ', ''],
    ['[EXT]  -  I:  Prot. 12/2022  -  [x]  R:  Comune di Trani', 'Comune di Trani'],
    ['POSTA CERTIFICATA:  Prot. 12  Comune di Trani', 'Comune di Trani'],
    ['', ''],
  ])('has one space between words, none around: %j', (subject, text) => {
    expect(bareSubject(subject).text).toBe(text);
  });

  it('is read in the first 1,000 characters', () => {
    expect(bareSubject('x'.repeat(1001)).text).toBe('x'.repeat(1000));
    expect(bareSubject(`${' '.repeat(1000)}x`).text).toBe('');
  });

  it('is freed of sixteen prefixes at most', () => {
    expect(bareSubject(`${'Re: '.repeat(16)}x`)).toMatchObject({ text: 'x', answers: true });
    expect(bareSubject(`${'Re: '.repeat(17)}x`).text).toBe('Re: x');
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
