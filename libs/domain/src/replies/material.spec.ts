import { describe, expect, it } from '@jest/globals';
import { readMaterial } from './material.js';
import type { Material } from './material.js';
import { aMessage } from './testing/a-message.js';
import { ourLetter } from './testing/corpus.js';
import { contextOf, survey } from './testing/world.js';
import type { Sentence } from './text/sentences.js';
import type { Token } from './text/tokens.js';
import type { ReplyMessage } from './types.js';

const material = (changes: Partial<ReplyMessage>): Material =>
  readMaterial(aMessage(changes), contextOf());
const words = (list: readonly Token[]): string => list.map((token) => token.is).join(' ');
const read = (list: readonly Sentence[]): readonly string[] => list.map((one) => words(one.tokens));
const istats = (list: Material['named']['text']): readonly string[] =>
  list.map((one) => one.municipality);
const NIL = 'Il Comune non possiede alloggi ERP.';
const nil = 'il comune non possiede alloggi erp';

describe('the subject of a reply', () => {
  it.each<[string, string, string]>([
    ['the writer’s without a letter’s', 'Conferma di ricezione', ''],
    ['cut before our short title', 'Ricevuto: ', 'Ricognizione del patrimonio ERP in PUSH – x'],
    ['cut before our title', 'Ricevuto ', `${survey.title} – x`],
    ['cut before our title cut short', 'Ricevuto ', survey.title.slice(0, 60)],
    ['cut before our title, in capitals', 'Ricevuto ', survey.title.toUpperCase()],
    ['cut before a title of old letters', 'Ricevuto ', 'obiettivo strategico push - dati'],
    ['cut before a quoted title', 'Ricevuto ', 'Obiettivo strategico "PUSH" dati'],
    ['a letter’s alone', '', 'Ricognizione del patrimonio ERP in PUSH'],
    [
      'cut before the first of our titles',
      'Letto ',
      `Ricognizione del patrimonio ERP in PUSH - ${survey.title}`,
    ],
  ])('is %s', (_, own, ours) => {
    const { ownSubject, ourSubject } = material({ subject: `Re: ${own}${ours}` });
    expect(words(ownSubject.tokens)).toBe(words(material({ text: own }).body[0]?.tokens ?? []));
    expect(ourSubject.map((token) => token.raw).join(' ')).toBe(
      material({ subject: ours })
        .ourSubject.map((token) => token.raw)
        .join(' '),
    );
    expect(ourSubject.length > 0).toBe(ours !== '');
  });

  it('is cut before the first forty characters of a title, whatever follows them', () => {
    const title = 'Rilevazione annuale degli alloggi sociali della Regione';
    const context = { ...contextOf(), survey: { ...survey, title } };
    const own = (ours: string): string =>
      words(readMaterial(aMessage({ subject: `Letto ${ours}` }), context).ownSubject.tokens);
    expect(own(title)).toBe('letto');
    expect(own(`${title.slice(0, 40)}…`)).toBe('letto');
    expect(own(`${title.slice(0, 39)}…`)).not.toBe('letto');
  });

  it('asks where the writer’s part does', () => {
    const ours = 'Ricognizione del patrimonio ERP in PUSH';
    expect(material({ subject: 'Quando scade?' }).ownSubject.asks).toBe(true);
    expect(material({ subject: 'Quando scade' }).ownSubject.asks).toBe(false);
    expect(material({ subject: `Ricevuto: ${ours}?` }).ownSubject.asks).toBe(false);
  });

  it('is read up to two thousand characters, however they grow when unified', () => {
    const lengths = (sign: string, count: number) => {
      const { everything, subject } = material({ subject: sign.repeat(count) });
      return [everything.length - 1, subject.text.length];
    };
    expect(lengths('x', 2000)).toEqual([2000, 1000]);
    expect(lengths('x', 2001)).toEqual([2000, 1000]);
    expect(lengths('ﷺ', 1000)).toEqual([2000, 1000]);
    const { everything } = material({ subject: `${'\u200b'.repeat(1990)}Trani in Puglia` });
    expect(everything).toBe('Trani in P\n');
  });

  it('is compared with both prescribed ones, then the one that the Segnatura bears', () => {
    const segnatura = (subject: string) => ({
      name: 'Segnatura.xml',
      text: `<Segnatura><Intestazione><Oggetto>${subject}</Oggetto></Intestazione></Segnatura>`,
    });
    const compared = (...attachments: ReplyMessage['attachments']) =>
      material({ subject: 'Comune di Trani', attachments }).compared.map((one) => [
        one.kind,
        one.coverage,
      ]);
    const own = [
      ['nil-return', 0],
      ['no-change', 0],
    ];
    const official = [
      ['nil-return', 0.25],
      ['no-change', 0],
    ];
    expect(compared()).toEqual(own);
    expect(compared(segnatura('Re: Comune di Andria: numero alloggi'))).toEqual([
      ...own,
      ...official,
    ]);
    expect(compared({ name: 'Segnatura.xml', text: '<Segnatura/>' })).toEqual(own);
    const conferma = segnatura('Comune di Andria').text.replaceAll('Segnatura', 'Conferma');
    expect(compared({ name: 'Conferma.xml', text: conferma })).toEqual(own);
  });
});

