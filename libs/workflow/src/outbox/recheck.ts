import type { Fact, Instant, LocalDate, Municipality, PecAddress, Survey } from '@app/domain';
import { addressOn, foldMunicipality, romeDate } from '@app/domain';
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
 * Looks again, just before sending, at what the tick decided: only duties that are still open are named,
 * and a letter that has none left is withdrawn. A correction or a granted exemption speaks of duties that
 * may be satisfied, so those letters leave as decided.
 */
export function recheck(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  letter: LetterRow,
  now: Instant,
): Recheck {
  const day = romeDate(now);
  const states = foldMunicipality(survey, municipality, facts, { asOf: now, knownOn: now });
  const open = letter.obligations.filter((obligation) => {
    const state = states.find((candidate) => candidate.obligation === obligation);
    return state !== undefined && OWING.has(state.outcome) && !state.suspended;
  });
  const own = letter.obligation;
  const informs =
    letter.template === 'exemption-granted' || letter.template === 'extension-granted';
  if (!informs && !open.includes(own)) {
    const state = states.find((candidate) => candidate.obligation === own);
    const reason = state?.explanation ?? 'l’adempimento non esiste più';
    return { go: false, ends: 'withdrawn', reason: `Non serve più: ${reason}` };
  }
  const address = addressOn(municipality, day);
  if (address === null) {
    const reason = `Nessun indirizzo PEC del Comune di ${municipality.name} è valido oggi: inserirne uno in «Comune».`;
    return { go: false, ends: 'stopped', reason };
  }
  return { go: true, obligations: informs ? letter.obligations : open, address, day };
}
