import { describe, expect, it } from '@jest/globals';
import { municipalities, survey } from '../testing/world.js';
import { clean } from '../text/clean.js';
import { tokens } from '../text/tokens.js';
import { knownNames } from '../who/known-names.js';
import { compareSubject } from './letter-subject.js';
import { bareSubject } from './prefixes.js';

const compare = (kind: 'nil-return' | 'no-change', subject: string) =>
  compareSubject(
    kind,
    tokens(bareSubject(clean(subject)).text),
    survey,
    knownNames(municipalities),
  );
const REST =
  'Trasmissione consistenza patrimonio immobiliare – Numero Alloggi ERP in proprietà alla data del 31/12/2021';

describe('the subject of the letter’s nil return', () => {
  it.each([
    `Comune di Trani – ${REST}`,
    `COMUNE DI TRANI – ${REST.toUpperCase()}`,
    `comune di trani - ${REST.toLowerCase()}`.replace('à', 'a'),
    `Comune di Trani - ${REST.replace('–', '-').replace('proprietà', "proprieta'")}`,
    `Comune di Trani — ${REST.replace('–', '—')}`,
    `Città di Trani – ${REST}`,
    `Trani: ${REST}`,
    `Comune di Trani (BT) – ${REST}`,
    `Comune di Trani-${REST}`,
    `Prot. N.0001234/2022 – Comune di Trani – ${REST}`,
    `Comune di Trani – ${REST.replace('Trasmissione', 'Transmissione').replace('Alloggi', 'allogi')}`,
    `Comune di Trani – ${REST.replace('31/12/2021', '31.12.21')}`,
    `Comune di Trani – ${REST.replace('31/12/2021', '31 dicembre 2021')}`,
    `Comune di Trani – ${REST.replace(' alla data del', ' al')}`,
    `Comune di Trani – ${REST.replace(' immobiliare', '')}`,
    `Comune di Trani – ${REST}: 0 (zero)`,
  ])('is "%s"', (subject) => {
    const found = compare('nil-return', subject);
    expect(found).toMatchObject({
      isLetters: true,
      municipalities: ['110009'],
      days: ['2021-12-31'],
    });
  });

  it.each([
    `Richiesta chiarimenti: Comune di Trani – ${REST}`,
    `Rettifica Comune di Trani – ${REST}`,
    `Proroga Comune di Trani – ${REST}`,
    'Comune di Trani – alloggi ERP al 31/12/2021',
    `Comune di Trani – ${REST.replace('in proprietà', 'non in proprietà')}`,
    `Comune di Trani – ${REST.replace('in proprietà', 'sfitti in proprietà')}`,
    `Comune di Trani – ${REST}?`,
    'Ricognizione del patrimonio ERP in PUSH – Promemoria: dati al 31/12/2021 – Comune di Trani',
  ])('is not "%s"', (subject) => {
    expect(compare('nil-return', subject).isLetters).toBe(false);
  });

  it.each([
    `Rettifica – Comune di Trani – ${REST}`,
    `Comune di Trani Rettifica – ${REST}`,
    `Comuni di Trani, Corato e Andria – ${REST}`,
  ])('has no room for a foreign word: "%s"', (subject) => {
    expect(compare('nil-return', subject)).toMatchObject({ coverage: 1, isLetters: false });
  });

  it('may name several municipalities of the survey', () => {
    expect(compare('nil-return', `Comuni di Trani, Andria e Barletta – ${REST}`)).toMatchObject({
      coverage: 1,
      isLetters: true,
      municipalities: ['110009', '110001', '110002'],
    });
  });

  it.each([
    ['Consistenza patrimonio immobiliare – Numero alloggi', 0.625, false],
    ['Consistenza patrimonio immobiliare – Numero alloggi ERP', 0.75, true],
    ['Trasmissione consistenza patrimonio immobiliare – Numero alloggi ERP in proprietà', 1, true],
    ['PUSH', 0, false],
  ])('counts the words that it has beside the name: "%s"', (subject, coverage, isLetters) => {
    for (const name of ['Comune di Trani', 'Trani', '']) {
      expect(compare('nil-return', `${name} ${subject}`)).toMatchObject({ coverage, isLetters });
    }
  });

  it('is enough with seven words in ten', () => {
    const nilSubject =
      'Comune di {comune} – Elenco alloggi ERP vuoti sfitti occupati regolari abusivi venduti demoliti – {data}';
    const known = { ...survey, nilSubject };
    const read = (text: string) =>
      compareSubject('nil-return', tokens(text), known, knownNames(municipalities));
    expect(read('elenco alloggi ERP vuoti sfitti occupati regolari')).toMatchObject({
      coverage: 0.7,
      isLetters: true,
    });
    expect(read('elenco alloggi ERP vuoti sfitti occupati').isLetters).toBe(false);
  });

  it('says of no other day how it is read', () => {
    expect(compare('nil-return', `Comune di Trani – ${REST}`).readings).toEqual([]);
  });

  it('names the municipality, however its name is shortened or mistyped', () => {
    const named = (name: string) => compare('nil-return', `${name} – ${REST}`).municipalities;
    expect(named('Comune di S. Ferdinando di Puglia')).toEqual(['110007']);
    expect(named('Comune di Canosa')).toEqual(['110004']);
    expect(named('Comune di Minervino')).toEqual(['110006']);
    expect(named('Comune di Trinitapol')).toEqual(['110010']);
    expect(named('Comune di XXX')).toEqual([]);
    expect(named('Comuni di Trani, Andria e Barletta')).toEqual(['110009', '110001', '110002']);
  });

  it('reads the letter’s 31/06 as 30/06 and says so, and no other impossible day', () => {
    const june = compare(
      'nil-return',
      `Comune di Trani – ${REST.replace('31/12/2021', '31/06/2022')}`,
    );
    expect(june.days).toEqual(['2022-06-30']);
    expect(june.readings[0]).toContain('«31/06/2022» è letto come 30/06/2022');
    const april = compare('nil-return', `Comune di Trani – ${REST.replace('31/12', '31/04')}`);
    expect(april.days).toEqual([null]);
  });
});

describe('the subject of the no-change statement', () => {
  it('is another one when it tells of a change', () => {
    const subject =
      'Comune di Trani – Dichiarazione di nessuna variazione del patrimonio immobiliare ERP alla data del 30/06/2022';
    expect(compare('no-change', subject).isLetters).toBe(true);
    expect(compare('no-change', subject.replace('nessuna ', '')).isLetters).toBe(false);
    expect(compare('no-change', subject.replace('nessuna', 'una')).isLetters).toBe(false);
  });
});
