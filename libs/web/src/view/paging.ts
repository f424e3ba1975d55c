/** A page of a list, with the addresses of its neighbours. */
export interface Paging {
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  readonly first: number;
  readonly last: number;
  readonly previous: string | null;
  readonly next: string | null;
}

/** The page number of a query; 1 for anything else. */
export function pageNumber(text: unknown): number {
  return typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}

/**
 * Where one stands in a list.
 *
 * @param query what else the address says, kept on every page
 * @param name of the page's number in the address, where a page has two lists
 */
export function paging(
  total: number,
  wanted: number,
  size: number,
  path: string,
  query: Readonly<Record<string, string | undefined>>,
  name = 'pagina',
): Paging {
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(wanted, pages);
  const at = (n: number): string =>
    withQuery(path, { ...query, [name]: n === 1 ? undefined : String(n) });
  return {
    page,
    pages,
    total,
    first: total === 0 ? 0 : (page - 1) * size + 1,
    last: Math.min(total, page * size),
    previous: page > 1 ? at(page - 1) : null,
    next: page < pages ? at(page + 1) : null,
  };
}

/** @example withQuery('/matrice', { stato: 'scaduto', q: undefined }) //=> '/matrice?stato=scaduto' */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | undefined>>,
): string {
  const said = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const text = new URLSearchParams(said).toString();
  return text === '' ? path : `${path}?${text}`;
}

/** A text of the query, trimmed; undefined when it is empty, absent or given twice. */
export function queryText(value: unknown, longest = 200): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim().slice(0, longest);
  return text === '' ? undefined : text;
}

/** One of the known values, or undefined. */
export function oneOf<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  return known.find((one) => one === value);
}
