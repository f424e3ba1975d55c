import { describe, it } from '@jest/globals';
import { byDecision, byPresumption, bySnapshots, type Case } from './evidence.js';
import {
  aCase,
  aPair,
  check,
  decided,
  differing,
  doubtful,
  entered,
  rejection,
  type Row,
  sale,
  same,
} from './testing/a-case.js';

describe('two frozen snapshots', () => {
  const name = 'Stati patrimoniali al 31/12/2021 e al 30/06/2022';
  const equal = `${name}: uguali unità per unità.`;

  it.each<Row>([
    ['there are not two', aCase(), 'Mancano due stati patrimoniali da confrontare.'],
    ['no unit differs', aCase({}, { pair: same }), equal, ['before', 'after']],
    [
      'a unit differs',
      aCase({}, { pair: differing() }),
      `${name}: il confronto per unità mostra 1 differenza.`,
    ],
    [
      'one unit stands twice, with two statuses',
      aCase({}, { pair: doubtful }),
      `${name}: la stessa unità compare con stati diversi, nulla è provato.`,
    ],
    [
      'the register has a variation',
      aCase({}, { pair: same, variations: [sale('2022-07-01')] }),
      `${name}: uguali, ma il registro riporta variazioni.`,
    ],
    [
      'the Region rejected an answer',
      aCase({ rejection: rejection('2022-07-11') }, { pair: same }),
      `${name}: uguali, ma la risposta del ciclo è stata respinta.`,
    ],
  ])('when %s', check(bySnapshots, 'snapshots'));
});

describe('the officer’s decision', () => {
  const name = 'Decisione del 11/07/2022';
  const holds = `${name}, approvata da dott.ssa Rossi: vale come prova.`;
  const rejectedAfter = `${name}: anteriore al rigetto della risposta.`;
  const overtaken = `${name}: superata da una variazione.`;
  const dwelling = `${name}: superata, dopo la consistenza nulla è entrato un alloggio.`;
  const differs = `${name}: superata da uno stato patrimoniale che mostra 1 differenza.`;
  const on = (changes: Partial<Omit<Case, 'course'>>) => aCase({ decision: decided }, changes);

  it.each<Row>([
    ['there is none', aCase(), 'Nessuna decisione dell’ufficio.'],
    ['nothing stands against it', on({}), holds, ['decided']],
    [
      'the Region rejected an answer at that moment',
      aCase({ decision: decided, rejection: rejection('2022-07-11') }),
      rejectedAfter,
    ],
    [
      'the Region rejected an answer before it',
      aCase({ decision: decided, rejection: rejection('2022-07-11 09:59') }),
      holds,
      ['decided'],
    ],
    [
      'a variation was recorded after it',
      on({ variations: [sale('2022-07-01'), sale('2022-07-11 10:01')] }),
      overtaken,
    ],
    [
      'a variation was recorded at that moment',
      on({ variations: [sale('2022-07-11')] }),
      holds,
      ['decided'],
    ],
    ['a dwelling was seen after it', on({ dwelling: entered('2022-07-11 10:01') }), dwelling],
    [
      'a dwelling was seen at that moment',
      on({ dwelling: entered('2022-07-11') }),
      holds,
      ['decided'],
    ],
    [
      'equal snapshots were recorded after it',
      on({ pair: aPair('2022-07-12', '2022-07-12') }),
      holds,
      ['decided'],
    ],
    [
      'differing snapshots were known',
      on({ pair: differing('2022-07-11', '2022-07-11') }),
      holds,
      ['decided'],
    ],
    [
      'the first of differing snapshots came after it',
      on({ pair: differing('2022-07-11 10:01', '2022-07-11') }),
      differs,
    ],
    [
      'the second of differing snapshots came after it',
      on({ pair: differing('2022-07-11', '2022-07-11 10:01') }),
      differs,
    ],
  ])('when %s', check(byDecision, 'decision'));
});

describe('the presumption of no change', () => {
  const presumed = 'Registro delle variazioni vuoto: esonero presunto.';

  it.each<Row>([
    [
      'the survey presumes nothing',
      aCase({}, { presumeNoChange: false }),
      'La ricognizione non presume l’assenza di variazioni.',
    ],
    ['the register is empty', aCase(), presumed, []],
    ['equal snapshots agree', aCase({}, { pair: same }), presumed, []],
    ['snapshots are doubtful without a difference', aCase({}, { pair: doubtful }), presumed, []],
    [
      'the register has a variation',
      aCase({}, { variations: [sale('2022-07-01')] }),
      'Il registro delle variazioni non è vuoto.',
    ],
    [
      'a dwelling entered',
      aCase({}, { dwelling: entered('2022-07-01') }),
      'Dopo la consistenza nulla è entrato un alloggio: nulla si presume.',
    ],
    [
      'snapshots differ',
      aCase({}, { pair: differing() }),
      'Il confronto degli stati patrimoniali esclude la presunzione.',
    ],
    [
      'the Region rejected an answer',
      aCase({ rejection: rejection('2022-07-01') }),
      'La risposta del ciclo è stata respinta: nulla si presume.',
    ],
  ])('when %s', check(byPresumption, 'presumed'));
});
