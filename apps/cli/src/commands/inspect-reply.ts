import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Instant, ReplyContext, ReplyReading } from '@app/domain';
import { readReply, replyOf, romeDate, roundsOf } from '@app/domain';
import type { PecMessage, Signature } from '@app/pec';
import { readAttachmentTexts } from '@app/pec';

/** How a reply is read: the contract's `reply` object, with what else the rules found behind it. */
export interface ReplyView {
  readonly kind: ReplyReading['kind'];
  readonly municipality: string | null;
  /** The oldest of `rounds`. */
  readonly reference: string | null;
  readonly units: number | null;
  readonly confidence: number;
  readonly reasons: readonly string[];
  readonly rounds: readonly string[];
  readonly protocol: ReplyReading['protocol'];
  /** What the engine would do with it, but for the threads that only the record knows. */
  readonly decision: ReplyReading['decision'];
  readonly guesses: ReplyReading['guesses'];
}

/**
 * Reads the answer inside a certified envelope, or inside the wrapping of ordinary mail, for the survey and the
 * municipalities of the letter; null for every other message. No record is at hand: threads to letters of ours are
 * not followed.
 */
export function readReplyView(
  raw: Uint8Array,
  message: PecMessage,
  signature: Signature,
): ReplyView | null {
  const { inner, kind } = message;
  if ((kind !== 'envelope' && kind !== 'anomaly') || inner === null) return null;
  const at = (message.at ?? inner.date) as Instant | null;
  if (at === null) return null;
  const reply = replyOf(inner, {
    attachments: readAttachmentTexts(raw),
    certifiedSender: message.sender,
    certifiedAt: message.at as Instant | null,
    verified: kind === 'envelope' && signature.verdict === 'valid',
  });
  const reading = readReply(reply, contextAt(at));
  const { municipality, rounds, units, confidence, reasons, protocol, decision, guesses } = reading;
  return {
    ...{ kind: reading.kind, municipality, reference: rounds[0] ?? null, units, confidence },
    ...{ reasons, rounds, protocol, decision, guesses },
  };
}

function contextAt(at: Instant): ReplyContext {
  const survey = defaultSurvey();
  const receivedOn = romeDate(at);
  const openRounds = roundsOf(survey, receivedOn)
    .filter((round) => round.acceptanceCutOff === null || receivedOn <= round.acceptanceCutOff)
    .map((round) => round.reference);
  return { survey, municipalities: defaultMunicipalities(), letters: [], openRounds, receivedOn };
}
