import { describe, expect, it } from '@jest/globals';
import { readMaterial } from '../material.js';
import { aMessage } from '../testing/a-message.js';
import { contextOf } from '../testing/world.js';
import type { ReplyKind, ReplyMessage } from '../types.js';
import { ownRegistration } from './registration.js';

const CONTEXT = contextOf();
const read = (changes: Partial<ReplyMessage>, kind: ReplyKind = 'protocol-confirmation') =>
  ownRegistration(readMaterial(aMessage(changes), CONTEXT), kind);
const said = (text: string, kind?: ReplyKind) => {
  const found = read({ text }, kind);
  return found && `${found.number} ${found.date ?? '-'}`;
};
const entitled = (subject: string) => {
  const found = read({ subject });
  return found && `${found.number} ${found.date ?? '-'}`;
};
const file = (number: string, day: string) => ({
  name: 'segnatura.xml',
  text: `<Segnatura><Identificatore><NumeroRegistrazione>${number}</NumeroRegistrazione><DataRegistrazione>${day}</DataRegistrazione></Identificatore></Segnatura>`,
});
const EMPTY = { name: 'segnatura.xml', text: '<Segnatura/>' };

describe('a registration told by a sentence', () => {
  it.each([
    ['Registrato al protocollo n. 12 del 10/03/2022.', '12 2022-03-10'],
    ['Registrato al protocollo n. 0000012 in data 9 marzo 2022.', '0000012 2022-03-09'],
    ['Acquisita agli atti al prot. 1234/2022 del 10.03.22.', '1234/2022 2022-03-10'],
    ['Registrata al numero 2022-0001234.', '2022-0001234 -'],
    ['La notifica di avvenuta protocollazione porta il n. 12.', '12 -'],
    ['La nota non è protocollabile: n. 12 del 10/03/2022.', '12 2022-03-10'],
    ['Registrato al protocollo n. 12 del 31/02/2022.', '12 -'],
    ['Buongiorno.\nIl 5 marzo 2022 siamo chiusi.\nProtocollato al n. 12.', '12 -'],
    ['Registrato al protocollo.\nPrecisamente: registrato al protocollo n. 12.', '12 -'],
    ['Le 3 note del 14/02/2022 sono agli atti, prot. n. 12 del 10/03/2022.', null],
    ['La nota è stata letta, n. 12 del 10/03/2022.', null],
    ['È stata registrata al protocollo n. 12?', null],
    ['Registrato al protocollo.', null],
    ['Registrato al protocollo il 10/03/2022.', null],
    ['Registrata al protocollo dell’ufficio C_L328.', null],
  ])('"%s" is %j', (text, wanted) => {
    expect(said(text)).toBe(wanted);
  });

  it.each([
    'La nota n. 3010 del 14/02/2022 è registrata al n. 12 del 10/03/2022.',
    'La nota n. 3010 del 14/02/2022 è protocollata al n. 12 del 10/03/2022.',
    'La nota n. 3010 del 14/02/2022 è stata acquisita al n. 12 del 10/03/2022.',
    'Le 2 note sono state protocollate, registro 12 del 10/03/2022.',
    'Notifica di protocollazione di 2 note: registrazione 12 del 10/03/2022.',
    'Notifica di protocollazione di 2 note: protocollo 12 del 10/03/2022.',
    'Notifica di protocollazione di 2 note: prot. 12 del 10/03/2022.',
  ])('has the number after the word, not that of the letter: "%s"', (text) => {
    expect(said(text)).toBe('12 2022-03-10');
  });

  it.each([
    ['right after the number', 'Prot. registrato n. 12 10/03/2022 e 11/03/2022', '12 2022-03-10'],
    ['seven words on', 'Registrato al n. 12 a b c d e f 10/03/2022', '12 2022-03-10'],
    ['no more than seven words on', 'Registrato al n. 12 a b c d e f g 10/03/2022', '12 -'],
    ['not before it', 'Registrato il 10/03/2022 al n. 12', '12 -'],
    ['not right before it', 'Registrato al prot. 10/03/2022 12', '12 -'],
  ])('has the day %s', (_, text, wanted) => {
    expect(said(text)).toBe(wanted);
  });

  it.each<[ReplyKind, boolean]>([
    ['protocol-confirmation', true],
    ['protocol-exception', true],
    ['automatic', true],
    ['other', true],
    ['nil-return', false],
    ['no-change', false],
    ['transmission-notice', false],
    ['extension-request', false],
    ['question', false],
  ])('in a reply of kind %s is one of its own: %s', (kind, tells) => {
    expect(said('Registrato al protocollo n. 12.', kind)).toBe(tells ? '12 -' : null);
  });

  it('is none in an answer that says nothing of it', () => {
    expect(said('Il Comune non possiede alloggi ERP.', 'other')).toBeNull();
    expect(said('', 'nil-return')).toBeNull();
  });
});

describe('a registration in the subject', () => {
  it.each([
    ['Prot. N.0001234/2022 - Consistenza', '0001234/2022 -'],
    ['Prot. n. 1234 del 10/03/2022 - Consistenza', '1234 2022-03-10'],
    ['Prot. n. 1234 del 9-3-2022 - Consistenza', '1234 2022-03-09'],
    ['Prot. n. 1234 del 10.11.22 - Consistenza', '1234 2022-11-10'],
    ['Prot. n. 1234 del 10.11.00 - Consistenza', '1234 2000-11-10'],
    ['Prot. n. 1234 del 10.11.99 - Consistenza', '1234 2099-11-10'],
    ['Prot. n. 1234 del 10/03/100 - Consistenza', '1234 -'],
    ['Prot. n. 1234 del 31/02/2022 - Consistenza', '1234 -'],
    ['Consistenza', null],
    ['', null],
  ])('"%s" is %j', (subject, wanted) => {
    expect(entitled(subject)).toBe(wanted);
  });

  it('keeps its number where its day does not exist', () => {
    const wanted = { number: '1234', date: null };
    expect(read({ subject: 'Prot. n. 1234 del 31/02/2022 - x' })).toEqual(wanted);
  });

  it('is not the municipality’s beside our own subject', () => {
    const ours = CONTEXT.survey.shortTitle;
    expect(entitled(`Prot. n. 1234 del 10/03/2022 - Re: ${ours}`)).toBeNull();
    expect(entitled('Prot. n. 1234 del 10/03/2022 - Re: x')).toBe('1234 2022-03-10');
  });

  it('is told by an answer of any kind', () => {
    const subject = 'Prot. n. 1234 del 10/03/2022 - Consistenza';
    expect(read({ subject, text: 'Registrato al protocollo n. 12.' }, 'nil-return')?.number).toBe(
      '1234',
    );
  });
});

describe('where a registration is looked for', () => {
  const attachments = [EMPTY, file('77', '2022-03-08'), file('78', '2022-03-09')];
  const subject = 'Prot. n. 1234 del 10/03/2022 - Consistenza';
  const text = 'Registrato al protocollo n. 12.';

  it('is first the file of a protocol system that has a number', () => {
    const wanted = { number: '77', date: '2022-03-08' };
    expect(read({ attachments, subject, text })).toEqual(wanted);
    expect(read({ attachments }, 'nil-return')).toEqual(wanted);
  });

  it('then the text, then the subject', () => {
    expect(read({ attachments: [EMPTY], subject, text })?.number).toBe('12');
    expect(read({ attachments: [EMPTY], subject })?.number).toBe('1234');
    expect(read({ attachments: [EMPTY] })).toBeNull();
  });
});
