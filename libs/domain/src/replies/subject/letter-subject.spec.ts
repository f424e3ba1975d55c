import { describe, expect, it } from '@jest/globals';
import { municipalities, survey } from '../testing/world.js';
import { clean } from '../text/clean.js';
import { tokens } from '../text/tokens.js';
import { knownNames } from '../who/known-names.js';
import { compareSubject } from './letter-subject.js';
import { bareSubject } from './prefixes.js';

const coverage = (kind: 'nil-return' | 'no-change', subject: string): number =>
  compareSubject(kind, tokens(bareSubject(clean(subject)).text), survey, knownNames(municipalities))
    .coverage;
const REST =
  'Trasmissione consistenza patrimonio immobiliare – Numero Alloggi ERP in proprietà alla data del 31/12/2021';

describe('how much a subject has of the letter’s', () => {
  it.each([
    [`Comune di Trani – ${REST}`, 1],
    [`Prot. N.0001234/2022 – Città di Trani (BT) - ${REST.toUpperCase()}`, 1],
    [`Comuni di Trani, Corato e Andria – ${REST}`, 1],
    [`Trani: ${REST.replace('Trasmissione', 'Transmissione').replace('Alloggi', 'allogi')}`, 1],
    ['Consistenza patrimonio immobiliare – Numero alloggi', 0.625],
    ['Consistenza patrimonio immobiliare – Numero alloggi ERP', 0.75],
    ['PUSH', 0],
  ])('is, in "%s", %d', (subject, wanted) => {
    expect(coverage('nil-return', subject)).toBe(wanted);
  });

  it('is counted for the no-change statement apart', () => {
    expect(coverage('no-change', `Comune di Trani – ${REST}`)).toBeLessThan(0.7);
    expect(coverage('no-change', 'Nessuna variazione del patrimonio immobiliare ERP')).toBe(5 / 6);
  });
});
