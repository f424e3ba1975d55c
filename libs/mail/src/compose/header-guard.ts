import { MailError } from '../errors.js';

/** Headers that composeMime() writes itself: a caller who could set them again would make two. */
const OWN = new Set([
  'from',
  'sender',
  'to',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'x-tiporicevuta',
]);

/** Would send copies, which a PEC counts as further recipients (one recipient per PEC). */
const COPIES = new Set(['cc', 'bcc', 'resent-to', 'resent-cc', 'resent-bcc']);

const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;
const MESSAGE_ID = /^<?[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.[\]:-]+>?$/;

/** No control character may enter a header: CR and LF would start another one, NUL ends some readers. */
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f\u0085\u2028\u2029]/;

/**
 * Gives the value back, or refuses it when it holds CR, LF, NUL or another control character.
 *
 * @throws MailError `header-control`
 * @example headerValue('subject', 'Sollecito') //=> 'Sollecito'
 */
export function headerValue(name: string, value: string): string {
  const at = value.search(CONTROL);
  if (at < 0) return value;
  const code = value.charCodeAt(at).toString(16).padStart(4, '0').toUpperCase();
  throw new MailError(
    'header-control',
    `${name}: control character U+${code} at position ${at}; expected one line of text`,
  );
}

/**
 * One bare address, as MAIL FROM, RCPT TO and the headers carry it.
 *
 * @throws MailError `header-control`, `address`
 * @example mailAddress('to', 'protocollo@pec.comune.it') //=> 'protocollo@pec.comune.it'
 */
export function mailAddress(name: string, value: string): string {
  headerValue(name, value);
  if (ADDRESS.test(value) && value.length <= 254) return value;
  throw new MailError(
    'address',
    `${name}: found "${value}", expected one address like nome@dominio`,
  );
}

/**
 * A Message-ID with its angle brackets. At most 70 ASCII characters as given: longer ones are folded or
 * cut by some providers, and then no receipt matches.
 *
 * @throws MailError `header-control`, `message-id`
 * @example messageIdHeader('Message-ID', 'a.b@ente.it') //=> '<a.b@ente.it>'
 */
export function messageIdHeader(name: string, value: string, limit = 70): string {
  headerValue(name, value);
  if (!MESSAGE_ID.test(value) || value.length > limit)
    throw new MailError(
      'message-id',
      `${name}: found "${value}" (${value.length} characters), expected ASCII left@right of at most ${limit}`,
    );
  return `<${value.replace(/^<|>$/g, '')}>`;
}

/**
 * Further headers of the letter (never its own ones, never copies).
 *
 * @throws MailError `header-name`, `header-reserved`, `header-control`
 */
export function extraHeaders(
  headers: Readonly<Record<string, string>>,
): { key: string; value: string }[] {
  return Object.entries(headers).map(([key, value]) => {
    const lower = key.toLowerCase();
    if (!/^[A-Za-z0-9-]+$/.test(key))
      throw new MailError('header-name', `header name "${key}": expected letters, digits, hyphens`);
    if (OWN.has(lower) || COPIES.has(lower))
      throw new MailError('header-reserved', `header "${key}" is not the caller's to set`);
    return { key, value: headerValue(key, value) };
  });
}
