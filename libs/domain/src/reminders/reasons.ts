import { formatDate } from '../calendar/index.js';
import type { LocalDate } from '../calendar/types.js';
import type { Outcome } from '../obligations/types.js';
import type { NoticeKind, Survey } from '../surveys/types.js';
import type { Need } from './needs.js';
import { remember } from './remember.js';
import { rungName } from './rung-name.js';

/** The sentences a clerk would write for each decision. Subject is always "il gradino", so that no gender is guessed. */

/** How a duty stands, after «è». */
export const SATISFIED: Readonly<Record<Outcome, string>> = {
  open: 'aperto',
  rejected: 'respinto',
  transmitted: 'assolto con la trasmissione in PUSH',
  validated: 'assolto e validato dalla Regione',
  nil: 'assolto con la comunicazione di consistenza nulla',
  exempt: 'in esonero',
  cancelled: 'annullato',
};

const days = (n: number): string => (n === 1 ? '1 giorno' : `${n} giorni`);

/** "15 giorni prima della scadenza del 31/03/2022". */
export function whereOnLadder(offset: number, due: LocalDate): string {
  const date = formatDate(due);
  if (offset === 0) return `giorno della scadenza del ${date}`;
  return offset < 0
    ? `${days(-offset)} prima della scadenza del ${date}`
    : `${days(offset)} dopo la scadenza del ${date}`;
}

/** Letters of one campaign name the same obligations: the clause is written once for each list. */
const clauses = new WeakMap<readonly string[], string>();

/** The clause that says what else the letter names. */
function alsoNaming(obligations: readonly string[]): string {
  if (obligations.length < 2) return '';
  let clause = clauses.get(obligations);
  if (clause === undefined) {
    const dates = obligations.map((id) => formatDate(id.slice(-10) as LocalDate));
    clause = ` La lettera riepiloga ${obligations.length} adempimenti aperti, con riferimento al ${dates.join(', ')}.`;
    clauses.set(obligations, clause);
  }
  return clause;
}

export function sendReason(
  day: LocalDate,
  target: LocalDate,
  offset: number,
  due: LocalDate,
  obligations: readonly string[],
): string {
  return `${whyNow(day, target, offset, due)}${alsoNaming(obligations)}`;
}

const whyNow = remember((day: LocalDate, target: LocalDate, offset: number, due: LocalDate) => {
  const where = whereOnLadder(offset, due);
  const when =
    target === day
      ? `Giorno previsto dalla scala (${where})`
      : `Previsto per il ${formatDate(target)} (${where}), parte al primo giorno utile`;
  return `${when}: l’adempimento è ancora aperto.`;
});

export function officerSendReason(why: string, obligations: readonly string[]): string {
  return `Invio disposto dall’ufficio: ${sentence(why)}${alsoNaming(obligations)}`;
}

/** Why a letter that was not delivered leaves once more. */
export const repeatReason = (
  first: LocalDate,
  why: string,
  obligations: readonly string[],
): string =>
  `Rispedizione, disposta dall’ufficio, della lettera del ${formatDate(first)} che non è stata consegnata: ${sentence(why)}${alsoNaming(obligations)}`;

/** Why a letter is not sent once more after all. */
export const repeatGivenUpReason = (why: string): string => `Rispedizione non fatta. ${why}`;

export function correctionReason(
  kind: 'rejected' | 'lapsed',
  at: LocalDate,
  obligations: readonly string[],
): string {
  return `Spiega al Comune perché l’adempimento è di nuovo aperto (${reopening(kind)} il ${formatDate(at)}).${alsoNaming(obligations)}`;
}

export function correctionAwaitsReason(kind: 'rejected' | 'lapsed', at: LocalDate): string {
  return `Adempimento riaperto il ${formatDate(at)} (${reopening(kind)}): la lettera che lo spiega aspetta la conferma di un funzionario.`;
}

export const correctionSettledReason = (outcome: Outcome): string =>
  `La lettera di riapertura non serve più: l’adempimento è ${SATISFIED[outcome]}.`;

/** Why a letter that tells of a decision isn't sent. */
export const noticeSettledReason = (kind: NoticeKind, outcome: Outcome): string =>
  kind === 'exemption-granted'
    ? `La comunicazione di esonero non serve più: l’adempimento è ${SATISFIED[outcome]}.`
    : outcome === 'open' || outcome === 'rejected'
      ? 'La comunicazione di proroga non serve più: la scadenza in vigore non è quella prorogata.'
      : `La comunicazione di proroga non serve più: l’adempimento è ${SATISFIED[outcome]}.`;

