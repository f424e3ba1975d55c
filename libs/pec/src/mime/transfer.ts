/** Bytes of a body after its Content-Transfer-Encoding (RFC 2045 §6). Unknown encodings are read as they stand. */
export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return decodeBase64(body);
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(body);
  return body;
}

/** The encoding a header names: lower case, without comments; '' when none is given. */
export function transferEncoding(header: string | null): string {
  return (header ?? '')
    .replace(/\([^()]*\)/g, '')
    .trim()
    .replace(/^"|"$/g, '')
    .toLowerCase();
}

/** Stops at the first padding: what follows it is no base64, whatever a lenient decoder makes of it. */
export function decodeBase64(body: Buffer): Buffer {
  const padding = body.indexOf(0x3d);
  return Buffer.from(body.toString('latin1', 0, padding < 0 ? body.length : padding), 'base64');
}

function decodeQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length);
  let size = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] as number;
    if (byte !== 0x3d) {
      out[size] = byte;
      size += 1;
      continue;
    }
    const high = hex(body[at + 1]);
    const low = hex(body[at + 2]);
    if (high >= 0 && low >= 0) {
      out[size] = high * 16 + low;
      size += 1;
      at += 2;
      continue;
    }
    const end = softBreak(body, at + 1);
    if (end > 0) at = end - 1;
    else {
      out[size] = byte;
      size += 1;
    }
  }
  return out.subarray(0, size);
}

/** Position after a soft line break that starts at `from`, or 0. */
function softBreak(body: Buffer, from: number): number {
  let at = from;
  while (at < body.length && (body[at] === 0x20 || body[at] === 0x09)) at += 1;
  if (body[at] === 0x0d && body[at + 1] === 0x0a) return at + 2;
  if (body[at] === 0x0a) return at + 1;
  return at >= body.length ? at : 0;
}

function hex(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
  return -1;
}
