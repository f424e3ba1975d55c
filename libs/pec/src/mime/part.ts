import type { Faults } from './fault.js';
import type { HeaderBlock } from './headers.js';
import { readHeaders, valueOf, valuesOf } from './headers.js';
import type { Range } from './multipart.js';
import type { Structured } from './parameters.js';
import { parameterText, parseStructured } from './parameters.js';
import { decodeTransfer, transferEncoding } from './transfer.js';

/** One MIME entity: its headers, and where its body stands in `bytes`. */
export interface Part {
  readonly bytes: Buffer;
  readonly headers: HeaderBlock;
  readonly type: Structured;
  readonly disposition: Structured | null;
  /** Lower case; '' when none is given. */
  readonly encoding: string;
  readonly body: Range;
  /** Decoded file name; null when none is given. */
  readonly name: string | null;
  /** Content-Type, Content-Transfer-Encoding or the boundary given twice: readers differ on which counts. */
  readonly ambiguous: boolean;
}

const DEFAULT_TYPE = parseStructured('text/plain');

/** Reads one entity's headers. RFC 2045; a missing Content-Type is `text/plain`. */
export function readPart(bytes: Buffer, range: Range, faults: Faults): Part {
  const headers = readHeaders(bytes, range.start, range.end, faults);
  const typeHeader = valueOf(headers, 'content-type');
  const type = typeHeader === null ? DEFAULT_TYPE : parseStructured(typeHeader);
  const dispositionHeader = valueOf(headers, 'content-disposition');
  const disposition = dispositionHeader === null ? null : parseStructured(dispositionHeader);
  const name = parameterText(disposition, 'filename') ?? parameterText(type, 'name');
  return {
    bytes,
    headers,
    type,
    disposition,
    encoding: transferEncoding(valueOf(headers, 'content-transfer-encoding')),
    body: { start: headers.bodyStart, end: range.end },
    name: name === null ? null : name.trim(),
    ambiguous:
      headers.overflow ||
      valuesOf(headers, 'content-type').length > 1 ||
      valuesOf(headers, 'content-transfer-encoding').length > 1 ||
      valuesOf(headers, 'content-disposition').length > 1 ||
      type.repeated.length > 0 ||
      (disposition?.repeated.length ?? 0) > 0,
  };
}

/** The body as it stands, transfer encoding kept. */
export function rawBody(part: Part): Buffer {
  return part.bytes.subarray(part.body.start, part.body.end);
}

/** The body's bytes, transfer encoding undone. */
export function decodedBody(part: Part): Buffer {
  return decodeTransfer(rawBody(part), part.encoding);
}

/** Whether one of the part's file names is this one: whatever of `name` and `filename` says so, in any case. */
export function isNamed(part: Part, name: string): boolean {
  const names = [parameterText(part.type, 'name'), parameterText(part.disposition, 'filename')];
  return names.some((one) => one !== null && one.trim().toLowerCase() === name);
}
