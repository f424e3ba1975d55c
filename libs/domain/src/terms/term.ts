import { DomainError } from '../calendar/errors.js';
import type { Term } from './types.js';

const ISO_TERM = /^P(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,4})W)?(?:(\d{1,6})(WD|D))?$/;
const EXPECTED =
  'un termine come P3M (mesi), P30D (giorni), P1Y (anni), P2W (settimane) o P10WD (giorni lavorativi)';

/**
 * Reads a term: ISO 8601 periods of one unit, with `WD` for working days. Weeks are seven days, years with months are
 * months. Months mixed with days are refused: the civil code counts each its own way and says no order.
 *
 * @throws DomainError `invalid-term`, `negative-term`, `mixed-term`
 * @example parseTerm('P3M') //=> { unit: 'months', count: 3 }
 */
export function parseTerm(text: string, field = 'termine'): Term {
  if (typeof text === 'string' && /^(?:-P|P-)/.test(text)) {
    throw new DomainError(
      'negative-term',
      field,
      text,
      'un termine non negativo (un termine «almeno … prima» è positivo e si conta a ritroso)',
    );
  }
  const match = typeof text === 'string' ? ISO_TERM.exec(text) : null;
  if (match === null || text === 'P') {
    throw new DomainError('invalid-term', field, String(text), EXPECTED);
  }
  const [, years, months, weeks, days, dayUnit] = match;
  const counted = [years ?? months, weeks, days].filter((part) => part !== undefined);
  if (counted.length > 1) {
    throw new DomainError('mixed-term', field, text, 'una sola unità: anni e mesi, oppure giorni');
  }
  if (months !== undefined) {
    return { unit: 'months', count: Number(years ?? 0) * 12 + Number(months) };
  }
  if (years !== undefined) return { unit: 'years', count: Number(years) };
  if (weeks !== undefined) return { unit: 'days', count: Number(weeks) * 7 };
  return { unit: dayUnit === 'WD' ? 'working-days' : 'days', count: Number(days) };
}

const SUFFIX = { days: 'D', 'working-days': 'WD', months: 'M', years: 'Y' } as const;

/** The inverse of `parseTerm`. @example formatTerm({ unit: 'months', count: 3 }) //=> 'P3M' */
export function formatTerm(term: Term): string {
  return `P${term.count}${SUFFIX[term.unit]}`;
}

const NAMES = {
  days: ['giorno', 'giorni'],
  'working-days': ['giorno lavorativo', 'giorni lavorativi'],
  months: ['mese', 'mesi'],
  years: ['anno', 'anni'],
} as const;

/** In Italian. @example describeTerm({ unit: 'months', count: 3 }) //=> '3 mesi' */
export function describeTerm(term: Term): string {
  return `${term.count} ${NAMES[term.unit][term.count === 1 ? 0 : 1]}`;
}
