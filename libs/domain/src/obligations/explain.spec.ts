import { describe, expect, it } from '@jest/globals';
import { aSurvey } from '../surveys/testing/a-survey.js';
import {
  day,
  exempted,
  extended,
  fact,
  nilDeclared,
  noChange,
  R1,
  R2,
  rejected,
  snapshot,
  stateOf,
  transmitted,
  validated,
  variation,
} from './testing/record.js';
import type { Fact } from './types.js';

const base = transmitted('2022-03-10', { id: 'base' });
const R0 = day('2020-12-31');
const presuming = aSurvey({ presumeNoChange: true });

interface Row {
  readonly when: string;
  readonly facts: readonly Fact[];
  readonly asOf: string;
  readonly round?: typeof R1;
  readonly on?: typeof presuming;
  readonly says: string;
}

const ROWS: readonly Row[] = [
  {
    when: 'nothing came',
    facts: [],
    asOf: '2022-03-31',
    says: 'Nessuna risposta registrata per il 31/12/2021: la scadenza è il 31/03/2022.',
  },
  {
    when: 'nothing came in time',
    facts: [extended('2022-03-01', '2022-04-29')],
    asOf: '2022-04-30',
    says: 'Nessuna risposta registrata per il 31/12/2021: la scadenza del 29/04/2022 (prorogata il 01/03/2022: richiesta motivata) è trascorsa.',
  },
  {
    when: 'the stock came by hand',
    facts: [fact('transmitted', '2022-03-30', { mode: 'manual', units: 1 })],
    asOf: '2022-03-31',
    says: 'Trasmissione ufficiale con caricamento manuale del 30/03/2022 con 1 alloggio, entro la scadenza del 31/03/2022; non ancora validata dalla Regione.',
  },
  {
    when: 'it came by flow, late, recorded later, and was validated',
    facts: [transmitted('2022-04-01', { recordedAt: '2022-04-05' }, 120), validated('2022-04-06')],
    asOf: '2022-04-07',
    says: 'Trasmissione ufficiale tramite flusso del 01/04/2022 (registrata il 05/04/2022) con 120 alloggi, oltre la scadenza del 31/03/2022; validata dalla Regione il 06/04/2022.',
  },
  {
    when: 'it came twice',
    facts: [transmitted('2022-03-10'), transmitted('2022-04-08', {}, 5)],
    asOf: '2022-04-09',
    says: 'Trasmissione ufficiale tramite flusso del 10/03/2022, entro la scadenza del 31/03/2022; vale il contenuto dell’ultimo invio: trasmissione ufficiale tramite flusso dell’08/04/2022 con 5 alloggi; non ancora validata dalla Regione.',
  },
  {
    when: 'it was rejected',
    facts: [transmitted('2022-03-10'), rejected('2022-03-15')],
    asOf: '2022-03-16',
    says: 'Trasmissione del 10/03/2022 respinta il 15/03/2022 (file illeggibile): la scadenza è il 31/03/2022.',
  },
  {
    when: 'a nil return was rejected',
    facts: [nilDeclared('2022-03-10'), rejected('2022-03-15')],
    asOf: '2022-04-16',
    says: 'Comunicazione di consistenza nulla del 10/03/2022 respinta il 15/03/2022 (file illeggibile): la scadenza del 31/03/2022 è trascorsa.',
  },
  {
    when: 'a nil return came',
    facts: [nilDeclared('2022-04-01')],
    asOf: '2022-04-02',
    says: 'Consistenza nulla alla data del 31/12/2021 comunicata il 01/04/2022, oltre la scadenza del 31/03/2022.',
  },
  {
    when: 'a nil return of an earlier survey counts',
    facts: [nilDeclared('2021-02-10', R0)],
    asOf: '2022-04-02',
    says: 'Vale la consistenza nulla alla data del 31/12/2020 comunicata il 10/02/2021: da allora non risulta entrato alcun alloggio.',
  },
  {
    when: 'exempt by statement',
    facts: [base, noChange('2022-07-11')],
    asOf: '2022-07-12',
    round: R2,
    says: 'Esonerato: nessuna variazione dopo il 31/12/2021 e fino al 30/06/2022, per dichiarazione del Comune dell’11/07/2022; base: trasmissione ufficiale del 10/03/2022 riferita al 31/12/2021.',
  },
  {
    when: 'exempt by snapshots',
    facts: [
      base,
      snapshot('2022-03-10', R1, { a: 'owned' }),
      snapshot('2022-07-11', R2, { a: 'owned' }),
    ],
    asOf: '2022-07-12',
    round: R2,
    says: 'Esonerato: nessuna variazione dopo il 31/12/2021 e fino al 30/06/2022, per confronto di due stati patrimoniali, senza alcuna differenza; base: trasmissione ufficiale del 10/03/2022 riferita al 31/12/2021.',
  },
  {
    when: 'exempt by decision',
    facts: [base, exempted('2022-07-12')],
    asOf: '2022-07-12',
    round: R2,
    says: 'Esonerato: nessuna variazione dopo il 31/12/2021 e fino al 30/06/2022, per decisione motivata del 12/07/2022 (patrimonio in liquidazione; approvata da dott.ssa Rossi); base: trasmissione ufficiale del 10/03/2022 riferita al 31/12/2021.',
  },
  {
    when: 'presumed exempt',
    facts: [base],
    asOf: '2022-07-12',
    round: R2,
    on: presuming,
    says: 'Esonero presunto: nessuna variazione dopo il 31/12/2021 e fino al 30/06/2022, per registro delle variazioni vuoto; base: trasmissione ufficiale del 10/03/2022 riferita al 31/12/2021.',
  },
  {
    when: 'the exemption lapsed',
    facts: [base, noChange('2022-07-11'), variation('2022-10-03', '2022-05-05')],
    asOf: '2022-10-04',
    round: R2,
    says: 'Esonero decaduto il 03/10/2022 – variazione del 05/05/2022 (acquisizione, 3 alloggi) registrata il 03/10/2022 – e adempimento riaperto: la scadenza è il 02/11/2022.',
  },
  {
    when: 'the statement is contested',
    facts: [
      base,
      noChange('2022-07-11'),
      snapshot('2022-03-10', R1, { a: 'owned', b: 'owned' }),
      snapshot('2022-07-15', R2, { a: 'sold' }),
    ],
    asOf: '2022-07-16',
    round: R2,
    says: 'Dichiarazione di nessuna variazione contestata il 15/07/2022 dal confronto degli stati patrimoniali (2 differenze, di cui 1 unità scomparsa (anomalia)), in attesa della decisione dell’ufficio: la scadenza è il 30/09/2022.',
  },
  {
    when: 'an officer cancelled it',
    facts: [fact('cancelled', '2022-03-08', { reason: 'ente in dissesto.' })],
    asOf: '2022-03-09',
    says: 'Adempimento annullato l’08/03/2022: ente in dissesto.',
  },
];

describe('a status explains itself in one Italian sentence made from the facts', () => {
  it.each(ROWS)('when $when', ({ facts, asOf, round = R1, on, says }) => {
    const options = on === undefined ? { round } : { round, on };
    expect(stateOf(facts, asOf, options).explanation).toBe(says);
  });
});
