import { splitHeader } from '../mime/read.js';

/**
 * The message as a provider attaches it (postacert.eml): its Message-ID is replaced by the provider's
 * `identificativo`, and the sender's own is kept in X-Riferimento-Message-ID. Everything else stays as it
 * was written, byte by byte; a missing Message-ID is added.
 */
export function renumbered(raw: Uint8Array, providerId: string): Buffer {
  const { bodyAt } = splitHeader(raw);
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const header = bytes.subarray(0, bodyAt).toString('latin1');
  const own = /^message-id[ \t]*:((?:.*)(?:\r?\n[ \t].*)*)\r?\n/im.exec(header);
  const lines = [
    `Message-ID: <${providerId}>\r\n`,
    ...(own ? [`X-Riferimento-Message-ID: ${(own[1] ?? '').trim()}\r\n`] : []),
  ].join('');
  const rest = own ? header.slice(0, own.index) + header.slice(own.index + own[0].length) : header;
  return Buffer.concat([Buffer.from(lines + rest, 'latin1'), bytes.subarray(bodyAt)]);
}
