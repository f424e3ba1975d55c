import { describe, expect, it } from '@jest/globals';
import type { Course } from './course.js';
import { explain } from './explain.js';
import { foldMunicipality } from './fold.js';
import { aCourse, anAnswer } from './testing/course.js';
import {
  andria,
  corrected,
  day,
  exempted,
  fact,
  nilDeclared,
  noChange,
  R1,
  R2,
  R3,
  rejected,
  replayed,
  stateOf,
  survey,
  transmitted,
  validated,
  variation,
} from './testing/record.js';
import type { Fact, FactOf } from './types.js';

const told = (changes: Partial<Course>, facts: readonly Fact[] = []) =>
  explain(aCourse(changes), { timeliness: 'pending', merged: null, facts });

const says = (facts: readonly Fact[], asOf: string, round = R2) =>
  stateOf(facts, asOf, { round }).explanation;

const base = transmitted('2022-03-10', { id: 'base' });
const rejection = rejected('2022-03-15') as FactOf<'rejected'>;

describe('a sentence names what made the status last', () => {
  it('the lapse, not the rejection before the decision that lapsed', () => {
    const facts = [
      base,
      transmitted('2022-08-01', { round: R2 }),
      rejected('2022-08-10', { round: R2 }),
      exempted('2022-08-11'),
      variation('2022-10-03', '2022-05-05'),
    ];
    expect(says(facts, '2022-10-02')).toMatch(/^Esonerato: /u);
    expect(says(facts, '2022-10-04')).toMatch(/^Esonero decaduto il 03\/10\/2022 – /u);
  });

  it('the rejection, and of the answers the one that was rejected', () => {
    const answers = [
      anAnswer(nilDeclared('2022-03-10'), 'rejected'),
      anAnswer(transmitted('2022-03-12')),
    ];
    expect(told({ standing: 'rejected', rejection, answers })).toBe(
      'Comunicazione di consistenza nulla del 10/03/2022 respinta il 15/03/2022 (file illeggibile): la scadenza è il 31/03/2022.',
    );
  });

  it('no validation of an earlier transmission: the last one waits', () => {
    const facts = [base, validated('2022-03-12'), transmitted('2022-03-20')];
    expect(says(facts, '2022-03-13', R1)).toMatch(/; validata dalla Regione il 12\/03\/2022\.$/u);
    expect(says(facts, '2022-03-21', R1)).toMatch(/; non ancora validata dalla Regione\.$/u);
  });

  it('no rejection of an earlier transmission', () => {
    const facts = [base, rejected('2022-03-15'), corrected('2022-03-20', base)];
    expect(says(facts, '2022-03-21', R1)).toMatch(
      /^Nessuna risposta registrata per il 31\/12\/2021/u,
    );
  });
});

describe('what lasts is said after the due date', () => {
  const suspended = (payload: { reason?: string }) => fact('suspended', '2022-03-02', payload);

  it.each<[string, Partial<Course>, string]>([
    ['a suspension', { suspension: suspended({}) }, 'adempimento sospeso dal 02/03/2022.'],
    [
      'a suspension with its reason',
      { suspension: suspended({ reason: 'alluvione. ' }) },
      'adempimento sospeso dal 02/03/2022 (alluvione).',
    ],
    [
      'typed data',
      { typed: fact('typed', '2022-03-02', {}) },
      'i dati digitati in PUSH il 02/03/2022 non sono ancora trasmessi.',
    ],
    [
      'both',
      { suspension: suspended({}), typed: fact('typed', '2022-03-02', {}) },
      'adempimento sospeso dal 02/03/2022; i dati digitati in PUSH il 02/03/2022 non sono ancora trasmessi.',
    ],
  ])('%s', (_, changes, expected) => {
    expect(told(changes)).toBe(
      `Nessuna risposta registrata per il 31/12/2021: la scadenza è il 31/03/2022; ${expected}`,
    );
  });
});

