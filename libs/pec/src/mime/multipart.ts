import { LIMITS } from '../limits.js';

const LF = 0x0a;
const CR = 0x0d;
const DASH = 0x2d;

/** Bytes [start, end) of one part, headers included; the line break before the delimiter is not part of it. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Split {
  readonly parts: readonly Range[];
  /** The closing delimiter was found. */
  readonly closed: boolean;
  readonly preamble: boolean;
  /** A line begins with the delimiter and goes on: RFC 2046 §5.1.1 lets readers differ on it. */
  readonly prefix: boolean;
  readonly overflow: boolean;
  /** After the closing delimiter. */
  readonly epilogue: Range;
}

/**
 * Cuts bytes[start, end) at the lines `--boundary`. The CRLF (or LF) before a delimiter belongs to the
 * delimiter (RFC 2046 §5.1.1): a signature covers the part without it.
 */
export function splitMultipart(bytes: Buffer, start: number, end: number, boundary: string): Split {
  const line = Buffer.from(`\n--${boundary}`, 'latin1');
  const needle = line.subarray(1);
  const view = bytes.subarray(0, end);
  const parts: Range[] = [];
  let open = -1;
  let preamble = false;
  let prefix = false;
  let oddities = 0;
  for (let at = startsWith(view, needle, start) ? start : next(view, line, start); at >= 0;) {
    const after = lineAfter(view, at + needle.length, end);
    if (after === null) {
      prefix = true;
      oddities += 1;
      if (oddities > LIMITS.parts) break;
      at = next(view, line, at);
      continue;
    }
    if (open >= 0) parts.push({ start: open, end: beforeBreak(view, at, open) });
    else preamble = hasText(view, start, at);
    if (after.closing) {
      const epilogue = { start: Math.min(after.next, end), end };
      return { parts, closed: true, preamble, prefix, overflow: false, epilogue };
    }
    if (parts.length >= LIMITS.parts) {
      return {
        parts,
        closed: false,
        preamble,
        prefix,
        overflow: true,
        epilogue: { start: end, end },
      };
    }
    open = after.next;
    at = next(view, line, open - 1);
  }
  if (open >= 0) parts.push({ start: Math.min(open, end), end });
  return { parts, closed: false, preamble, prefix, overflow: false, epilogue: { start: end, end } };
}

/** The next delimiter that stands at the start of a line, its line break at or after `from`. */
function next(view: Buffer, line: Buffer, from: number): number {
  const found = view.indexOf(line, from);
  return found < 0 ? -1 : found + 1;
}

function startsWith(view: Buffer, needle: Buffer, at: number): boolean {
  const end = at + needle.length;
  return end <= view.length && view.compare(needle, 0, needle.length, at, end) === 0;
}

/** What follows the boundary on its line: nothing but white space, or `--`. Null when something else stands there. */
function lineAfter(
  view: Buffer,
  from: number,
  end: number,
): { closing: boolean; next: number } | null {
  const closing = view[from] === DASH && view[from + 1] === DASH;
  let at = closing ? from + 2 : from;
  while (at < end && (view[at] === 0x20 || view[at] === 0x09)) at += 1;
  if (at >= end) return { closing, next: end };
  if (view[at] === LF) return { closing, next: at + 1 };
  if (view[at] === CR && (at + 1 >= end || view[at + 1] === LF)) return { closing, next: at + 2 };
  return null;
}

function beforeBreak(view: Buffer, at: number, open: number): number {
  if (at - 1 < open) return open;
  const lf = at - 1;
  return lf - 1 >= open && view[lf - 1] === CR ? lf - 1 : lf;
}

function hasText(view: Buffer, start: number, at: number): boolean {
  for (let index = start; index < at && index < start + 1000; index += 1) {
    if ((view[index] as number) > 0x20) return true;
  }
  return false;
}
