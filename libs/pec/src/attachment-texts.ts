import { readAttachments } from './attachments.js';
import { LIMITS } from './limits.js';
import { decodeCharset, decodeLoose } from './mime/charset.js';

/** Longer files are documents for people, not texts to be read by rule. */
const LONGEST = 256 * 1024;
const TYPES = /^text\/|^application\/(?:xml|json)$|\+xml$/;
const NAMES = /\.(?:txt|xml|csv|html?|eml)$/i;
const XML_ENCODING = /^<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.-]{1,40})["']/;

/** A file of a message: its text where it is one, null where it is a document. */
export interface AttachmentText {
  readonly name: string;
  readonly text: string | null;
  /** An image of the page itself: a logo, a drawing in a signature. */
  readonly inline?: true;
  /** A part that a report has by its form: its status, or the message that it is about. */
  readonly report?: true;
}

/**
 * The files of a certified message's inner message as text: XML by its declared encoding, everything else as UTF-8 or
 * else Windows-1252. Never throws; bounded like `readAttachments`.
 *
 * @example readAttachmentTexts(raw).find((file) => file.name === 'Segnatura.xml')?.text
 */
export function readAttachmentTexts(raw: Uint8Array): readonly AttachmentText[] {
  let left: number = LIMITS.attachmentTextChars;
  return readAttachments(raw).map(({ name, contentType, bytes, inline, report }) => {
    const place = { ...(inline ? { inline } : {}), ...(report ? { report } : {}) };
    const isText = bytes.length <= LONGEST && (TYPES.test(contentType) || NAMES.test(name));
    if (!isText || bytes.length > left) return { name, text: null, ...place };
    left -= bytes.length;
    return { name, text: decode(bytes), ...place };
  });
}

function decode(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const wide = /^(?:\xff\xfe|\xfe\xff)/.test(start);
  if (wide) return decodeCharset(bytes, start.startsWith('\xff') ? 'utf-16le' : 'utf-16be');
  const declared = XML_ENCODING.exec(start.replace(/^\xef\xbb\xbf/, ''))?.[1] ?? null;
  return declared === null ? decodeLoose(bytes) : decodeCharset(bytes, declared);
}
