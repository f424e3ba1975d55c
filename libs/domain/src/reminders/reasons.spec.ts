import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../obligations/types.js';
import type { Need } from './needs.js';
import * as say from './reasons.js';
import { day } from './testing/index.js';

const DUE = day('2022-03-31');
const ONE = ['push-erp/2021-12-31'];
const TWO = [...ONE, 'push-erp/2022-06-30'];
const THREE = [...TWO, 'push-erp/2022-12-31'];

describe('where a rung stands on the ladder', () => {
  it.each([
    [-15, '15 giorni prima della scadenza del 31/03/2022'],
    [-1, '1 giorno prima della scadenza del 31/03/2022'],
    [0, 'giorno della scadenza del 31/03/2022'],
    [1, '1 giorno dopo la scadenza del 31/03/2022'],
    [4, '4 giorni dopo la scadenza del 31/03/2022'],
  ])('offset %i', (offset, text) => {
    expect(say.whereOnLadder(offset, DUE)).toBe(text);
  });
});

describe('what else a letter names', () => {
  const reason = (names: readonly string[]): string =>
    say.sendReason(day('2022-03-16'), day('2022-03-16'), -15, DUE, names);
  const plain =
    'Giorno previsto dalla scala (15 giorni prima della scadenza del 31/03/2022): l’adempimento è ancora aperto.';

  it.each<[string, readonly string[], string]>([
    ['nothing, of one', ONE, ''],
    [
      'both dates, of two',
      TWO,
      ' La lettera riepiloga 2 adempimenti aperti, con riferimento al 31/12/2021, 30/06/2022.',
    ],
    [
      'all dates, of three',
      THREE,
      ' La lettera riepiloga 3 adempimenti aperti, con riferimento al 31/12/2021, 30/06/2022, 31/12/2022.',
    ],
  ])('%s, the first time and again', (_, names, clause) => {
    expect(reason(names)).toBe(`${plain}${clause}`);
    expect(reason(names)).toBe(`${plain}${clause}`);
  });
});

describe('the words of an officer end with one full stop', () => {
  it.each([
    ['Accordi presi', 'Accordi presi.'],
    ['  Accordi presi. ', 'Accordi presi.'],
    ['Sig. Rossi avvisato', 'Sig. Rossi avvisato.'],
    ['Urgente!', 'Urgente!'],
    ['Già fatto?', 'Già fatto?'],
    ['', 'motivo non indicato.'],
    ['   ', 'motivo non indicato.'],
  ])('%p', (why, told) => {
    expect(say.officerSkipReason(why)).toBe(`Saltato per decisione dell’ufficio: ${told}`);
    expect(say.officerSendReason(why, ONE)).toBe(`Invio disposto dall’ufficio: ${told}`);
  });
});

describe('a reopening', () => {
  it.each<['rejected' | 'lapsed', string]>([
    ['rejected', 'trasmissione respinta'],
    ['lapsed', 'esonero o consistenza nulla decaduti'],
  ])('%s', (kind, told) => {
    const on = day('2022-03-22');
    expect(say.correctionReason(kind, on, ONE)).toBe(
      `Spiega al Comune perché l’adempimento è di nuovo aperto (${told} il 22/03/2022).`,
    );
    expect(say.correctionAwaitsReason(kind, on)).toBe(
      `Adempimento riaperto il 22/03/2022 (${told}): la lettera che lo spiega aspetta la conferma di un funzionario.`,
    );
  });

  it('goes first', () => {
    expect(say.correctionFirstReason()).toBe(
      'Prima deve partire la lettera che spiega la riapertura dell’adempimento.',
    );
  });
});

describe('a cancelled obligation', () => {
  const byOfficer = 'Al 16/03/2022, giorno previsto, l’adempimento è annullato: nessuna lettera.';

  it.each<[string, { on: string; into: string | null } | null, string]>([
    ['by an officer', null, byOfficer],
    ['before the municipality ended', { on: '2022-03-17', into: null }, byOfficer],
    [
      'from the first day without the municipality',
      { on: '2022-03-16', into: null },
      'Dal 16/03/2022 il Comune non esiste più: nessuna lettera il 16/03/2022.',
    ],
    [
      'with an heir',
      { on: '2022-03-01', into: '110002' },
      'Dal 01/03/2022 il Comune non esiste più e gli obblighi passano all’ente 110002: nessuna lettera il 16/03/2022.',
    ],
  ])('%s', (_, end, told) => {
    const ended = end === null ? null : { ...end, on: day(end.on) };
    expect(say.cancelledReason(day('2022-03-16'), ended)).toBe(told);
  });
});

