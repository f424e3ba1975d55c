import { describe, expect, it } from '@jest/globals';
import { readMaterial } from './material.js';
import type { Material } from './material.js';
import { aMessage } from './testing/a-message.js';
import { ourLetter } from './testing/corpus.js';
import { contextOf } from './testing/world.js';
import type { ReplyMessage } from './types.js';

const material = (changes: Partial<ReplyMessage>): Material =>
  readMaterial(aMessage(changes), contextOf());
const NIL = 'Il Comune non possiede alloggi ERP.';
const MARK = '---------- Messaggio inoltrato ----------';
const WROTE = 'Il 14/02/2022, ufficio@pec.it ha scritto:';

describe('a message that is passed on', () => {
  const forwarded = (changes: Partial<ReplyMessage>): readonly string[] => {
    const found = material(changes);
    expect(found.forwards).toBe(found.forwarded.length > 0);
    return found.forwarded.map((one) => one.tokens.map((token) => token.is).join(' '));
  };
  const nil = 'il comune non possiede alloggi erp';

  it.each<[string, Partial<ReplyMessage>]>([
    ['its mark', { text: `Buongiorno.\n${MARK}\n${NIL}` }],
    ['its mark, and headings', { text: `${MARK}\nDa: x@y.it\nOggetto: altro\n\n${NIL}` }],
    ['its mark, and headings in bold', { text: `${MARK}\n*Da:* x@y.it\n * A : z\n  \n${NIL}` }],
    ['its mark, and one more', { text: `${MARK}\n\n${WROTE}\n\n${NIL}` }],
    ['its mark, and headings apart', { text: `${MARK}\nDa: x@y.it\n  \nOggetto: altro\n${NIL}` }],
    ['the subject over marked lines', { subject: 'I: nota', text: `> ${NIL}` }],
    ['the subject over a quotation', { subject: 'I: nota', text: `${WROTE}\n> ${NIL}` }],
    ['its mark, up to the salutation', { text: `${MARK}\n${NIL}\nCordiali saluti\nMario Rossi` }],
    [
      'its mark, up to what it quotes itself',
      { text: `${MARK}\n${NIL}\n${MARK}\nAltro ancora di altri.` },
    ],
  ])('is told by %s', (_, changes) => {
    expect(forwarded(changes)).toEqual([nil]);
  });

  it('is read sentence by sentence, line by line', () => {
    expect(forwarded({ text: `${MARK}\nDa: x@y.it\nPiove\nForte. Molto` })).toEqual([
      'piove',
      'forte',
      'molto',
    ]);
  });

  it.each<[string, Partial<ReplyMessage>]>([
    ['an answer’s quotation', { text: `Buongiorno.\n${WROTE}\n> ${NIL}` }],
    ['an answer’s, by its subject', { subject: 'Re: nota', text: `${WROTE}\n> ${NIL}` }],
    ['a subject that forwards, over no quotation', { subject: 'I: nota', text: NIL }],
    ['no message', { text: NIL }],
    ['headings alone', { text: `${MARK}\nDa: x@y.it\nOggetto: nota` }],
    ['a mark alone', { text: `${MARK}\n\n` }],
    ['a letter of ours', { text: `${MARK}\n${ourLetter()}` }],
    [
      'one sentence of ours among others',
      { text: `${MARK}\n${NIL} Si invita codesto Comune. ${NIL}` },
    ],
    ['a letter of ours below', { text: `${MARK}\nDa: x@y.it\n\n${ourLetter()}` }],
  ])('is none where there is %s', (_, changes) => {
    expect(forwarded(changes)).toEqual([]);
  });
});

describe('what codes of ours are looked for in', () => {
  it('is subject, whole text and the files of protocol systems, a line each', () => {
    const attachments = ['SOL-TRAN22J7', 'SOL-ANDR22A7'].map((code) => ({
      name: 'Conferma.xml',
      text: `<ConfermaRicezione><MessaggioRicevuto><DescrizioneMessaggio>${code}</DescrizioneMessaggio></MessaggioRicevuto></ConfermaRicezione>`,
    }));
    const { everything } = material({
      subject: 'Re: Comune\u00a0di Trani',
      text: `Salve\n> SOL-BARL22B7`,
      attachments,
    });
    expect(everything.split('\n')).toEqual([
      'Re: Comune di Trani',
      'Salve',
      '> SOL-BARL22B7',
      'SOL-TRAN22J7',
      'SOL-ANDR22A7',
    ]);
  });
});

describe('a reply longer than the rules read', () => {
  it('is cut at forty thousand characters, however they grow when unified', () => {
    const length = (text: string): number => material({ text }).everything.length - 1;
    expect(length('. x '.repeat(10_000))).toBe(40_000);
    expect(length(`${'. x '.repeat(10_000)}.`)).toBe(40_000);
    expect(length('. ﷺ '.repeat(9_000))).toBe(40_000);
    expect(length(`${'\u200b'.repeat(39_999)}Trani`)).toBe(1);
  });
});
