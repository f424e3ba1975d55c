/** @example listOf(['a', 'b', 'c']) //=> 'a, b e c' */
export const listOf = (items: readonly string[]): string =>
  items.length < 2
    ? (items[0] ?? '')
    : `${items.slice(0, -1).join(', ')} e ${items[items.length - 1] ?? ''}`;

/** @example capital('diffida') //=> 'Diffida' */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Thousands with a full stop, also from 1.000 on. @example numberText(1240) //=> '1.240' */
export const numberText = (value: number): string => {
  const [whole = '', fraction] = String(Math.abs(value)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return (value < 0 ? '−' : '') + grouped + (fraction === undefined ? '' : `,${fraction}`);
};

/** @example counted(1, 'alloggio', 'alloggi') //=> '1 alloggio' */
export const counted = (n: number, one: string, many: string): string =>
  `${numberText(n)} ${n === 1 ? one : many}`;

/**
 * How far the term is, as a clause whose subject is "il termine" or "la scadenza".
 *
 * @param days from today to the due date; negative when it is past
 * @example daysLeft(5) //=> 'mancano 5 giorni'
 * @example daysLeft(-4) //=> 'è scaduto da 4 giorni'
 */
export const daysLeft = (days: number): string => {
  if (days === 0) return 'scade oggi';
  if (days === 1) return 'scade domani';
  if (days === -1) return 'è scaduto ieri';
  return days > 0
    ? `mancano ${numberText(days)} giorni`
    : `è scaduto da ${numberText(-days)} giorni`;
};

const UNITS: Record<string, readonly [string, string]> = {
  D: ['giorno', 'giorni'],
  WD: ['giorno lavorativo', 'giorni lavorativi'],
  W: ['settimana', 'settimane'],
  M: ['mese', 'mesi'],
  Y: ['anno', 'anni'],
};

/**
 * A term in words; what is no ISO period was typed by a person and stays as typed.
 *
 * @example termText('P30D') //=> '30 giorni'
 */
export const termText = (term: string): string => {
  const found = /^P(\d+)(WD|D|W|M|Y)$/.exec(term);
  const unit = UNITS[found?.[2] ?? ''];
  return found && unit ? counted(Number(found[1]), unit[0], unit[1]) : term;
};
