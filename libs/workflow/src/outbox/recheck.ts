import type {
  Fact,
  Instant,
  LocalDate,
  Municipality,
  NoticeKind,
  ObligationState,
  PecAddress,
  Refusal,
  Survey,
} from '@app/domain';
import {
  addressOn,
  againstResending,
  daysBetween,
  faultSentence,
  foldMunicipality,
  formatDate,
  guarded,
  isNotice,
  romeDate,
  stillTrue,
} from '@app/domain';
import type { LetterRow } from '@app/persistence';

/** What the look just before sending says: leave, with which duties and to where; or not, and why. */
export type Recheck =
  | {
      readonly go: true;
      readonly obligations: readonly string[];
      readonly address: PecAddress;
      readonly day: LocalDate;
    }
  | { readonly go: false; readonly ends: 'withdrawn' | 'stopped'; readonly reason: string };

/** Outcomes that owe an answer. */
const OWING = new Set(['open', 'rejected']);

/**
 * Looks again, just before sending, at what the tick decided: only duties that are still open are named, and a
 * letter that has none left is withdrawn. So is one whose due date was changed meanwhile (the ladder counts
 * anew), one that announces a due date which has passed, one decided too long ago, and one that tells of an
 * exemption or an extension which is no longer in force; one that repeats another, when that or a later one has arrived.
 * One to a municipality whose record can't be read is stopped.
 */
export function recheck(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  letter: LetterRow,
  now: Instant,
): Recheck {
  let stopped: Recheck | null = null;
  const look = (): Recheck => lookAgain(survey, municipality, facts, letter, now);
  const looked = guarded(municipality, look, (fault) => {
    stopped = { go: false, ends: 'stopped', reason: faultSentence(fault) };
  });
  return (looked ?? stopped)!;
}

function lookAgain(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  letter: LetterRow,
  now: Instant,
): Recheck {
  const day = romeDate(now);
  const states = foldMunicipality(survey, municipality, facts, { asOf: now, knownOn: now });
  const stateOf = (obligation: string): ObligationState | undefined =>
    states.find((candidate) => candidate.obligation === obligation);
  const own = stateOf(letter.obligation);
  const reason = isNotice(letter.rung)
    ? untold(letter.rung, letter, own)
    : whyNot(survey, letter, own, day);
  const withdrawn = reason ?? whyNotAgain(survey, municipality, facts, letter, now)?.message;
  if (withdrawn !== undefined) return { go: false, ends: 'withdrawn', reason: withdrawn };
  const address = addressOn(municipality, day);
  if (address === null) {
    const missing = `Nessun indirizzo PEC del Comune di ${municipality.name} è valido oggi: inserirne uno in «Comune».`;
    return { go: false, ends: 'stopped', reason: missing };
  }
  const obligations = isNotice(letter.rung)
    ? letter.obligations
    : letter.obligations.filter((obligation) => owes(stateOf(obligation)));
  return { go: true, obligations, address, day };
}

/** Why a letter that repeats another is no longer needed: the first arrived after all, or a later one did. */
function whyNotAgain(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  { id, repeats, obligation }: LetterRow,
  now: Instant,
): Refusal | null {
  if (repeats === null) return null;
  const others = facts.filter((fact) => !('letter' in fact.payload && fact.payload.letter === id));
  return againstResending(survey, municipality, others, { repeats, obligation }, now);
}

const owes = (state: ObligationState | undefined): boolean =>
  state !== undefined && OWING.has(state.outcome) && !state.suspended;

/** Why a letter that tells of a decision would tell what is no longer in force; null when it still is. */
function untold(
  kind: NoticeKind,
  { repeats, dueVersion }: LetterRow,
  own: ObligationState | undefined,
): string | null {
  // A repetition bears the version of the letter that it repeats: `whyNotAgain` judges that.
  const same = repeats !== null || own?.due.version === dueVersion;
  if (own !== undefined && same && !own.suspended && stillTrue(kind, own)) return null;
  return `Ciò che comunica non vale più: ${own?.explanation ?? 'l’adempimento non esiste più.'}`;
}

/** Why a letter is no longer needed, or no longer true; null when it is both. */
function whyNot(
  survey: Survey,
  letter: LetterRow,
  own: ObligationState | undefined,
  day: LocalDate,
): string | null {
  if (own === undefined || !owes(own)) {
    const why = own?.suspended
      ? 'i termini sono sospesi.'
      : (own?.explanation ?? 'l’adempimento non esiste più.');
    return `Non serve più: ${why}`;
  }
  const rung = survey.rungs.find((candidate) => candidate.id === letter.rung);
  const due = formatDate(own.due.date);
  if (rung !== undefined && !rung.once && own.due.version !== letter.dueVersion) {
    return `La scadenza è cambiata (ora ${due}): il gradino si conta di nuovo da quella.`;
  }
  if (rung !== undefined && rung.offset <= 0 && day > own.due.date) {
    return `Annuncia la scadenza del ${due}, che è passata.`;
  }
  const age = daysBetween(romeDate(letter.decidedAt), day);
  if (age > survey.staleAfterDays) {
    return `Decisa ${age} giorni fa e non ancora partita: dopo ${survey.staleAfterDays} giorni non parte più.`;
  }
  return null;
}