const reopening = (kind: 'rejected' | 'lapsed'): string =>
  kind === 'rejected' ? 'trasmissione respinta' : 'esonero o consistenza nulla decaduti';

export const skippedReason = remember(
  (outcome: Outcome, target: LocalDate) =>
    `Al ${formatDate(target)}, giorno previsto, l’adempimento è ${SATISFIED[outcome]}: nessun sollecito.`,
);

/** Cancelled by an officer, or because the municipality ended. */
export function cancelledReason(
  target: LocalDate,
  end: { readonly on: LocalDate; readonly into: string | null } | null,
): string {
  const on = formatDate(target);
  if (end === null || end.on > target) {
    return `Al ${on}, giorno previsto, l’adempimento è annullato: nessuna lettera.`;
  }
  const heir = end.into === null ? '' : ` e gli obblighi passano all’ente ${end.into}`;
  return `Dal ${formatDate(end.on)} il Comune non esiste più${heir}: nessuna lettera il ${on}.`;
}

export function missedWhileSatisfiedReason(outcome: Outcome, target: LocalDate): string {
  return `Al ${formatDate(target)}, giorno previsto, l’adempimento era ${SATISFIED[outcome]}: il gradino resta saltato e la scala riprende dal successivo.`;
}

export const officerSkipReason = (why: string): string =>
  `Saltato per decisione dell’ufficio: ${sentence(why)}`;

export const afterDueReason = (target: LocalDate, due: LocalDate): string =>
  `Previsto per il ${formatDate(target)} e non partito: dopo la scadenza del ${formatDate(due)} una lettera che la precede non parte più.`;

export function staleReason(target: LocalDate, limit: number, missing: readonly Need[]): string {
  const waiting = missing.length === 0 ? '' : ` Aspettava: ${listNeeds(missing)}.`;
  return `Previsto per il ${formatDate(target)}: sono passati più di ${days(limit)} senza che potesse partire.${waiting}`;
}

export const lockedReason = (missing: readonly Need[]): string =>
  `Bloccato: manca ${listNeeds(missing)}.`;

const listNeeds = (missing: readonly Need[]): string =>
  missing.map(({ italian }) => italian).join('; ');

export function foldedReason(survey: Survey, into: string): string {
  return `Maturato insieme a un gradino successivo: parte solo «${rungName(survey, into)}».`;
}

export function bundledReason(survey: Survey, into: string, day: LocalDate): string {
  return `Una sola lettera al giorno per Comune: compreso nella lettera «${rungName(survey, into)}» del ${formatDate(day)}.`;
}

export function gapReason(last: LocalDate, gap: number, until: LocalDate): string {
  const room = gap === 1 ? 'almeno 1 giorno lavorativo' : `almeno ${gap} giorni lavorativi`;
  return `Ultima lettera al Comune il ${formatDate(last)}: la successiva aspetta ${room} e può partire dal ${formatDate(until)}.`;
}

export const oneADayReason = (until: LocalDate): string =>
  `Oggi parte già una lettera per questo Comune e se ne invia una sola al giorno: rinviato al ${formatDate(until)}.`;

export const correctionFirstReason = (): string =>
  'Prima deve partire la lettera che spiega la riapertura dell’adempimento.';

export const suspendedReason = (): string =>
  'Adempimento sospeso: nessuna lettera fino alla ripresa dei termini.';

export const officerPostponedReason = (until: LocalDate, why: string): string =>
  `Rinviato dall’ufficio al ${formatDate(until)}: ${sentence(why)}`;

export const beforeDueReason = (due: LocalDate, until: LocalDate): string =>
  `La lettera parla di un termine scaduto e la scadenza è il ${formatDate(due)}: può partire dal ${formatDate(until)}.`;

export const closingDayReason = (day: LocalDate, until: LocalDate): string =>
  `Il ${formatDate(day)} gli uffici del Comune sono chiusi: rinviato al ${formatDate(until)}.`;

export const notWorkingDayReason = (day: LocalDate, until: LocalDate): string =>
  `Il ${formatDate(day)} non è un giorno lavorativo: rinviato al ${formatDate(until)}.`;

export const outsideWindowReason = (from: string, to: string, until: LocalDate): string =>
  `Fuori dall’orario di invio (${from}–${to}): rinviato al ${formatDate(until)}.`;

/** A reason typed by a person, closed by one full stop. */
function sentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return 'motivo non indicato.';
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
