/** Reading what users submit: just the fields that a provider looks at. Bytes are never changed here. */

export interface RawHeader {
  readonly name: string;
  /** Unfolded, undecoded. */
  readonly value: string;
}

/** Where the header ends: the index of the first byte of the body. */
export function splitHeader(raw: Uint8Array): { headers: RawHeader[]; bodyAt: number } {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const crlf = bytes.indexOf('\r\n\r\n');
  const lf = bytes.indexOf('\n\n');
  const useCrlf = crlf >= 0 && (lf < 0 || crlf < lf);
  const end = useCrlf ? crlf : lf >= 0 ? lf : bytes.length;
  const bodyAt = Math.min(bytes.length, end + (useCrlf ? 4 : lf >= 0 ? 2 : 0));
  const lines = bytes
    .subarray(0, end)
    .toString('latin1')
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/);
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon > 0
      ? [{ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }]
      : [];
  });
  return { headers, bodyAt };
}

export const headerValues = (headers: readonly RawHeader[], name: string): string[] =>
  headers.filter((h) => h.name.toLowerCase() === name.toLowerCase()).map((h) => h.value);

export const headerValue = (headers: readonly RawHeader[], name: string): string | null =>
  headerValues(headers, name)[0] ?? null;

/** Encoded words (RFC 2047) and raw UTF-8 as text. */
export function decodeHeader(value: string): string {
  const text = /[\x80-\xff]/.test(value) ? Buffer.from(value, 'latin1').toString('utf8') : value;
  return text
    .replace(/(\?=)\s+(?==\?)/g, '$1')
    .replace(
      /=\?([^?\s]+)\?([bq])\?([^?]*)\?=/gi,
      (_all, charset: string, kind: string, data: string) =>
        decodeBytes(
          kind.toLowerCase() === 'b'
            ? Buffer.from(data, 'base64')
            : decodeQuoted(data.replaceAll('_', ' ')),
          charset,
        ),
    );
}

/** Bytes of quoted-printable text. */
export function decodeQuoted(text: string): Buffer {
  const joined = text
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(joined, 'latin1');
}

export function decodeBytes(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A charset that nobody knows: Latin-1 shows every byte as something.
    return Buffer.from(bytes).toString('latin1');
  }
}

/**
 * The addresses of a From, To or Cc value, lower case; quoted names and comments don't count.
 *
 * @example addresses('"Rossi, Mario" <M.Rossi@pec.it>, b@pec.it') //=> ['m.rossi@pec.it', 'b@pec.it']
 */
export function addresses(value: string): string[] {
  const bare = value.replace(/"(?:[^"\\]|\\.)*"/g, '').replace(/\([^()]*\)/g, '');
  return bare
    .split(/[,;]/)
    .map((part) =>
      (/<([^<>]*)>/.exec(part)?.[1] ?? part.replace(/^[^:]*:/, '')).trim().toLowerCase(),
    )
    .filter((address) => address.includes('@'));
}

/** A parameter of a Content-Type or Content-Disposition value. */
export function parameter(value: string, name: string): string | null {
  const match = new RegExp(`(?:^|;)\\s*${name}\\*?\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(
    value,
  );
  return match ? (match[1] ?? match[2] ?? null) : null;
}
