import { describe, expect, it } from '@jest/globals';
import { aRead } from '../testing/a-read.js';
import type { Doubt, Read } from '../decide.js';
import type { ReplyMessage } from '../types.js';
import type { LetterTrace } from '../who/letters.js';
import { ownerDoubts, whoDoubts } from './who.js';

const holding = (doubts: readonly Doubt[]): readonly string[] =>
  doubts.flatMap(([holds, reason]) => (holds ? [reason] : []));
const of = (changes: Partial<ReplyMessage>) => {
  const read = aRead(changes);
  return { who: holding(whoDoubts(read)), owner: holding(ownerDoubts(read)) };
};
const UNKNOWN = 'il mittente non è un indirizzo registrato del Comune';
const ELSEWHERE = { from: 'x@altrove.example' };
const NAMELESS = { subject: 'Buongiorno', text: 'Zero alloggi.' };

describe('whose a reply is', () => {
  it.each<[readonly string[], string, Partial<ReplyMessage>]>([
    [[], 'from its address', {}],
    [[], 'in its thread', { ...ELSEWHERE, inReplyTo: 'lettera-110009-1@pec.regione.example' }],
    [[], 'with its code', { ...ELSEWHERE, text: 'SOL-TRAN22J7' }],
    [[UNKNOWN], 'from elsewhere', ELSEWHERE],
    [['la busta non è una PEC verificata'], 'unverified', { verified: false }],
    [['il Comune non è individuato'], 'of nobody', { ...ELSEWHERE, ...NAMELESS }],
    [
      ['mittente, filo e oggetto indicano Comuni diversi'],
      'of two',
      { from: 'protocollo@cert.comune.andria.bt.it' },
    ],
  ])('has the doubts %j: %s', (wanted, _, changes) => {
    expect(of(changes).who).toEqual(wanted);
  });

  it('is not sure by the registration that a protocol system names alone', () => {
    const read = aRead(ELSEWHERE);
    const doubts = (by: LetterTrace['by']): readonly string[] => {
      const who: Read['who'] = { ...read.who, trace: { by, letters: [] } };
      return holding(whoDoubts({ ...read, who }));
    };
    expect(doubts('reference')).toEqual([UNKNOWN]);
    expect(doubts('token')).toEqual([]);
    expect(doubts('thread')).toEqual([]);
  });
});

describe('who may declare for a municipality', () => {
  it.each<[readonly string[], string, Partial<ReplyMessage>]>([
    [[], 'its address', {}],
    [[], 'its address, written by hand', { headers: { 'auto-submitted': ' No ' } }],
    [['manca l’ora certificata della busta'], 'no time', { certifiedAt: null }],
    [[UNKNOWN], 'another address', ELSEWHERE],
    [
      [UNKNOWN],
      'another address in the thread',
      { ...ELSEWHERE, inReplyTo: 'lettera-110009-1@pec.regione.example' },
    ],
    [[], 'another address of nobody', { ...ELSEWHERE, ...NAMELESS }],
    [['la risposta nomina altri Comuni'], 'for two', { text: 'Zero alloggi a Trani e Andria.' }],
    [
      ['il messaggio è generato da un programma'],
      'a programme',
      { headers: { 'auto-submitted': 'auto-generated' } },
    ],
  ])('has the doubts %j: %s', (wanted, _, changes) => {
    expect(of(changes).owner).toEqual(wanted);
  });

  it('is no address in doubt', () => {
    const read = aRead();
    const sender = { ...read.who.sender, doubtful: true };
    expect(holding(ownerDoubts({ ...read, who: { ...read.who, sender } }))).toEqual([
      'l’indirizzo del mittente è in dubbio negli atti',
    ]);
  });
});
