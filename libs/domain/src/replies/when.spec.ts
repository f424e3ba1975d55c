import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '../calendar/types.js';
import { readMaterial } from './material.js';
import { aMessage } from './testing/a-message.js';
import { contextOf, letters } from './testing/world.js';
import type { ReplyKind, ReplyMessage, SentLetterRef } from './types.js';
import { findRounds } from './when.js';

const R1 = '2021-12-31' as LocalDate;
const R2 = '2022-06-30' as LocalDate;

const when = (
  changes: Partial<ReplyMessage>,
  { time = 'july', kind = 'nil-return' as ReplyKind, answered = [] as SentLetterRef[] } = {},
) => {
  const context = contextOf(time);
  const material = readMaterial(aMessage(changes), context);
  const trace = answered.length === 0 ? null : { by: 'thread' as const, letters: answered };
  const { rounds, by } = findRounds(material, trace, context, kind);
  return { rounds, by };
};
const [first, second] = letters as readonly [SentLetterRef, SentLetterRef];
const AT_1 = 'Comune di Trani – alloggi al 31/12/2021';

describe('the rounds of a reply', () => {
  it('are those of the subject before all', () => {
    expect(
      when({ subject: AT_1, text: 'Zero alloggi al 30/06/2022.' }, { answered: [second] }),
    ).toEqual({ rounds: [R1], by: 'subject' });
  });

  it('are those of the text before the letter’s, oldest first and once', () => {
    const text = 'Zero alloggi al 30/06/2022, al 31/12/2021 e al 30/06/2022.';
    expect(when({ text }, { answered: [first] })).toEqual({
      rounds: [R1, R2],
      by: 'text',
    });
  });

  it('are those of an attached text too', () => {
    const attachments = [{ name: 'nota.txt', text: 'Zero alloggi al 30/06/2022.' }];
    expect(when({ attachments })).toMatchObject({ rounds: [R2], by: 'text' });
  });

  it('are those of the letters answered', () => {
    expect(when({}, { answered: [second, first, second] })).toEqual({
      rounds: [R1, R2],
      by: 'letter',
    });
  });

  it('are those of our subject, quoted', () => {
    const subject = 'Re: Ricognizione del patrimonio ERP in PUSH – Promemoria: dati al 30/06/2022';
    expect(when({ subject })).toMatchObject({ rounds: [R2], by: 'quoted-subject' });
    expect(when({ subject }, { answered: [first] })).toMatchObject({ by: 'letter' });
  });

  it('are the only one open', () => {
    expect(when({}, { time: 'march' })).toMatchObject({ rounds: [R1], by: 'only-open' });
    expect(when({})).toEqual({ rounds: [], by: 'nothing' });
  });

  it('are not those of an act', () => {
    const nothing = { rounds: [], by: 'nothing' };
    expect(when({ subject: 'Nota del 31/12/2021', text: 'Nota del 30/06/2022.' })).toEqual(nothing);
    expect(when({ subject: 'Nota del 31/12/2019', text: 'Nota del 31/12/2020.' })).toEqual(nothing);
    const subject = 'Re: Ricognizione del patrimonio ERP in PUSH – nota del 30/06/2022';
    expect(when({ subject })).toEqual(nothing);
  });

  it('are told with how a day that does not exist is read, once', () => {
    const readings = (changes: Partial<ReplyMessage>): readonly string[] => {
      const context = contextOf('july');
      const material = readMaterial(aMessage(changes), context);
      return findRounds(material, null, context, 'nil-return').readings;
    };
    const reading =
      '«31/06/2022» è letto come 30/06/2022, secondo la lettura confermata da Sezione Politiche Abitative.';
    const text = 'Zero alloggi al 31/06/2022 e al 31/12/2021.';
    expect(readings({ subject: 'Alloggi al 31/06/2022', text })).toEqual([reading]);
    expect(readings({ text })).toEqual([reading]);
    expect(readings({ text: 'Nota del 31/06/2022. Zero alloggi al 31/12/2021.' })).toEqual([]);
  });

  it('are none where a declaration names a date that is no round', () => {
    const text = 'Zero alloggi al 31/12/2019.';
    const nothing = { rounds: [], by: 'nothing' };
    expect(when({ text }, { answered: [first] })).toEqual(nothing);
    expect(when({ text }, { answered: [first], kind: 'no-change' })).toEqual(nothing);
    expect(when({ text }, { answered: [first], kind: 'question' })).toEqual({
      ...nothing,
      rounds: [R1],
      by: 'letter',
    });
    expect(when({ text: `${text} E al 31/12/2021.` })).toMatchObject({
      rounds: [R1],
    });
  });
});
