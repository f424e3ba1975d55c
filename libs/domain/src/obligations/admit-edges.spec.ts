import { describe, expect, it } from '@jest/globals';
import { admit } from './admit.js';
import { Journal } from './journal.js';
import {
  andria,
  corrected,
  day,
  exempted,
  extended,
  fact,
  nilDeclared,
  noChange,
  R1,
  R2,
  rejected,
  rome,
  snapshot,
  survey,
  transmitted,
  validated,
} from './testing/record.js';
import type { Fact } from './types.js';

const R0 = day('2020-12-31');
const spring = day('2022-03-31');
const sent = transmitted('2022-03-10', { id: 'sent' });

/** As `admit` says, and a journal that has the same record must say the same. */
function refusalOf(record: readonly Fact[], one: Fact): string | null {
  const journal = new Journal(survey, andria);
  for (const earlier of record) expect(journal.append(earlier)).toBeNull();
  const refused = admit(survey, andria, record, one);
  expect(journal.append(one)).toEqual(refused);
  return refused?.code ?? null;
}

describe('a refusal tells what it is about', () => {
  it.each<[string, readonly Fact[], Fact, string]>([
    [
      'another survey',
      [],
      { ...sent, survey: 'altra' },
      'Il fatto riguarda un’altra ricognizione (altra).',
    ],
    [
      'another municipality',
      [],
      { ...sent, municipality: '110002' },
      'Il fatto riguarda un altro Comune (110002).',
    ],
    ['the same fact again', [sent], sent, 'Il fatto sent è già registrato.'],
    [
      'a date to come',
      [],
      nilDeclared('2022-06-29', R2),
      'La data di riferimento 30/06/2022 non è ancora trascorsa il 29/06/2022: i dati non possono descriverla.',
    ],
    [
      'an extension to a day before the opening',
      [],
      extended('2022-05-01', '2022-06-30', { round: R2 }),
      'La nuova scadenza 30/06/2022 è anteriore all’apertura del ciclo (01/07/2022): indicare un giorno successivo.',
    ],
    [
      'a correction of nothing',
      [],
      corrected('2022-03-11', sent),
      'Nessun fatto registrato ha l’identificativo sent.',
    ],
    [
      'a correction after the lock',
      [sent],
      corrected('2023-07-01', sent),
      'Il ciclo del 31/12/2021 è chiuso alle rettifiche dal 30/06/2023.',
    ],
    [
      'an extension after the lock',
      [sent],
      extended('2023-07-01', '2023-08-01'),
      'Il ciclo del 31/12/2021 è chiuso alle rettifiche dal 30/06/2023.',
    ],
  ])('%s', (_, record, one, message) => {
    expect(admit(survey, andria, record, one)?.message).toBe(message);
    refusalOf(record, one);
  });
});

describe('a fact is judged by what had happened by then', () => {
  const late = (type: 'validated', at: string, recordedAt: string) =>
    fact(type, at, {}, { recordedAt });

  it('when it was recorded, if it is recorded late', () => {
    expect(refusalOf([sent], late('validated', '2022-03-09', '2022-03-20'))).toBeNull();
  });

  it('when it happens, if it is recorded before', () => {
    const ahead = transmitted('2022-03-20', { recordedAt: '2022-03-10' });
    expect(refusalOf([ahead], late('validated', '2022-03-21', '2022-03-11'))).toBeNull();
    expect(refusalOf([ahead], late('validated', '2022-03-19', '2022-03-11'))).toBe(
      'nothing-to-validate',
    );
  });

  it('and a fact recorded before it happens counts from the day on which it happens', () => {
    const ahead = transmitted('2022-03-20', { recordedAt: '2022-03-10' });
    const journal = new Journal(survey, andria);
    expect(journal.append(ahead)).toBeNull();
    expect(journal.append(validated('2022-03-12'))?.code).toBe('nothing-to-validate');
    journal.settle(rome('2022-03-13'));
    expect(journal.append(validated('2022-03-19'))?.code).toBe('nothing-to-validate');
    expect(journal.append(validated('2022-03-25'))).toBeNull();
  });

  it('but not by what was recorded later', () => {
    const later = transmitted('2022-03-01', { recordedAt: '2022-03-20' });
    expect(admit(survey, andria, [later], validated('2022-03-19'))?.code).toBe(
      'nothing-to-validate',
    );
    expect(admit(survey, andria, [later], validated('2022-03-20'))).toBeNull();
  });
});

describe('a round that the survey does not have', () => {
  it.each<[string, Fact, string | null]>([
    ['takes no transmission', transmitted('2022-05-01', { round: spring }), 'round-unknown'],
    ['takes no statement', noChange('2022-05-01', spring), 'round-unknown'],
    [
      'takes a nil return, which says something of its date',
      nilDeclared('2022-05-01', spring),
      null,
    ],
    ['of before the survey takes a transmission', transmitted('2021-05-01', { round: R0 }), null],
    [
      'of before the survey takes an extension',
      extended('2022-05-01', '2022-06-30', { round: R0 }),
      null,
    ],
    [
      'of before the survey takes no decision without a base',
      exempted('2022-05-01', R0),
      'no-base',
    ],
  ])('%s', (_, one, expected) => {
    expect(refusalOf([], one)).toBe(expected);
  });
});

describe('a decision to exempt', () => {
  const own = transmitted('2022-07-11', { round: R2 });
  const no = rejected('2022-07-12', { round: R2 });
  const decision = (reason: string, approver: string) =>
    fact('exempted', '2022-08-01', { reason, approver }, { round: R2 });

  it.each<[string, readonly Fact[], Fact, string | null]>([
    ['needs an approver', [sent], decision('alluvione', ' '), 'decision-incomplete'],
    ['needs a reason', [sent], decision(' ', 'Rossi'), 'decision-incomplete'],
    [
      'needs no base where the table refuses it',
      [own],
      decision('alluvione', 'Rossi'),
      'already-answered',
    ],
    ['needs a base after a rejection', [own, no], decision('alluvione', 'Rossi'), 'no-base'],
    ['is taken after a rejection on a base', [sent, own, no], decision('alluvione', 'Rossi'), null],
    ['is taken on a base', [sent], decision('alluvione', 'Rossi'), null],
  ])('%s', (_, record, one, expected) => {
    expect(refusalOf(record, one)).toBe(expected);
  });
});

describe('a correction of a fact about no round at all', () => {
  it('is taken whenever it comes', () => {
    const stock = snapshot('2022-04-01', spring, {}, { id: 'stock' });
    expect(refusalOf([stock], corrected('2030-01-01', stock))).toBeNull();
    const address = fact(
      'address-changed',
      '2022-03-01',
      { pec: 'a@pec.it' },
      { id: 'address', round: null },
    );
    expect(refusalOf([address], corrected('2022-05-01', address, { round: R1 }))).toBeNull();
  });
});
