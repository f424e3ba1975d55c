import { describe, expect, it } from '@jest/globals';
import { readReply } from './read-reply.js';
import { aRead, nilSubject } from './testing/a-read.js';
import type { ReplyMessage, ReplyReading } from './types.js';

const read = (changes: Partial<ReplyMessage>): ReplyReading => {
  const { message, context } = aRead(changes);
  return readReply(message, context);
};
const rounds = ['2021-12-31'];

describe('the reading of a reply', () => {
  it('is all that was read of it', () => {
    const { reasons, ...rest } = read({ subject: `Prot. 12 del 10/03/2022 - ${nilSubject()}` });
    expect(rest).toEqual({
      kind: 'nil-return',
      municipality: '110009',
      rounds,
      confidence: 0.91,
      units: 0,
      protocol: { number: '12', date: '2022-03-10' },
      guesses: [],
      decision: 'hold',
    });
    expect(reasons).toHaveLength(4);
  });

  it('is half as sure where it is nobody’s', () => {
    const nobody = { from: 'x@altrove.example', subject: 'Buongiorno' };
    expect(read({ ...nobody, text: 'Zero alloggi ERP.' })).toMatchObject({
      municipality: null,
      confidence: 0.48,
    });
  });
});

describe('the rivals of the best reading', () => {
  const guesses = (text: string, subject = 'Buongiorno') =>
    read({ text, subject }).guesses.map(({ kind, municipality, confidence }) => [
      ...[kind, municipality, confidence],
    ]);
  const NIL = 'Il Comune non possiede alloggi ERP.';
  const SENT = 'Abbiamo trasmesso i dati in PUSH.';

  it('are none where nothing else was meant', () => {
    expect(guesses(NIL)).toEqual([]);
  });

  it('are other kinds and other municipalities, the likeliest first', () => {
    expect(guesses(`${NIL} ${SENT} Segue Andria.`)).toEqual([
      ['transmission-notice', '110009', 0.36],
      ['nil-return', '110001', 0.32],
      ['transmission-notice', '110001', 0.16],
    ]);
  });

  it('are six at the most, the likeliest', () => {
    const names = 'Andria, Barletta, Bisceglie, Spinazzola e Trinitapoli';
    const found = guesses(`${NIL} ${SENT} Seguono ${names}.`);
    expect(found).toHaveLength(6);
    expect(found[0]).toEqual(['transmission-notice', '110009', 0.36]);
    expect(found.slice(1)).toEqual(
      found.slice(1).map(([, municipality]) => ['nil-return', municipality, 0.32]),
    );
  });

  it('name the round of the best reading', () => {
    expect(read({ text: `${NIL} ${SENT}` }).guesses.map((one) => one.rounds)).toEqual([rounds]);
  });
});