describe('the sentences of a reply', () => {
  it('are the body to the salutation, and all with what follows', () => {
    const { body, all } = material({ text: `${NIL}\nCordiali saluti\nMario Rossi` });
    expect(read(body)).toEqual([nil]);
    expect(read(all)).toEqual([nil, 'cordiali saluti', 'mario rossi']);
  });

  it('are those of attached texts too, without their signature', () => {
    const attachments = [{ name: 'nota.txt', text: `${NIL}\nCordiali saluti\nMario Rossi` }];
    expect(read(material({ attachments }).attached)).toEqual([nil]);
  });

  it('are none of a letter of ours, pasted or attached', () => {
    const ours = 'A tal fine si utilizza il modulo.';
    const found = material({
      text: `${ours} ${NIL}`,
      attachments: [{ name: 'nota.txt', text: `${NIL} ${ours}` }],
    });
    expect([found.body, found.all, found.attached].map(read)).toEqual([[nil], [nil], [nil]]);
    const pasted = material({
      text: `${NIL}\n\n${ourLetter()}`,
      attachments: [{ name: 'nota.txt', text: `${NIL}\n\n${ourLetter()}` }],
    });
    expect([pasted.body, pasted.all, pasted.attached].map(read)).toEqual([[nil], [nil], [nil]]);
  });

  it('hold the name of a municipality as one word', () => {
    const text = 'Nel Comune di San Ferdinando di Puglia e a Trani piove.';
    const { body, named } = material({ text, subject: 'Comune di Trani' });
    expect(read(body)).toEqual(['nel #comune e a #comune piove']);
    const [sentence] = body;
    expect(sentence?.tokens.map((token) => token.kind)).toEqual(Array(6).fill('word'));
    expect(istats(named.text)).toEqual(['110007', '110009']);
    const other = material({
      subject: 'Comune di Trani',
      text: `---------- Messaggio inoltrato ----------\n${text}`,
      attachments: [{ name: 'nota.txt', text }],
    });
    expect(read(other.forwarded)).toEqual(['nel #comune e a #comune piove']);
    expect(read(other.attached)).toEqual(['nel #comune e a #comune piove']);
    expect(words(other.ownSubject.tokens)).toBe('#comune');
  });

  it('keep what asks', () => {
    expect(material({ text: 'A Trani piove? Piove.' }).body.map((one) => one.asks)).toEqual([
      true,
      false,
    ]);
  });
});

describe('the municipalities that a reply names', () => {
  it('are told apart by where they stand', () => {
    const { named } = material({
      subject: 'Comune di Trani: Ricognizione del patrimonio ERP in PUSH – Comune di Andria',
      text: 'Il Comune di Barletta. Cordiali saluti\nComune di Bisceglie',
      attachments: [{ name: 'nota.txt', text: 'Il Comune di Spinazzola.' }],
    });
    expect(istats(named.subject)).toEqual(['110009']);
    expect(istats(named.ours)).toEqual(['110001']);
    expect(istats(named.text)).toEqual(['110002', '110003', '110008']);
  });
});
