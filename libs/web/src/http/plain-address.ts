import { shownName, textFault } from '@app/contract';

/** The target of a request, in the one form that everything after it compares; or why it has none, in Italian. */
export type PlainAddress =
  { readonly path: string; readonly query: string } | { readonly fault: string };

/**
 * The target of a request in one form, so that a path is the same wherever it is compared: percent-encoding as RFC 3986 6.2.2
 * would have it, no empty and no dot segments, no slash at the end. What can't be told apart from something else after decoding (an
 * encoded slash, a backslash) and what is no text (controls, broken encoding) is refused.
 *
 * @param target as in the request line: `/piano?da=2022-03-01`, also with scheme and host before it
 * @example plainAddress('//%70iano/./x/../?da=1') //=> { path: '/piano', query: '?da=1' }
 * @example plainAddress('/comuni/%00') //=> { fault: 'L’indirizzo della pagina contiene un carattere di controllo (U+0000).' }
 */
export function plainAddress(target: string): PlainAddress {
  const [beforeFragment = ''] = target.split('#', 1);
  const own = beforeFragment.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '');
  const mark = own.indexOf('?');
  const raw = mark < 0 ? own : own.slice(0, mark);
  const query = mark < 0 ? '' : own.slice(mark);
  const fault = pathFault(raw) ?? queryFault(query.slice(1));
  if (fault !== null) return { fault };
  const segments: string[] = [];
  for (const segment of raw.split('/').map(decodeURIComponent)) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return { path: `/${segments.map(encodeURIComponent).join('/')}`, query };
}

function pathFault(raw: string): string | null {
  const where = 'L’indirizzo della pagina';
  const decoded = decodedOrNull(raw);
  if (decoded === null) return `${where} ha una codifica percentuale non valida.`;
  const fault = textFault(decoded, 'line');
  if (fault !== null) return `${where} ${fault}.`;
  if (/%2f|%5c|\\/i.test(raw)) return `${where} contiene una barra codificata o rovesciata.`;
  return null;
}

function queryFault(query: string): string | null {
  const broken = undecodable(query);
  if (broken !== null) {
    return `Il parametro «${shownName(broken)}» ha una codifica percentuale non valida.`;
  }
  for (const { name, value } of pairs(query)) {
    const fault = textFault(name ?? '', 'line') ?? textFault(value ?? '', 'line');
    if (fault !== null) return `Il parametro «${shownName(name ?? '')}» ${fault}.`;
  }
  return null;
}

/**
 * The first field of a query or of a form (`application/x-www-form-urlencoded`) whose percent-encoding is none of UTF-8; null when
 * all can be read.
 *
 * @example undecodable('a=%C3%A8&b=%zz') //=> 'b'
 */
export function undecodable(text: string): string | null {
  const broken = pairs(text).find(({ name, value }) => name === null || value === null);
  return broken === undefined ? null : (broken.name ?? broken.rawName);
}

const pairs = (text: string) =>
  (text === '' ? [] : text.split('&')).map((pair) => {
    const [rawName = '', ...rest] = pair.replaceAll('+', ' ').split('=');
    return { rawName, name: decodedOrNull(rawName), value: decodedOrNull(rest.join('=')) };
  });

function decodedOrNull(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
