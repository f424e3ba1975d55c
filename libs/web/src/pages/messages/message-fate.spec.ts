import { describe, expect, it } from '@jest/globals';
import type { MessageFate } from '@app/persistence';
import { fateWords } from './message-fate.js';

const fate = (change: Partial<MessageFate>): MessageFate =>
  ({
    sha256: 'abc',
    state: 'processed',
    kind: 'delivery',
    problem: null,
    letter: null,
    reply: null,
    ...change,
  }) as MessageFate;
const tell = (one: MessageFate | null) => {
  const { status, text, href } = fateWords(one, (istat) => istat ?? 'nessuno');
  return [status.word, text, href];
};

describe('what became of a message', () => {
  it.each([
    [null, ['In elaborazione', null, null]],
    [fate({ state: 'new', problem: 'base dati' }), ['In elaborazione', 'base dati', null]],
    [
      fate({ state: 'quarantined', problem: 'firma non valida' }),
      ['In quarantena', 'firma non valida', '/messaggi/quarantena'],
    ],
    [
      fate({ letter: 'push-erp/110001/2022-02-14' }),
      [
        'Ricevuta registrata',
        'Ricevuta di avvenuta consegna di una lettera',
        '/invii/push-erp/110001/2022-02-14',
      ],
    ],
    [
      fate({ letter: 'x', problem: 'di un altro destinatario' }),
      ['Conservato', 'di un altro destinatario', null],
    ],
    [fate({}), ['Conservato', 'avvenuta consegna: non riguarda lettere nostre', null]],
    [
      fate({ reply: { state: 'held', municipality: null } }),
      ['Da assegnare', 'Risposta: nessuno', '/risposte/abc'],
    ],
  ])('is told in words: %j', (one, words) => expect(tell(one)).toEqual(words));
});
