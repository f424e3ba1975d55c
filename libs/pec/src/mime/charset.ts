import { TextDecoder } from 'node:util';

/** Names that mail uses and the Encoding Standard does not. */
const ALIASES: Readonly<Record<string, string>> = {
  'cp-850': 'windows-1252',
  cp850: 'windows-1252',
  'iso-8859-1-windows-3.1-latin-1': 'windows-1252',
  ansi: 'windows-1252',
  'utf-7': 'utf-8',
  'unicode-1-1-utf-7': 'utf-8',
  'x-unknown': 'windows-1252',
  unknown: 'windows-1252',
};

const decoders = new Map<string, TextDecoder | null>();

/** Text of bytes in a named character set; an unknown or wrong one falls back to UTF-8, then Windows-1252. Never throws. */
export function decodeCharset(bytes: Uint8Array, charset: string | null): string {
  const label = (charset ?? '').trim().toLowerCase();
  const named = label === '' || label === 'us-ascii' || label === 'ascii' ? null : decoder(label);
  if (named === null || named.encoding === 'utf-8') return decodeLoose(bytes);
  return named.encoding === 'windows-1252' ? decodeWestern(bytes) : named.decode(bytes);
}

/** UTF-8 where it is UTF-8, else Windows-1252 (a superset of ISO-8859-1 in print). */
export function decodeLoose(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return decodeWestern(bytes);
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
/** 80 to 9F of Windows-1252. Node 20 decodes these as the control characters of ISO-8859-1. */
const WESTERN = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Windows-1252, which the Encoding Standard also reads for ISO-8859-1 and ASCII. */
export function decodeWestern(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.replace(/[\x80-\x9f]/g, (char) => WESTERN[char.charCodeAt(0) - 0x80] as string);
}

function decoder(label: string): TextDecoder | null {
  const known = decoders.get(label);
  if (known !== undefined) return known;
  let made: TextDecoder | null = null;
  try {
    made = new TextDecoder(ALIASES[label] ?? label);
  } catch {
    made = null;
  }
  if (decoders.size < 200) decoders.set(label, made);
  return made;
}