describe('an exemption names its base', () => {
  it('also a nil return, after its carrying lapsed', () => {
    const nil = nilDeclared('2022-03-10', R1);
    const facts = [nil, variation('2022-07-05', '2022-05-05'), exempted('2022-07-20')];
    expect(says(facts, '2022-07-21')).toMatch(
      /; base: consistenza nulla del 10\/03\/2022 riferita al 31\/12\/2021\.$/u,
    );
  });

  it('and a decision without its proof no day: what was taken back is not at hand until the rules are asked', () => {
    const statement = noChange('2022-07-11');
    const until = '2022-08-01';
    const record = replayed([base, statement], { until }).facts;
    const asOf = { asOf: day('2022-08-03') };
    const after = (taken: Fact) =>
      foldMunicipality(survey, andria, [...record, corrected('2022-08-02', taken)], asOf)[1]
        ?.explanation;
    const window = 'nessuna variazione dopo il 31/12/2021 e fino al 30/06/2022';
    expect(after(base)).toBe(`Esonerato: ${window}, per dichiarazione del Comune dell’11/07/2022.`);
    expect(after(statement)).toBe(
      `Esonerato: ${window}, per dichiarazione del Comune; base: trasmissione ufficiale del 10/03/2022 riferita al 31/12/2021.`,
    );
  });

  it('a presumption has no day of its own', () => {
    const grant = fact(
      'exemption-granted',
      '2022-07-01',
      { base: 'base', baseReference: R1, ground: 'presumed', evidence: ['base'], from: R1, to: R2 },
      { round: R2 },
    );
    expect(told({ standing: 'exempt', grant }, [base])).toBe(
      'Esonero presunto: nessuna variazione dopo il 31/12/2021 e fino al 30/06/2022, per registro delle variazioni vuoto; base: trasmissione ufficiale del 10/03/2022 riferita al 31/12/2021.',
    );
  });
});

describe('a nil return carried over', () => {
  it('is told without its day when it is not at hand', () => {
    const nil = nilDeclared('2022-03-10', R1, { id: 'nil' });
    const record = replayed([nil], { until: '2022-08-01' }).facts;
    const [, state] = foldMunicipality(survey, andria, [...record, corrected('2022-08-02', nil)], {
      asOf: day('2022-08-03'),
    });
    expect(state?.explanation).toBe(
      'Vale una consistenza nulla comunicata in precedenza: da allora non risulta entrato alcun alloggio.',
    );
  });

  it('counts from round to round by the day of the return', () => {
    expect(says([nilDeclared('2022-03-10', R1)], '2023-01-02', R3)).toBe(
      'Vale la consistenza nulla alla data del 31/12/2021 comunicata il 10/03/2022: da allora non risulta entrato alcun alloggio.',
    );
  });
});

describe('a status whose fact is not at hand tells what it can', () => {
  it.each<[Course['standing'], string]>([
    ['transmitted', ''],
    ['validated', ''],
    ['nil', ''],
    ['exempt', ''],
    [
      'carried-nil',
      'Vale una consistenza nulla comunicata in precedenza: da allora non risulta entrato alcun alloggio.',
    ],
    ['rejected', 'Nessuna risposta registrata per il 31/12/2021: la scadenza è il 31/03/2022.'],
    ['cancelled', 'Adempimento annullato il 01/01/2022: .'],
  ])('%s', (standing, expected) => {
    expect(told({ standing })).toBe(expected);
  });

  it('a rejection without its answer', () => {
    expect(told({ standing: 'rejected', rejection })).toBe(
      'Trasmissione respinta il 15/03/2022 (file illeggibile): la scadenza è il 31/03/2022.',
    );
  });

  it('a validation without its fact', () => {
    expect(told({ standing: 'validated', answers: [anAnswer(base)] })).toMatch(
      /; non ancora validata dalla Regione\.$/u,
    );
  });
});
