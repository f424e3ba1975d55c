import type { ObligationState, Outcome, Timeliness } from './types.js';

const ANSWERED: Readonly<Record<Exclude<Outcome, 'open' | 'rejected'>, string>> = {
  transmitted: 'Trasmesso',
  validated: 'Validato',
  nil: 'Consistenza nulla',
  exempt: 'Esonerato',
  cancelled: 'Annullato',
};

/** One word for each timeliness, the same on page, terminal and export. */
export const TIMELINESS_WORDS: Readonly<Record<Timeliness, string>> = {
  pending: 'in corso',
  'on-time': 'nei termini',
  late: 'in ritardo',
  overdue: 'scaduto',
};

/**
 * The short Italian word for a status, the same on page, terminal and export. Never colour alone, never the code.
 *
 * @example statusWord(state) //=> 'Trasmesso in ritardo'
 */
export function statusWord(state: ObligationState): string {
  if (state.outcome === 'rejected') return 'Respinto, da rifare';
  if (state.outcome === 'open') {
    if (state.contest !== null) return 'Da esaminare';
    if (state.suspended) return 'Sospeso';
    return state.timeliness === 'overdue' ? 'Scaduto' : 'In attesa';
  }
  if (state.presumed) return 'Esonero presunto';
  if (state.carriedNil) return 'Nulla già comunicata';
  const word = ANSWERED[state.outcome];
  return state.timeliness === 'late' ? `${word} in ritardo` : word;
}
