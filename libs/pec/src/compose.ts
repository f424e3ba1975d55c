import { createHmac, timingSafeEqual } from 'node:crypto';

/** RFC 5322 allows 998; providers copy ours into daticert and headers and some cut long ones. */
const MAX_CHARS = 70;
const TAG_CHARS = 12;
/** Without i, l, o and u; lower case only, so that a system that lowers ids breaks nothing. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id that cannot be made: says which part, what was found, what was expected. */
export class MessageIdError extends Error {
  readonly code = 'message-id';
}

/**
 * Makes the Message-ID of one sending attempt: `opaque.tag@domain`, without angle brackets, ASCII, at
 * most 70 characters. The tag is a keyed digest of the rest, so that a receipt for an id which we never
 * issued is known for a stray before any cryptography. Same arguments, same id.
 *
 * Errors: MessageIdError when the parts are not plain ASCII or the whole is too long.
 *
 * @example newMessageId(secret, '0f8a…', 'cert.regione.it') //=> '0f8a….7c2m0x9kq4hd@cert.regione.it'
 */
export function newMessageId(secret: string | Uint8Array, opaque: string, domain: string): string {
  if (!/^[a-z0-9-]{8,40}$/i.test(opaque)) {
    throw new MessageIdError(
      `opaque: «${opaque}»; attesi da 8 a 40 caratteri tra lettere, cifre e trattini`,
    );
  }
  if (!/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(domain)) {
    throw new MessageIdError(`domain: «${domain}»; atteso un nome di dominio ASCII`);
  }
  const id = `${opaque}.${tagOf(secret, opaque, domain)}@${domain}`;
  if (id.length > MAX_CHARS) {
    throw new MessageIdError(`«${id}» ha ${id.length} caratteri; al massimo ${MAX_CHARS}`);
  }
  return id;
}

/**
 * Whether `newMessageId` made this id with this secret. Angle brackets and case do not count.
 *
 * @example isOurMessageId(secret, 'chiunque@altrove.it') //=> false
 */
export function isOurMessageId(secret: string | Uint8Array, id: string): boolean {
  const found = /^<?([a-z0-9-]{8,40})\.([0-9a-z]{12})@([a-z0-9.-]+)>?$/i.exec(id.trim());
  if (found === null) return false;
  const [, opaque = '', tag = '', domain = ''] = found;
  const expected = Buffer.from(tagOf(secret, opaque, domain));
  return timingSafeEqual(Buffer.from(tag.toLowerCase()), expected);
}

function tagOf(secret: string | Uint8Array, opaque: string, domain: string): string {
  const digest = createHmac('sha256', secret).update(`${opaque}@${domain}`.toLowerCase()).digest();
  return [...digest.subarray(0, TAG_CHARS)].map((byte) => ALPHABET[byte & 31]).join('');
}
