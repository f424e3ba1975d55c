import type { Refusal } from '@app/domain';
import { SaxesParser } from 'saxes';

/** Largest signed letter: ours have 60 kB, and a PEC carries 30 MB for all its recipients. */
export const LARGEST_PDF = 10 * 1024 * 1024;
export const LARGEST_SEGNATURA = 256 * 1024;

const refusal = (code: string, message: string): Refusal => ({ refused: true, code, message });

const size = (bytes: number): string => `${Math.ceil(bytes / 1024)} kB`;

/**
 * Why a file is no signed PDF; null when it is one as far as can be seen without verifying the signature: PDF header and end, and a
 * signature dictionary (ISO 32000-1 §12.8: `/ByteRange`). Whoever signs knows who signed; we change no byte of it.
 */
export function signedPdfFault(bytes: Uint8Array): Refusal | null {
  if (bytes.length > LARGEST_PDF) {
    const message = `Il file è di ${size(bytes.length)}: al massimo ${size(LARGEST_PDF)}.`;
    return refusal('pdf-too-large', message);
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!/^%PDF-[12]\.\d/.test(text)) {
    return refusal('not-a-pdf', 'Il file non è un PDF: manca l’intestazione «%PDF-».');
  }
  if (!text.slice(-2048).includes('%%EOF')) {
    return refusal('pdf-cut', 'Il PDF è incompleto: manca la sua fine («%%EOF»).');
  }
  if (!/\/ByteRange\s*\[\s*\d+\s+\d+\s+\d+\s+\d+\s*\]/.test(text)) {
    const message = 'Il PDF non contiene una firma (PAdES): caricare quello firmato digitalmente.';
    return refusal('pdf-not-signed', message);
  }
  return null;
}

/** What is read of a Segnatura: the number under which it registers the letter, if it says one. */
export interface SegnaturaReading {
  readonly number: string | null;
}

/**
 * Reads a ready, signed Segnatura.xml: well-formed, no DTD, root `Segnatura…` (Circolare AgID 60/2013; Linee guida 2021 allegato 6:
 * `SegnaturaInformatica`). We never write one.
 */
export function readSegnatura(bytes: Uint8Array): SegnaturaReading | Refusal {
  if (bytes.length > LARGEST_SEGNATURA) {
    const message = `Il file è di ${size(bytes.length)}: al massimo ${size(LARGEST_SEGNATURA)}.`;
    return refusal('xml-too-large', message);
  }
  const parser = new SaxesParser({ xmlns: true });
  const names: string[] = [];
  let root: string | null = null;
  let number = '';
  let fault: string | null = null;
  parser.on('error', (error) => (fault ??= error.message));
  parser.on('doctype', () => (fault ??= 'una DTD non è ammessa'));
  parser.on('opentag', ({ local }) => {
    root ??= local;
    names.push(local);
  });
  parser.on('closetag', () => names.pop());
  parser.on('text', (text) => {
    if (names.at(-1) === 'NumeroRegistrazione' && names.at(-2) === 'Identificatore') number += text;
  });
  try {
    parser.write(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).close();
  } catch (error) {
    fault ??= (error as Error).message;
  }
  if (fault !== null) {
    return refusal('xml-not-well-formed', `Il file non è XML ben formato: ${fault}.`);
  }
  if (root === null || !/^Segnatura/.test(root)) {
    const message = `Il file non è una Segnatura: l’elemento principale è «${root ?? 'assente'}».`;
    return refusal('not-a-segnatura', message);
  }
  return { number: number.trim() === '' ? null : number.trim() };
}

const bare = (number: string): string => number.replace(/\D/g, '').replace(/^0+/, '');

/**
 * Whether a Segnatura speaks of a protocol number; leading zeros and what stands around the digits make no difference.
 *
 * @example sameNumber('0001234', '1234') //=> true
 */
export const sameNumber = (a: string, b: string): boolean =>
  a.trim() === b.trim() || (bare(a) !== '' && bare(a) === bare(b));
