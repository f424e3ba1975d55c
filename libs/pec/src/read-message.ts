import { classifyHeaders, kindOfType } from './classify.js';
import type { Daticert } from './daticert.js';
import { plainId, readDaticert } from './daticert.js';
import { failureOf } from './failure.js';
import { readInner } from './inner/read-inner.js';
import { LIMITS } from './limits.js';
import { bareId, parseAddresses } from './mime/address.js';
import type { Faults } from './mime/fault.js';
import { decodeWords } from './mime/words.js';
import { valueOf } from './mime/headers.js';
import type { Part } from './mime/part.js';
import { decodedBody, isNamed } from './mime/part.js';
import { isTwentyFourHourNotice } from './notice.js';
import { remember } from './reading.js';
import type { Cut } from './structure.js';
import { cutMessage, topValues } from './structure.js';
import type { InnerMessage, PecKind, PecMessage } from './types.js';

const FINAL: ReadonlySet<PecKind> = new Set(['non-acceptance', 'delivery', 'delivery-failure']);

/**
 * Says what a message is, from its bytes. Never throws, for any bytes; bounded in time and memory
 * (`LIMITS`). Only top-level headers classify; legal data comes from the `daticert.xml` directly under
 * signed > mixed and from nowhere else. Nothing in the answer is verified: see `verifyMessage`.
 *
 * @example readMessage(bytes).kind //=> 'delivery'
 */
export function readMessage(raw: Uint8Array): PecMessage {
  try {
    return read(raw);
  } catch (error) {
    // No bytes are known to come here (the fuzz runs look for some); if any do, they are quarantined, not lost.
    return unread('reader-failed', `Il lettore si è fermato: ${String(error).slice(0, 200)}`);
  }
}

/** A message of which nothing was read, and why: for readers that had to stop. */
export function unread(code: string, why: string): PecMessage {
  const top = cutMessage(Buffer.alloc(0));
  top.warnings.add(code, why);
  return finish(top, 'unreadable', null, null, null);
}

function read(raw: Uint8Array): PecMessage {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const tooBig = bytes.length > LIMITS.messageBytes;
  const cut = cutMessage(tooBig ? bytes.subarray(0, LIMITS.headerValueBytes) : bytes);
  if (tooBig) cut.ambiguities.add('too-big', 'Il messaggio supera i 40 MB: non è letto.');
  const message = describe(cut);
  remember(message, { raw, cut });
  return message;
}

function describe(cut: Cut): PecMessage {
  const { warnings, ambiguities } = cut;
  const announced = classifyHeaders(topValues(cut, 'x-ricevuta'), topValues(cut, 'x-trasporto'));
  if (announced.contradictory) {
    ambiguities.add('kind-contradictory', 'Le intestazioni dichiarano due tipi diversi.');
  }
  const from = fromOf(cut);
  if (cut.top.headers.fields.length === 0) {
    warnings.add('no-headers', 'Nessuna intestazione: non è un messaggio di posta.');
    return finish(cut, 'unreadable', from, null, null);
  }
  if (announced.kind === 'not-pec' && !cut.top.headers.overflow && !ambiguities.has('too-big')) {
    if (find(cut, 'daticert.xml').length > 0) {
      warnings.add(
        'daticert-unannounced',
        'C’è un daticert.xml, ma le intestazioni non annunciano una PEC.',
      );
    }
    return finish(cut, 'not-pec', from, null, null);
  }
  const daticert = daticertOf(cut, announced.kind);
  const inner = innerOf(cut);
  if (ambiguities.list().length + cut.refusals.list().length > 0)
    return finish(cut, 'unreadable', from, null, null);
  const kind = kindOf(announced.kind, announced.expectedType, daticert, warnings);
  return finish(cut, kind, from, daticert, inner);
}

/** The header's kind, unless the signed data say another. */
function kindOf(
  announced: PecKind,
  expected: string | null,
  daticert: Daticert | null,
  warnings: Faults,
): PecKind {
  const type = daticert?.type ?? null;
  if (type === null || type === expected) return announced;
  warnings.add(
    'type-mismatch',
    `L’intestazione dice «${expected ?? 'errore'}», i dati certificati «${type.slice(0, 60)}»: valgono questi.`,
  );
  return kindOfType(type);
}

