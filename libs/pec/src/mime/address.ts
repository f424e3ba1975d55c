import { decodeWords } from './words.js';

export interface Address {
  /** Lower case. */
  readonly address: string;
  readonly name: string | null;
}

/**
 * The addresses of a From, To or Cc header. RFC 5322 §3.4: quoted names may hold `<`, `@` and `,`
 * (`"Per conto di: a@b.it" <posta-certificata@…>`), so the text is read character by character.
 */
export function parseAddresses(header: string): readonly Address[] {
  const found: Address[] = [];
  let display = '';
  let angle: string | null = null;
  let depth = 0;
  let inAngle = false;
  const flush = (): void => {
    const text = angle ?? display;
    const address = text.replace(/\s+/g, '').toLowerCase();
    if (address !== '') {
      const name = angle === null ? '' : decodeWords(display).trim();
      found.push({ address, name: name === '' ? null : name });
    }
    display = '';
    angle = null;
    inAngle = false;
  };
  for (let at = 0; at < header.length && found.length < 1000; at += 1) {
    const char = header[at] as string;
    if (depth > 0) {
      if (char === '\\') at += 1;
      else if (char === '(') depth += 1;
      else if (char === ')') depth -= 1;
    } else if (char === '"') {
      const [text, end] = quotedText(header, at);
      if (inAngle) angle = `${angle ?? ''}${text}`;
      else display += text;
      at = end;
    } else if (char === '(') depth += 1;
    else if (inAngle && char === '>') inAngle = false;
    else if (inAngle) angle = `${angle ?? ''}${char}`;
    else if (char === '<' && angle === null) {
      inAngle = true;
      angle = '';
    } else if (char === ',' || char === ';') flush();
    else if (char === ':' && angle === null && !display.includes('@')) display = '';
    else display += char;
  }
  flush();
  // An unquoted comma in a display name (`Comune di Trani, Ufficio casa <…>`) makes no address of its own.
  return found.filter((one) => one.address.includes('@'));
}

function quotedText(text: string, from: number): [string, number] {
  let found = '';
  let at = from + 1;
  for (; at < text.length && text[at] !== '"'; at += 1) {
    if (text[at] === '\\' && at + 1 < text.length) at += 1;
    found += text[at];
  }
  return [found, at];
}

/** An id without angle brackets, white space or comments; null when empty. */
export function bareId(value: string | null): string | null {
  if (value === null) return null;
  const inside = /<([^<>]*)>/.exec(value);
  const id = (inside?.[1] ?? value).replace(/\s+/g, '');
  return id === '' ? null : id;
}

/** The ids of a References or In-Reply-To header, without brackets. */
export function idsOf(header: string | null): readonly string[] {
  if (header === null) return [];
  const ids = [...header.matchAll(/<([^<>]{1,998})>/g)].map((match) =>
    (match[1] ?? '').replace(/\s+/g, ''),
  );
  if (ids.length > 0) return ids.filter((id) => id !== '').slice(0, 200);
  const bare = header.trim();
  return /^[^\s<>]+@[^\s<>]+$/.test(bare) ? [bare] : [];
}
