import type { LocalDate } from '../../calendar/types.js';
import type { IstatCode } from '../../municipalities/types.js';
import type { Survey } from '../../surveys/types.js';
import { readDay } from '../rounds.js';
import { clean } from '../text/clean.js';
import { isSlipOf } from '../text/distance.js';
import { tokens } from '../text/tokens.js';
import type { Token } from '../text/tokens.js';
import { mentions } from '../who/names.js';
import type { NameIndex } from '../who/names.js';

/** A subject compared with the one that the letter prescribes. */
export interface LetterSubject {
  readonly kind: 'nil-return' | 'no-change';
  /** 0 to 1: words of the prescribed subject that it has. */
  readonly coverage: number;
  /** The letter's subject but for slips, missing small words, and nothing foreign in it. */
  readonly isLetters: boolean;
  readonly municipalities: readonly IstatCode[];
  /** Reference dates that it names; null for a day that exists in no calendar. */
  readonly days: readonly (LocalDate | null)[];
  readonly readings: readonly string[];
}

const SMALL = new Set(
  'di del della dei delle dell in a al alla all il la lo le gli i e ed con per da dal dalla data n nr num si l d dati'.split(
    ' ',
  ),
);
/** May stand beside the prescribed words without making it another subject. */
const HARMLESS = new Set(
  'comune citta comuni municipio invio generico push regione puglia provincia bt bat oggetto riscontro risposta nota comunicazione zero nulla nullo nulle nessuno pari ricognizione aggiornamento aggiornata semestrale riferimento riferita riferito sezione politiche abitative edilizia residenziale pubblica comunale comunali consistenza patrimoniale patrimonio immobiliare alloggio erp rif sollecito vs ns vostra prot protocollo ufficiale trasmissione dichiarazione'.split(
    ' ',
  ),
);
const NEGATIVE = new Set(['nessuna', 'nessun', 'alcuna', 'non', 'senza', 'nessuno']);

/** Compares a bare subject with one of the survey's prescribed subjects. */
export function compareSubject(
  kind: LetterSubject['kind'],
  subject: readonly Token[],
  survey: Survey,
  names: NameIndex,
): LetterSubject {
  const template = kind === 'nil-return' ? survey.nilSubject : survey.noChangeSubject;
  // The names of the placeholders, {comune} and {data}, are no content either.
  const wanted = contentWords(tokens(clean(template))).filter((word) => word !== 'comune');
  const named = mentions(subject, names);
  const free = subject.filter((_, at) => !named.some((one) => at >= one.at && at < one.end));
  const days = free.flatMap((token) =>
    token.day === undefined ? [] : [readDay(token.day, survey)],
  );
  const written = contentWords(free);
  const missing = wanted.filter((word) => !written.some((one) => isSlipOf(one, word)));
  const foreign = written.filter(
    (one) => !HARMLESS.has(one) && !wanted.some((word) => isSlipOf(one, word)),
  );
  const coverage = 1 - missing.length / Math.max(1, wanted.length);
  const isLetters =
    coverage >= 0.7 &&
    foreign.length === 0 &&
    !missing.some((word) => NEGATIVE.has(word)) &&
    !free.some((token) => token.is === '?');
  return {
    kind,
    coverage,
    isLetters,
    municipalities: [...new Set(named.map((one) => one.municipality))],
    days: days.map(({ day }) => day),
    readings: days.flatMap(({ reading }) => reading ?? []),
  };
}

const contentWords = (list: readonly Token[]): readonly string[] =>
  list.filter((token) => token.kind === 'word' && !SMALL.has(token.is)).map((token) => token.is);
