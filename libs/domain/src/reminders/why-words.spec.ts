import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../obligations/types.js';
import { aFact, andria, day, pushErp } from './testing/index.js';
import { why } from './why.js';

const FIRST = 'push-erp/2021-12-31';
const SENT = '2022-03-16T09:00:00+01:00';
const ON = '16/03/2022 alle 09:00 (previsto per il 16/03/2022): ';

/** What is told first of a rung on a day. */
const told = (facts: readonly Fact[], asOf: string, rung: string): string | undefined =>
  why(pushErp, andria, facts, { obligation: FIRST, rung, asOf: day(asOf) })?.rungs[0]?.lines[0];

const letter = (type: 'sent' | 'queued'): Fact =>
  aFact(type, SENT, {
    rung: 'reminder-1',
    dueVersion: 1,
    letter: 'l-1',
    template: 'reminder',
    target: day('2022-03-16'),
    obligations: [FIRST],
  });
const ended = (type: 'withdrawn' | 'folded' | 'dropped' | 'skipped'): Fact =>
  aFact(type, SENT, {
    rung: 'reminder-1',
    dueVersion: 1,
    target: day('2022-03-16'),
    reason: 'Motivo agli atti.',
    letter: 'l-1',
    into: 'reminder-2',
  });

describe('what is told of a rung that ended', () => {
  it.each<[string, Fact, string]>([
    ['left', letter('sent'), `Inviato il ${ON}`],
    ['is about to leave', letter('queued'), `Messo in partenza il ${ON}`],
    [
      'was held back at last',
      ended('withdrawn'),
      `Fermato all’ultimo controllo il ${ON}Motivo agli atti.`,
    ],
    [
      'left within another',
      ended('folded'),
      `Assorbito in un’altra lettera il ${ON}Motivo agli atti.`,
    ],
    ['was too old', ended('dropped'), `Scartato il ${ON}Motivo agli atti.`],
    ['had no more reason', ended('skipped'), `Saltato il ${ON}Motivo agli atti.`],
  ])('it %s', (_, fact, start) => {
    expect(told([fact], '2022-03-17', 'reminder-1')?.startsWith(start)).toBe(true);
  });
});

describe('what is told of a rung whose day has come', () => {
  const answered = aFact('transmitted', '2022-03-10T10:00:00+01:00', { mode: 'flow' });
  const suspended = aFact('suspended', '2022-02-10T10:00:00+01:00', {});

  it.each<[string, readonly Fact[], string, string, string]>([
    ['it leaves', [], '2022-03-30', 'last-call', 'In partenza. Giorno previsto dalla scala (1'],
    [
      'it leaves within a later one',
      [],
      '2022-03-30',
      'reminder-2',
      'Sarà assorbito in un’altra lettera. Maturato insieme',
    ],
    [
      'it is too old',
      [],
      '2022-03-30',
      'reminder-1',
      'Sarà scartato. Previsto per il 16/03/2022: sono passati',
    ],
    [
      'an answer came',
      [answered],
      '2022-03-30',
      'last-call',
      'Sarà saltato. Al 30/03/2022, giorno previsto, l’adempimento è assolto',
    ],
    ['it waits', [suspended], '2022-03-30', 'last-call', 'In attesa. Adempimento sospeso:'],
    [
      'something is missing',
      [],
      '2022-04-20',
      'overdue-2',
      'Bloccato: manca la ricevuta di consegna',
    ],
  ])('%s', (_, facts, asOf, rung, start) => {
    expect(told(facts, asOf, rung)?.startsWith(start)).toBe(true);
  });
});
