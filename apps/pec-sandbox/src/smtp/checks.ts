import { addresses, decodeHeader, headerValue, headerValues, splitHeader } from '../mime/read.js';
import { leaves, readableText } from '../mime/text.js';
import type { ReceiptType } from '../pec/kinds.js';

/** 30 MB for message size × recipients (DM 2 November 2005). */
export const MAX_TOTAL = 30 * 1024 * 1024;

/** What the provider reads of a submitted message. */
export interface SubmissionHead {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly hasBcc: boolean;
  readonly hasTo: boolean;
  readonly replyTo: string | null;
  /** Decoded; null when the header is missing. */
  readonly subject: string | null;
  readonly messageId: string | null;
  readonly receiptType: ReceiptType;
  readonly text: string;
}

export function readHead(raw: Uint8Array): SubmissionHead {
  const { headers } = splitHeader(raw);
  const all = (name: string): string[] => headerValues(headers, name).flatMap(addresses);
  const subject = headerValue(headers, 'Subject');
  const wanted = (headerValue(headers, 'X-TipoRicevuta') ?? '').toLowerCase();
  return {
    from: all('From'),
    to: all('To'),
    cc: all('Cc'),
    hasBcc: headerValues(headers, 'Bcc').some((value) => value !== ''),
    hasTo: headerValue(headers, 'To') !== null,
    replyTo: all('Reply-To')[0] ?? null,
    subject: subject === null ? null : decodeHeader(subject),
    messageId: headerValue(headers, 'Message-ID'),
    receiptType: wanted === 'breve' || wanted === 'sintetica' ? wanted : 'completa',
    text: readableText(raw),
  };
}

/** Why a message is not certified mail: an SMTP code for refusing at once, and the words for a notice. */
export interface FormalFault {
  readonly code: number;
  readonly enhanced: string;
  readonly detail: string;
}

/**
 * The formal checks of the access point (RFC 6109 § 3.1.1), in order; the first that fails, or null.
 * `reversePath` is the envelope's MAIL FROM, `forwardPaths` its RCPT TO.
 */
export function formalFault(
  head: SubmissionHead,
  reversePath: string,
  forwardPaths: readonly string[],
  size: number,
): FormalFault | null {
  const shown = new Set([...head.to, ...head.cc]);
  const checks: readonly (readonly [boolean, number, string, string])[] = [
    [
      head.from.length !== 1,
      554,
      '5.6.0',
      `il campo From deve contenere un solo indirizzo, trovati ${head.from.length}`,
    ],
    [
      head.from.length === 1 && head.from[0] !== reversePath,
      554,
      '5.7.1',
      `l'indirizzo del campo From (${head.from[0] ?? ''}) non coincide con il mittente (${reversePath})`,
    ],
    [
      !head.hasTo || head.to.length === 0,
      554,
      '5.6.0',
      'manca il campo To con un indirizzo valido',
    ],
    [head.subject === null, 554, '5.6.0', 'manca il campo Subject'],
    [head.hasBcc, 554, '5.6.0', 'il campo Bcc non è ammesso'],
    ...forwardPaths
      .filter((path) => !shown.has(path))
      .map(
        (path) =>
          [true, 554, '5.6.0', `il destinatario ${path} non compare nei campi To e Cc`] as const,
      ),
    [
      size * forwardPaths.length > MAX_TOTAL,
      552,
      '5.3.4',
      `dimensione per numero di destinatari oltre 30 MB (${size} × ${forwardPaths.length} byte)`,
    ],
  ];
  const failed = checks.find(([fails]) => fails);
  if (failed === undefined) return null;
  const [, code, enhanced, detail] = failed;
  return { code, enhanced, detail };
}

/** The EICAR test file, split so that this source isn't taken for it. */
const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$' + 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';

/** Whether the message carries the harmless test string that every antivirus knows. */
export function carriesTestVirus(raw: Uint8Array): boolean {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  return bytes.includes(EICAR) || leaves(raw).some((leaf) => leaf.content.includes(EICAR));
}
