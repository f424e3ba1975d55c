import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { sentences } from '../text/sentences.js';
import type { Sentence } from '../text/sentences.js';
import { hazardsOf, namesOtherOwner, retracts, speaksOfToday } from './hazards.js';

const cut = (text: string): readonly Sentence[] => sentences(clean(text));
const first = (text: string): Sentence => cut(text)[0] as Sentence;
const never = (): boolean => false;
const always = (): boolean => true;

const LIMITS = 'il testo pone un’eccezione o una limitazione';
const BUT = 'il testo contiene una riserva («ma», «tuttavia»…)';
const UNSURE = 'il testo è incerto o rinvia a verifiche';
const TAKES_BACK = 'il testo rettifica, annulla o smentisce una comunicazione';
const GONE =
  'il testo parla di alloggi alienati, ceduti o demoliti: la banca dati storica li comprende';
const OTHER = 'il testo nomina alloggi o gestioni di un altro ente';
const NEW = 'il testo parla di alloggi nuovi o acquisiti';
const LOST = 'il testo parla di alloggi modificati o perduti';

describe('what takes certainty from a statement', () => {
  it.each<[string, readonly string[]]>([
    ['Il Comune non possiede alloggi ERP.', []],
    ['', []],
    ['Nessuno, tranne due.', [LIMITS]],
    ['Nessuno a parte quelli in gestione.', [LIMITS]],
    ['Non ne abbiamo, ma li gestiamo.', [BUT]],
    ['Presumibilmente nessuno.', [UNSURE]],
    ['Nessuno, salvo ulteriori verifiche.', [LIMITS, UNSURE]],
    ['Non si è in grado di rispondere.', [UNSURE]],
    ['Non si è ancora del tutto in grado di rispondere.', []],
    ['Non si è ancora in grado di rispondere.', [UNSURE]],
    ['Seguirà conferma.', [UNSURE]],
    ['Il dato è stimato.', [UNSURE]],
    ['Non si garantisce il dato.', [UNSURE]],
    ['Non tutti i dati sono verificati.', [UNSURE]],
    ['La verifica è ancora in atto.', [UNSURE]],
    ['Manca il dato delle frazioni.', [UNSURE]],
    ['Non è così.', [TAKES_BACK]],
    ['Li gestisce un altro ente.', [OTHER]],
    ['A rettifica della nostra nota.', [TAKES_BACK]],
    ['Per mero errore abbiamo scritto dieci.', [TAKES_BACK]],
    ['Non è corretto.', [TAKES_BACK]],
    ['Gli alloggi sono stati venduti.', [GONE]],
    ['Non è più proprietario.', [GONE]],
    ['Gli alloggi sono di ARCA Puglia.', [OTHER]],
    ['Nuovi alloggi in corso di costruzione.', [NEW]],
    ['Un fabbricato è crollato.', [LOST]],
    ['Tuttavia un alloggio è stato demolito. Forse due.', [BUT, UNSURE, GONE]],
  ])('is, in "%s": %j', (text, wanted) => {
    expect(hazardsOf(cut(text), never)).toEqual(wanted);
  });

  it('is whatever one of several sentences says', () => {
    expect(hazardsOf(cut('Nessun alloggio. Forse uno.'), never)).toEqual([UNSURE]);
  });

  it('is no sale and no purchase that a no-change statement denies', () => {
    expect(hazardsOf(cut('Nessuna variazione per vendite o acquisti.'), never)).toEqual([
      GONE,
      NEW,
    ]);
    expect(hazardsOf(cut('Nessuna variazione per vendite o acquisti.'), always)).toEqual([]);
  });

  it('is a sale told in another sentence than the one that denies changes', () => {
    const denies = (sentence: Sentence) => sentence.tokens.some((token) => token.is === 'nessuna');
    const text = 'Nessuna variazione per vendite. Un alloggio è stato venduto.';
    expect(hazardsOf(cut(text), denies)).toEqual([GONE]);
  });

  it.each<[string, readonly string[]]>([
    ['Nessuna variazione, tranne una.', [LIMITS]],
    ['Nessuna variazione, ma verificheremo.', [BUT]],
    ['Forse nessuna variazione.', [UNSURE]],
    ['A rettifica: nessuna variazione.', [TAKES_BACK]],
    ['Nessuna variazione per ARCA.', [OTHER]],
    ['Nessuna variazione: uno è crollato.', [LOST]],
  ])('is not denied with the changes, in "%s": %j', (text, wanted) => {
    expect(hazardsOf(cut(text), always)).toEqual(wanted);
  });
});

describe('what is said beside a zero', () => {
  const OWNS_SOME = 'il testo dice che il Comune possiede qualcosa';
  const BUILDINGS = 'il testo parla di altri edifici';
  const zero = 'Il Comune non possiede alloggi ERP. ';

  it.each<[string, readonly string[]]>([
    ['Ne possiede uno.', [OWNS_SOME]],
    ['Possediamo altro.', [OWNS_SOME]],
    ['L’Ente è altresì proprietario di terreni.', [OWNS_SOME]],
    ['Ne abbiamo.', [OWNS_SOME]],
    ['Detiene villini.', [OWNS_SOME, BUILDINGS]],
    ['Gli edifici di via Roma sono nostri.', [BUILDINGS]],
    ['Una palazzina è comunale.', [BUILDINGS]],
    ['Non possiede automezzi.', []],
    ['Nessuno li possiede.', []],
    ['Il Comune possiede n. 0 alloggi ERP.', []],
    ['La proprietà è privata.', []],
    ['Il Comune ha un ufficio.', []],
  ])('takes certainty from it, or does not: "%s": %j', (text, wanted) => {
    expect(hazardsOf(cut(zero + text), never)).toEqual(wanted);
  });

  it('takes nothing from what says that nothing changed', () => {
    const text = 'Nessuna variazione. Il Comune possiede dodici alloggi in due palazzine.';
    expect(hazardsOf(cut(text), never)).toEqual([]);
  });
});

describe('a sentence by itself', () => {
  it.each([
    ['Gli alloggi sono gestiti da ARCA', true],
    ['L’Istituto Autonomo Case Popolari', true],
    ['L’Agenzia Regionale per la Casa', true],
    ['Il Comune di Trani', false],
    ['Il barcaiolo', false],
  ])('names another owner, in "%s": %s', (text, wanted) => {
    expect(namesOtherOwner(first(text))).toBe(wanted);
  });

  it.each([
    ['Si rettifica la precedente', true],
    ['Errata corrige', true],
    ['La nota non corrisponde', true],
    ['Si conferma la precedente', false],
  ])('takes back what was said, in "%s": %s', (text, wanted) => {
    expect(retracts(first(text))).toBe(wanted);
  });

  it.each([
    ['Ad oggi non possiede alloggi', true],
    ['Attualmente nessuno', true],
    ['Allo stato nessuno', true],
    ['Alla data del 31/12/2021 nessuno', false],
    ['Alla data nessuno', false],
  ])('speaks of today, in "%s": %s', (text, wanted) => {
    expect(speaksOfToday(first(text))).toBe(wanted);
  });
});
