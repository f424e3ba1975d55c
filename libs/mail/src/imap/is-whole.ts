/** Header lines of a message beyond which its boundary is not looked for. */
const HEAD_BYTES = 64 * 1024;
const BOUNDARY =
  /^content-type:[ \t]*multipart\/(?:[^\n]|\n[ \t])*?;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/im;

/**
 * Whether these are all the bytes of a message that its server says has that size. A server may count a line end as CRLF
 * and give LF; some only estimate (RFC 3501 §6.4.5 asks for the exact size, Exchange rounds up): there the line that closes the
 * outermost multipart (RFC 2046 §5.1.1), as every certified message has one, tells that nothing was cut.
 *
 * @example isWhole(Buffer.from('a\nb\n'), 6) //=> true
 */
export function isWhole(bytes: Uint8Array, size: number | null): boolean {
  if (size === null) return bytes.byteLength > 0;
  if (bytes.byteLength >= size) return true;
  if (bytes.byteLength === 0) return false;
  return bytes.byteLength + bareLineEnds(bytes) >= size || isClosed(bytes);
}

function bareLineEnds(bytes: Uint8Array): number {
  let bare = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1))
    if (bytes[at - 1] !== 13) bare += 1;
  return bare;
}

function isClosed(bytes: Uint8Array): boolean {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = raw.subarray(0, HEAD_BYTES).toString('latin1');
  const end = /\r?\n\r?\n/.exec(start)?.index ?? start.length;
  const [, quoted, plain] = BOUNDARY.exec(start.slice(0, end)) ?? [];
  const boundary = quoted ?? plain;
  return boundary !== undefined && raw.lastIndexOf(`\n--${boundary}--`, undefined, 'latin1') >= 0;
}
