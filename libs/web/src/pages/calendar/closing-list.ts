import { formatDate } from '@app/domain';
import type { LocalDate, Municipality } from '@app/domain';
import type { ClosingDay } from '@app/workflow';
import { dayOrNull } from '../../view/fields.js';
import { links } from '../../view/links.js';
import { pageNumber, paging, queryText, withQuery } from '../../view/paging.js';
import { plainText } from '../../view/plain-text.js';

export const CLOSINGS = '/calendario/chiusure';
const ROWS = 50;

/** A closing day in words: "16/09 di ogni anno". */
export function closingText(day: string): string {
  return day.length === 5
    ? `${day.slice(3)}/${day.slice(0, 2)} di ogni anno`
    : formatDate(day as LocalDate);
}

/** Where a closing day is taken back. */
export const removalHref = ({ municipality, day }: Pick<ClosingDay, 'municipality' | 'day'>) =>
  withQuery(`${CLOSINGS}/togli`, { comune: municipality, giorno: day });

/** The closing days that fall on a day, each year or only then. */
export const closedOn = (day: string, closings: readonly ClosingDay[]): readonly ClosingDay[] =>
  closings.filter((one) => one.day === day || one.day === day.slice(5));

/**
 * A page of the closing days: of all, of the municipalities whose name has what is written, or of one day.
 *
 * @param asked `nome`, `giorno` and `pagina` of the address
 */
export function closingList(
  all: readonly ClosingDay[],
  municipalities: ReadonlyMap<string, Municipality>,
  asked: Readonly<Record<string, unknown>>,
) {
  const nameOf = (istat: string): string => municipalities.get(istat)?.name ?? istat;
  const name = queryText(asked['nome']);
  const day = dayOrNull(queryText(asked['giorno']) ?? '') ?? undefined;
  const wanted = plainText(name ?? '');
  const ofDay = day === undefined ? all : closedOn(day, all);
  const matching =
    name === undefined
      ? ofDay
      : ofDay.filter(({ municipality }) => plainText(nameOf(municipality)).includes(wanted));
  const query = { nome: name, giorno: day };
  const page = paging(matching.length, pageNumber(asked['pagina']), ROWS, CLOSINGS, query);
  return {
    filter: { name, day },
    filtered: name !== undefined || day !== undefined,
    // Few are looked through faster than they are searched.
    searchable: all.length > ROWS,
    paging: page,
    closings: matching.slice((page.page - 1) * ROWS, page.page * ROWS).map((one) => ({
      name: nameOf(one.municipality),
      href: links.municipality(one.municipality),
      text: closingText(one.day),
      by: one.by,
      at: one.at,
      removeHref: removalHref(one),
    })),
  };
}
