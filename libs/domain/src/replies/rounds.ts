import { formatDate } from '../calendar/format.js';
import { localDate } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/types.js';
import { isReferenceDate } from '../surveys/references.js';
import type { Survey } from '../surveys/types.js';
import { isDwelling, isEstate } from './says/words.js';
import type { Token, WrittenDay } from './text/tokens.js';

/** A day written in a message that is, or might be meant as, a reference date. */
export interface NamedDay {
  readonly day: LocalDate | null;
  /** The survey has a round of that date. */
  readonly isRound: boolean;
  /** It stands for an earlier transmission or for an act, not for what is declared. */
  readonly aside: boolean;
  /** How an impossible date was read; null when it needs no reading. */
  readonly reading: string | null;
  readonly at: number;
}

const pad = (n: number): string => String(n).padStart(2, '0');

/**
 * The days of a text that fall on the survey's reference days, with how the letter's "31/06" is read. Another
 * impossible date is no day at all.
 */
export function namedDays(list: readonly Token[], survey: Survey): readonly NamedDay[] {
  return list.flatMap((token, at) => {
    if (token.day === undefined) return [];
    const { day, reading } = readDay(token.day, survey);
    const isRound = day !== null && isReferenceDate(survey, day);
    const onReferenceDay = day !== null && survey.referenceDays.includes(day.slice(5));
    if (!isRound && !onReferenceDay) return [];
    return [{ day, isRound, aside: standsAside(list, at), reading, at }];
  });
}

/** Any day of a text, for a subject that must name its round. */
export function readDay(
  { year, month, day }: WrittenDay,
  survey: Survey,
): { day: LocalDate | null; reading: string | null } {
  const written = `${pad(day)}/${pad(month)}`;
  const known = survey.readings.find((reading) => reading.asWritten === written);
  const [d = '', m = ''] = (known?.readAs ?? written).split('/');
  try {
    const read = localDate(`${year}-${m}-${d}`);
    if (known === undefined) return { day: read, reading: null };
    const reading = `«${written}/${year}» è letto come ${formatDate(read)}, secondo la lettura confermata da ${known.confirmedBy}.`;
    return { day: read, reading };
  } catch {
    return { day: null, reading: null };
  }
}

const ACTS = new Set(
  'prot protocollo nota note delibera deliberazione determina determinazione pec legge l lr dpr dlgs decreto dgr regolamento circolare atto art entro scadenza scadente scade termine comunicazione lettera richiesta sollecito nata nato verbale inviata pervenuta acquisita'.split(
    ' ',
  ),
);
const EARLIER = new Set(
  'ultima ultimo precedente precedenti rispetto dal dall dalla precedentemente gia successivamente scorsa scorso tra fra'.split(
    ' ',
  ),
);
/** "dall'ultima trasmissione fino al 30/06/2022": the end is what is declared. */
const UNTIL = new Set(['fino', 'sino', 'finora']);

/** "nota prot. 12 del 30/06/2022", "ultima trasmissione riferita al 31/12/2021", "dal 31/12/2021". */
export function standsAside(list: readonly Token[], at: number): boolean {
  if (isNumbered(list, at)) return true;
  for (let distance = 1; distance <= 10; distance += 1) {
    const token = list[at - distance];
    if (token === undefined || token.kind === 'day' || UNTIL.has(token.is)) return false;
    if (token.is === ',' || token.is === ';') return false;
    if (distance <= 7 && ACTS.has(token.is)) return true;
    if (EARLIER.has(token.is)) return true;
    if (SENT.test(token.is)) return !list.slice(at - distance, at).some(isStock);
  }
  return false;
}

/** "n. 15678 del 15/02/2022": an act's day. */
function isNumbered(list: readonly Token[], at: number): boolean {
  const number = list[at - 2];
  const isNumber = number?.kind === 'code' || (number?.value ?? 0) > 0;
  return isNumber && ['del', 'dd', '-'].includes(list[at - 1]?.is ?? '');
}

/** "trasmissione del 18/03/2022", not "trasmissione della consistenza al 31/12/2021". */
const SENT = /^(?:trasmission[ei]|trasmess[oaie])$/;
const isStock = (token: Token): boolean => isDwelling(token) || isEstate(token);
