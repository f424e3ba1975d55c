const HEADER_LIMIT = 256 * 1024;

/**
 * The Message-ID of a message's own header block, without angle brackets; null when there is none.
 *
 * @example messageIdOf(new TextEncoder().encode('Message-ID: <a@b>\r\n\r\n')) //=> 'a@b'
 */
export function messageIdOf(raw: Uint8Array): string | null {
  const head = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, HEADER_LIMIT));
  const text = head.toString('latin1').split(/\r?\n\r?\n/, 1)[0]!;
  const unfolded = text.replace(/\r?\n[ \t]+/g, ' ');
  const value = /^message-id[ \t]*:[ \t]*(.*)$/im.exec(unfolded)?.[1]?.trim();
  return value === undefined || value === '' ? null : value.replace(/^<|>$/g, '');
}