describe('what is too old, and what is missing', () => {
  const need = (italian: string): Need => ({ need: 'unlock', code: 'x', italian });
  const old =
    'Previsto per il 30/04/2022: sono passati più di 10 giorni senza che potesse partire.';
  const target = day('2022-04-30');

  it.each<[readonly Need[], string]>([
    [[], old],
    [[need('la firma')], `${old} Aspettava: la firma.`],
    [[need('la firma'), need('la ricevuta')], `${old} Aspettava: la firma; la ricevuta.`],
  ])('needs %#', (missing, told) => {
    expect(say.staleReason(target, 10, missing)).toBe(told);
  });

  it('a limit of one day is told in the singular', () => {
    expect(say.staleReason(target, 1, [])).toBe(
      'Previsto per il 30/04/2022: sono passati più di 1 giorno senza che potesse partire.',
    );
  });

  it('a locked rung lists all that it lacks', () => {
    expect(say.lockedReason([need('la firma'), need('la ricevuta')])).toBe(
      'Bloccato: manca la firma; la ricevuta.',
    );
  });
});

describe('the room between two letters', () => {
  it.each([
    [1, 'almeno 1 giorno lavorativo'],
    [3, 'almeno 3 giorni lavorativi'],
  ])('of %i', (gap, room) => {
    expect(say.gapReason(day('2022-03-16'), gap, day('2022-03-21'))).toBe(
      `Ultima lettera al Comune il 16/03/2022: la successiva aspetta ${room} e può partire dal 21/03/2022.`,
    );
  });

  it('one letter a day', () => {
    expect(say.oneADayReason(day('2022-03-21'))).toBe(
      'Oggi parte già una lettera per questo Comune e se ne invia una sola al giorno: rinviato al 21/03/2022.',
    );
  });
});

describe('a rung that waits', () => {
  const until = day('2022-03-21');

  it.each([
    [
      'suspended',
      say.suspendedReason(),
      'Adempimento sospeso: nessuna lettera fino alla ripresa dei termini.',
    ],
    [
      'by an officer',
      say.officerPostponedReason(until, 'festa'),
      'Rinviato dall’ufficio al 21/03/2022: festa.',
    ],
    [
      'for the due date',
      say.beforeDueReason(DUE, day('2022-04-01')),
      'La lettera parla di un termine scaduto e la scadenza è il 31/03/2022: può partire dal 01/04/2022.',
    ],
    [
      'for the municipality to open',
      say.closingDayReason(day('2022-03-18'), until),
      'Il 18/03/2022 gli uffici del Comune sono chiusi: rinviato al 21/03/2022.',
    ],
    [
      'for a working day',
      say.notWorkingDayReason(day('2022-03-19'), until),
      'Il 19/03/2022 non è un giorno lavorativo: rinviato al 21/03/2022.',
    ],
    [
      'for the sending window',
      say.outsideWindowReason('08:30', '17:30', until),
      'Fuori dall’orario di invio (08:30–17:30): rinviato al 21/03/2022.',
    ],
  ])('%s', (_, told, wanted) => {
    expect(told).toBe(wanted);
  });

  it('no longer once a later day has come', () => {
    expect(say.afterDueReason(day('2022-03-30'), DUE)).toBe(
      'Previsto per il 30/03/2022 e non partito: dopo la scadenza del 31/03/2022 una lettera che la precede non parte più.',
    );
  });
});

describe('an obligation that needs no letter', () => {
  it.each<[Outcome, string]>([
    ['open', 'aperto'],
    ['rejected', 'respinto'],
    ['transmitted', 'assolto con la trasmissione in PUSH'],
    ['validated', 'assolto e validato dalla Regione'],
    ['nil', 'assolto con la comunicazione di consistenza nulla'],
    ['exempt', 'in esonero'],
    ['cancelled', 'annullato'],
  ])('%s', (outcome, told) => {
    expect(say.correctionSettledReason(outcome)).toBe(
      `La lettera di riapertura non serve più: l’adempimento è ${told}.`,
    );
    expect(say.skippedReason(outcome, day('2022-03-16'))).toBe(
      `Al 16/03/2022, giorno previsto, l’adempimento è ${told}: nessun sollecito.`,
    );
  });
});

it('a rung missed while the obligation was satisfied stays skipped', () => {
  expect(say.missedWhileSatisfiedReason('nil', day('2022-03-16'))).toBe(
    'Al 16/03/2022, giorno previsto, l’adempimento era assolto con la comunicazione di consistenza nulla: il gradino resta saltato e la scala riprende dal successivo.',
  );
});