function daticertOf(cut: Cut, announced: PecKind): Daticert | null {
  const { warnings, ambiguities, signed } = cut;
  if (signed === null) {
    warnings.add('not-signed', 'Il messaggio non è firmato: nulla di ciò che dice è certificato.');
    return null;
  }
  const candidates = find(cut, 'daticert.xml');
  const [part] = candidates;
  if (part === undefined) {
    if (announced !== 'anomaly') warnings.add('daticert-missing', 'Manca il file daticert.xml.');
    return null;
  }
  if (candidates.length > 1 || part.ambiguous) {
    ambiguities.add('daticert-ambiguous', 'daticert.xml è presente più volte o in modo ambiguo.');
    return null;
  }
  const result = readDaticert(bodyWithin(part, LIMITS.daticertBytes * 2));
  warnings.addAll(result.warnings);
  if (result.daticert === null) cut.refusals.add(result.reason.code, result.reason.message);
  return result.daticert;
}

/** A body is not decoded when even its encoded form is far over the limit. */
function bodyWithin(part: Part, limit: number): Buffer {
  const size = part.body.end - part.body.start;
  return size > limit ? part.bytes.subarray(part.body.start, part.body.end) : decodedBody(part);
}

function innerOf(cut: Cut): InnerMessage | null {
  const part = innerPart(cut);
  return part === null ? null : readInner(decodedBody(part), cut.warnings);
}

/** `postacert.eml` by its name, or the only message/rfc822 child. */
export function innerPart(cut: Cut): Part | null {
  const named = find(cut, 'postacert.eml');
  const messages = (cut.signed?.children ?? []).filter(
    (child) => child.type.value === 'message/rfc822',
  );
  const candidates = named.length > 0 ? named : messages;
  if (candidates.length > 1 || candidates[0]?.ambiguous === true) {
    cut.ambiguities.add(
      'postacert-ambiguous',
      'postacert.eml è presente più volte o in modo ambiguo.',
    );
    return null;
  }
  return candidates[0] ?? null;
}

function find(cut: Cut, name: string): readonly Part[] {
  return (cut.signed?.children ?? []).filter((child) => isNamed(child, name));
}

function fromOf(cut: Cut): string | null {
  const headers = topValues(cut, 'from');
  const addresses = headers.flatMap((value) => parseAddresses(value));
  if (headers.length > 1 || addresses.length > 1) {
    cut.warnings.add('from-ambiguous', 'Il mittente è indicato più volte.');
    return null;
  }
  return addresses[0]?.address ?? null;
}

function finish(
  cut: Cut,
  kind: PecKind,
  from: string | null,
  daticert: Daticert | null,
  inner: InnerMessage | null,
): PecMessage {
  const detail = daticert?.detail ?? null;
  const at = daticert?.at ?? null;
  const late = kind === 'delivery-timeout-notice' && isTwentyFourHourNotice({ at, detail });
  const final = FINAL.has(kind) || late;
  const header =
    kind === 'not-pec' ? null : plainId(topValues(cut, 'x-riferimento-message-id')[0] ?? null);
  const original = daticert?.originalId ?? null;
  if (original !== null && header !== null && original !== header) {
    cut.warnings.add(
      'reference-mismatch',
      'L’intestazione e i dati certificati citano due messaggi diversi.',
    );
  }
  const subject = valueOf(cut.top.headers, 'subject');
  return {
    kind,
    final,
    messageId: bareId(valueOf(cut.top.headers, 'message-id')),
    refersTo: original ?? header,
    refersToSource: original !== null ? 'daticert' : header !== null ? 'header' : null,
    providerId: daticert?.providerId ?? null,
    issuer: daticert?.issuer ?? null,
    at,
    sender: daticert?.sender ?? null,
    recipients: daticert?.recipients ?? [],
    recipient: daticert === null ? null : recipientOf(kind, daticert),
    error: daticert === null ? null : failureOf(kind, daticert.error, detail, final),
    from,
    subject: subject === null ? null : decodeWords(subject),
    certifiedType: daticert?.type ?? null,
    inner,
    warnings: [...cut.ambiguities.list(), ...cut.refusals.list(), ...cut.warnings.list()],
  };
}

const ABOUT_ONE: ReadonlySet<PecKind> = new Set([
  'delivery',
  'delivery-failure',
  'delivery-timeout-notice',
  'virus-notice',
]);

function recipientOf(kind: PecKind, daticert: Daticert): string | null {
  if (!ABOUT_ONE.has(kind)) return null;
  if (daticert.deliveredTo !== null) return daticert.deliveredTo;
  const [only, ...others] = daticert.recipients;
  return only !== undefined && others.length === 0 ? only.address : null;
}
