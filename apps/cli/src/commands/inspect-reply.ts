import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Instant, ReplyContext, ReplyMessage, ReplyReading } from '@app/domain';
import { romeDate, roundsOf } from '@app/domain';
import type { PecMessage } from '@app/pec';
import { isStopped, readApart, type Stopped } from '@app/workflow';

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
export async function readReplyView(
  { inner, kind, at: certifiedAt }: PecMessage,
  message: ReplyMessage | null,
  wallSeconds: number,
): Promise<ReplyView | Stopped | null> {
  if ((kind !== 'envelope' && kind !== 'anomaly') || inner === null || message === null)
    return null;
  const at = (certifiedAt ?? inner.date) as Instant | null;
  if (at === null) return null;
  const order = { message, context: contextAt(at) };
  const reading = await readApart('reply', order, { wallSeconds });
  if (isStopped(reading)) return reading;
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
