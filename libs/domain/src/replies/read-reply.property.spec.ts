import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readReply } from './read-reply.js';
import type { Sample } from './testing/corpus.js';
import { corpus, goldenLetters, messageOf, ourLetter, readSample } from './testing/corpus.js';
import { contextOf } from './testing/world.js';
import type { ReplyMessage } from './types.js';

const samples = corpus();
const sample = fc.constantFrom(...samples);
const LETTERS = goldenLetters();
const GOLDEN = [
  'opening.nullo',
  'reminder.piccolo',
  'overdue.prorogato',
  'formal-notice.grande',
  'exemption-granted.nullo',
  'correction.esonerato',
];
const letter = fc.constantFrom(...GOLDEN).map((name) => ourLetter(name));

const marked = (text: string, mark = '> '): string =>
  text
    .split('\n')
    .map((line) => mark + line)
    .join('\n');

/** The ways in which programs quote the message that they answer. */
const QUOTES: readonly ((text: string) => string)[] = [
  (text) => marked(text),
  (text) => marked(text, '>'),
  (text) => marked(marked(text)),
  (text) =>
    `Il giorno lun 14 feb 2022 alle ore 09:00 Regione <ufficio@pec.regione.example> ha scritto:\n\n${marked(text)}`,
  (text) => `Il 14/02/2022 09:00, ufficio@pec.regione.example ha scritto:\n${text}`,
  (text) => `-----Messaggio originale-----\n${text}`,
  (text) => `-------- Messaggio inoltrato --------\nOggetto: Ricognizione\n\n${text}`,
  (text) =>
    `Da: Regione Puglia <ufficio@pec.regione.example>\nInviato: lunedì 14 febbraio 2022 09:00\nA: Comune\nOggetto: Ricognizione\n\n${text}`,
  (text) =>
    `________________________________\nFrom: Regione\nSent: Monday\nTo: Comune\nSubject: Ricognizione\n\n${text}`,
  (text) => text,
];

describe('readReply', () => {
  it('never reads another kind or number, and applies nothing, because a letter of ours is quoted below', () => {
    fc.assert(
      fc.property(sample, letter, fc.constantFrom(...QUOTES), (one, text, quote) => {
        const plain = messageOf(one);
        const context = contextOf(one.when);
        const quoting = { ...plain, text: `${plain.text}\n\n${quote(text)}` };
        const [before, after] = [readReply(plain, context), readReply(quoting, context)];
        expect(after).toMatchObject({ kind: before.kind, units: before.units });
        // What cannot be compared with a letter that left is somebody's quotation: a person looks.
        expect([before.decision, 'hold']).toContain(after.decision);
        if (before.decision === 'apply') expect(after.decision).toBe('hold');
      }),
      { numRuns: 600 },
    );
  });

  it('takes no sentence of a letter of ours for the writer’s, from whatever line it was pasted unmarked', () => {
    const plain = samples.find(({ file }) => file === 'other') as Sample;
    const received = { ...messageOf(plain), subject: 'Re: nota', attachments: [] };
    for (const name of LETTERS) {
      const lines = ourLetter(name).split('\n');
      for (let from = 0; from < lines.length - 8; from += 7) {
        const text = `Ricevuto.\n\n${lines.slice(from).join('\n')}`;
        const { kind } = readReply({ ...received, text }, contextOf('july'));
        expect([name, from, kind]).toEqual([name, from, 'other']);
      }
    }
  });

  it('never applies a message that is not verified', () => {
    for (const one of samples) {
      const reading = readReply({ ...messageOf(one), verified: false }, contextOf(one.when));
      expect(reading.decision).toBe('hold');
    }
  });

  it('never applies a reply from an address that is registered for nobody', () => {
    for (const one of samples) {
      const message = { ...messageOf(one), from: 'qualcuno@posta.example' };
      expect(readReply(message, contextOf(one.when)).decision).not.toBe('apply');
    }
  });

  it('never applies to two municipalities, or to a round that is not open', () => {
    for (const one of samples) {
      const context = { ...contextOf(one.when), openRounds: [] };
      expect(readReply(messageOf(one), context).decision).not.toBe('apply');
    }
  });

  it('never throws, and gives only what the type says, for any text in any place', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(
          fc.constantFrom(
            ...'alloggi;0;non;possiede;zero;nulla;Comune di;Andria;31/12/2021;31/06/2022;>;:;.;\n;prot. n.;1234/2022;<;&#0;SOL-ANDR22A7;è;(;variazioni;proroga;si chiede;\u0000;\ud800'.split(
              ';',
            ),
          ),
          { maxLength: 60 },
        )
        .map((words) => words.join(' ')),
    );
    const message: fc.Arbitrary<ReplyMessage> = fc.record({
      subject: text,
      from: text,
      fromName: fc.option(text),
      text,
      attachments: fc.array(
        fc.record({
          name: fc.oneof(text, fc.constantFrom('Segnatura.xml', 'a.txt', 'b.html', 'Conferma.xml')),
          text: fc.option(text),
        }),
        { maxLength: 3 },
      ),
      messageId: fc.option(text),
      inReplyTo: fc.option(text),
      references: fc.array(text, { maxLength: 3 }),
      headers: fc.dictionary(text, text, { maxKeys: 3 }),
      certifiedAt: fc.constant(null),
      verified: fc.boolean(),
    });
    fc.assert(
      fc.property(message, (one) => {
        const reading = readReply(one, contextOf('july'));
        expect(['apply', 'file', 'hold']).toContain(reading.decision);
        expect(reading.confidence).toBeGreaterThanOrEqual(0);
        expect(reading.confidence).toBeLessThanOrEqual(1);
        expect(reading.reasons.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  const MEGABYTE = 1_000_000;
  const fill = (piece: string): string =>
    piece.repeat(Math.ceil(MEGABYTE / piece.length)).slice(0, MEGABYTE);

  it.each([
    ' ',
    '\n',
    '<',
    '0',
    '1.',
    'a@',
    'a.a',
    'non possiede alloggi ',
    'Comune di Trini ',
    'Da: x\nA: y\nOggetto: z\n',
    'ha gia stata stato per il a e ',
    'si chiede a b c d e f ',
    '<!x>',
    '&#1;',
    'SOL-AAAA2222 ',
    'ﷺ',
  ])('reads a megabyte of «%s» in every place and comes to an end', (piece) => {
    const text = fill(piece);
    const { decision } = readReply(
      {
        subject: text,
        from: text,
        fromName: text,
        text,
        attachments: [
          { name: 'Segnatura.xml', text: text.slice(0, 256 * 1024) },
          { name: 'nota.html', text },
        ],
        messageId: text,
        inReplyTo: text,
        references: [text],
        headers: { 'auto-submitted': text },
        certifiedAt: null,
        verified: true,
      },
      contextOf('july'),
    );
    expect(decision).not.toBe('apply');
  });

  it('says in Italian why each reply waits', () => {
    for (const one of samples) {
      const { decision, reasons } = readSample(one);
      const waits = reasons.filter((reason) => reason.startsWith('Da assegnare: '));
      expect(waits.length > 0).toBe(decision === 'hold');
    }
  });
});
