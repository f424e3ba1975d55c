import { LIMITS } from '../limits.js';
import type { Faults } from './fault.js';

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const COLON = 0x3a;

export interface HeaderField {
  /** Lower case. */
  readonly name: string;
  /** Unfolded, one latin1 character per byte: 8-bit values are decoded by `decodeWords`. */
  readonly value: string;
}

export interface HeaderBlock {
  readonly fields: readonly HeaderField[];
  /** Where the body starts. */
  readonly bodyStart: number;
  /** More headers than the limit: what was left out could have changed the meaning. */
  readonly overflow: boolean;
}

/**
 * Reads the header block of bytes[start, end). RFC 5322 §2.2; names in any case, folded values, LF or
 * CRLF. Lines that are no header are skipped with a warning.
 */
export function readHeaders(
  bytes: Buffer,
  start: number,
  end: number,
  faults: Faults,
): HeaderBlock {
  const fields: HeaderField[] = [];
  const limit = Math.min(end, start + LIMITS.headerBytes);
  let position = start;
  while (position < limit) {
    const lineEnd = endOfLine(bytes, position, end);
    if (isBlank(bytes, position, lineEnd)) {
      return { fields, bodyStart: Math.min(end, lineEnd + 1), overflow: false };
    }
    let next = lineEnd + 1;
    while (next < limit && (bytes[next] === SPACE || bytes[next] === TAB)) {
      next = endOfLine(bytes, next, end) + 1;
    }
    if (fields.length >= LIMITS.headerFields) return overflow(fields, end, faults);
    const field = readField(bytes, position, Math.min(next, end), faults);
    if (field !== null) fields.push(field);
    position = next;
  }
  if (position < end) return overflow(fields, end, faults);
  return { fields, bodyStart: end, overflow: false };
}

function readField(bytes: Buffer, start: number, end: number, faults: Faults): HeaderField | null {
  const colon = bytes.subarray(start, Math.min(end, start + 256)).indexOf(COLON);
  const name = colon < 1 ? '' : bytes.toString('latin1', start, start + colon).trimEnd();
  if (!/^[!-9;-~]+$/.test(name)) {
    const mboxSeparator = start === 0 && bytes.toString('latin1', 0, 5) === 'From ';
    if (!mboxSeparator) {
      faults.add('header-malformed', 'Una riga tra le intestazioni non è un’intestazione.');
    }
    return null;
  }
  const from = start + colon + 1;
  if (end - from > LIMITS.headerValueBytes) {
    faults.add('header-cut', 'Un’intestazione troppo lunga è stata letta solo in parte.');
  }
  const value = bytes.toString('latin1', from, Math.min(end, from + LIMITS.headerValueBytes));
  return {
    name: name.toLowerCase(),
    value: trim(value.includes('\n') ? value.replace(/\r?\n/g, '') : value),
  };
}

/** Not String.trim, which takes the byte A0, half an «à», for a space. */
function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= SPACE) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= SPACE) end -= 1;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** What stands after a limit is not read at all: neither more headers nor a body. */
function overflow(fields: readonly HeaderField[], end: number, faults: Faults): HeaderBlock {
  faults.add('too-many-headers', 'Le intestazioni superano il limite: il resto non è letto.');
  return { fields, bodyStart: end, overflow: true };
}

function endOfLine(bytes: Buffer, position: number, end: number): number {
  const at = bytes.indexOf(LF, position);
  return at < 0 || at > end ? end : at;
}

function isBlank(bytes: Buffer, start: number, lineEnd: number): boolean {
  return lineEnd === start || (lineEnd === start + 1 && bytes[start] === CR);
}

/** Every value of a header, in order. */
export function valuesOf(block: HeaderBlock, name: string): readonly string[] {
  return block.fields.filter((field) => field.name === name).map((field) => field.value);
}

/** The first value of a header, or null. */
export function valueOf(block: HeaderBlock, name: string): string | null {
  return block.fields.find((field) => field.name === name)?.value ?? null;
}
