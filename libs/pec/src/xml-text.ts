import { decodeCharset, decodeWestern } from './mime/charset.js';
import type { Faults } from './mime/fault.js';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The text of an XML document: byte order mark, then the declared encoding, then UTF-8, then
 * Windows-1252. What stands before the first `<` is dropped with a warning.
 */
export function decodeXml(bytes: Buffer, faults: Faults): string {
  const text = decode(bytes, faults).replace(/\0+$/, '');
  const first = text.indexOf('<');
  if (first < 0) return text;
  if (text.slice(0, first).trim() !== '') {
    faults.add('daticert-leading', 'Prima di daticert.xml c’è altro testo: ignorato.');
  }
  return text.slice(first);
}

function decode(bytes: Buffer, faults: Faults): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return marked(bytes, 'utf-16be', faults);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return marked(bytes, 'utf-16le', faults);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    faults.add('daticert-bom', 'daticert.xml comincia con un BOM: tolto.');
    return named(bytes.subarray(3), 'utf-8', faults);
  }
  if (bytes[0] === 0x3c && bytes[1] === 0 && bytes[3] === 0)
    return named(bytes, 'utf-16le', faults);
  if (bytes[0] === 0 && bytes[1] === 0x3c && bytes[2] === 0)
    return named(bytes, 'utf-16be', faults);
  const declared = /<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(
    bytes.toString('latin1', 0, 400),
  )?.[1];
  return named(bytes, (declared ?? 'utf-8').toLowerCase(), faults);
}

function marked(bytes: Buffer, encoding: string, faults: Faults): string {
  faults.add('daticert-bom', 'daticert.xml comincia con un BOM: tolto.');
  return named(bytes.subarray(2), encoding, faults);
}

/** The bytes show no UTF-16 here unless a caller saw it: a declaration that says so anyway is wrong. */
function named(bytes: Buffer, encoding: string, faults: Faults): string {
  try {
    if (encoding === 'utf-8' || encoding === 'utf8') return strictUtf8.decode(bytes);
    if (/^utf-?16/.test(encoding) && !bytes.includes(0)) return strictUtf8.decode(bytes);
    return decodeCharset(bytes, encoding);
  } catch {
    faults.add('daticert-encoding', 'daticert.xml non è nella codifica che dichiara.');
    return decodeWestern(bytes);
  }
}
