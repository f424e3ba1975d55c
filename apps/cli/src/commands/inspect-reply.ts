import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Instant, ReplyContext, ReplyMessage } from '@app/domain';
import { readReply, romeDate, roundsOf } from '@app/domain';
import type { PecMessage, Signature } from '@app/pec';
import { readAttachments } from '@app/pec';

/** How a reply is read: the contract's `reply` object. */
export interface ReplyView {
  readonly kind: string;
  readonly municipality: string | null;
  readonly reference: string | null;
  readonly units: number | null;
  readonly confidence: number;
  readonly reasons: readonly string[];
}

/** Longer files are documents for people, not answers to be read by rule. */
const LONGEST_TEXT = 256 * 1024;

/**
 * Reads the answer inside a certified envelope, for the survey and the municipalities of the letter;
 * null for every other message. No record is at hand: threads to letters of ours are not followed.
 */
export function readReplyView(
  raw: Uint8Array,
  message: PecMessage,
  signature: Signature,
): ReplyView | null {
  const reply = replyOf(raw, message, signature);
  if (reply === null || reply.certifiedAt === null) return null;
  const { kind, municipality, rounds, units, confidence, reasons } = readReply(
    reply,
    contextAt(reply.certifiedAt),
  );
  return { kind, municipality, reference: rounds[0] ?? null, units, confidence, reasons };
}

function replyOf(raw: Uint8Array, message: PecMessage, signature: Signature): ReplyMessage | null {
  const { inner } = message;
  if (message.kind !== 'envelope' || inner === null) return null;
  const { subject, from, fromName, text, messageId, inReplyTo, references, headers } = inner;
  const attachments = readAttachments(raw).map(({ name, contentType, bytes }) => ({
    name,
    text: isText(name, contentType, bytes.length) ? new TextDecoder().decode(bytes) : null,
  }));
  return {
    ...{ subject, from, fromName, text, attachments, messageId, inReplyTo, references, headers },
    certifiedAt: message.at as Instant | null,
    verified: signature.verdict === 'valid',
  };
}

function isText(name: string, contentType: string, size: number): boolean {
  if (size > LONGEST_TEXT) return false;
  return /^text\/|[/+]xml$/.test(contentType) || /\.(?:txt|xml|csv|html?)$/i.test(name);
}

function contextAt(certifiedAt: Instant): ReplyContext {
  const survey = defaultSurvey();
  const receivedOn = romeDate(certifiedAt);
  const openRounds = roundsOf(survey, receivedOn)
    .filter((round) => round.acceptanceCutOff === null || receivedOn <= round.acceptanceCutOff)
    .map((round) => round.reference);
  return { survey, municipalities: defaultMunicipalities(), letters: [], openRounds, receivedOn };
}
