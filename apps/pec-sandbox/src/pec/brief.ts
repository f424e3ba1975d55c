import { createHash } from 'node:crypto';
import { base64Lines, CRLF } from '../mime/encode.js';
import { headerValue, parameter, splitHeader } from '../mime/read.js';
import { leaves, parts } from '../mime/text.js';

/**
 * The message as a brief delivery receipt returns it (RFC 6109 § 3.3.2.2): every attachment is replaced by
 * a text file "name.hash" with the digest of its content; the rest stands as it was.
 */
export function brief(raw: Uint8Array): Buffer {
  const { headers, bodyAt } = splitHeader(raw);
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const contentType = headerValue(headers, 'Content-Type') ?? 'text/plain';
  const boundary = parameter(contentType, 'boundary');
  if (/^\s*multipart\//i.test(contentType) && boundary !== null) {
    const body = bytes.subarray(bodyAt);
    const pieces = parts(body, boundary).flatMap((part) => [
      Buffer.from(`--${boundary}${CRLF}`, 'latin1'),
      brief(part),
      Buffer.from(CRLF),
    ]);
    return Buffer.concat([
      bytes.subarray(0, bodyAt),
      ...pieces,
      Buffer.from(`--${boundary}--${CRLF}`, 'latin1'),
    ]);
  }
  const [leaf] = leaves(raw);
  return leaf?.name === null || leaf === undefined ? bytes : digestPart(leaf.name, leaf.content);
}

function digestPart(name: string, content: Buffer): Buffer {
  const digest = createHash('sha256').update(content).digest('hex').toUpperCase();
  const file = `${name.replace(/[^\x20-\x7e]|["\\]/g, '_')}.hash`;
  return Buffer.from(
    [
      `Content-Type: text/plain; charset=us-ascii; name="${file}"`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${file}"`,
      '',
      base64Lines(Buffer.from(digest, 'latin1')),
    ].join(CRLF),
    'latin1',
  );
}
