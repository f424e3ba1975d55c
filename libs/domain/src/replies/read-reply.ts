import type { LocalDate } from '../calendar/types.js';
import { decide } from './decide.js';
import type { Read } from './decide.js';
import { readKind } from './kind.js';
import { readMaterial } from './material.js';
import { ownRegistration } from './protocol/registration.js';
import { reasonsOf } from './reasons.js';
import type { ReplyContext, ReplyGuess, ReplyMessage, ReplyReading } from './types.js';
import { findRounds } from './when.js';
import { identify } from './who/identity.js';

/**
 * Reads a reply: its kind, whose it is, for which rounds, and whether it may be applied without a person. Quotations of
 * our letters never count. Never throws for any text; time grows with the text and is bounded.
 *
 * @example readReply(message, context).decision //=> 'apply' | 'file' | 'hold'
 */
export function readReply(message: ReplyMessage, context: ReplyContext): ReplyReading {
  const material = readMaterial(message, context);
  const says = readKind(message, material);
  const who = identify(message, material, context);
  const when = findRounds(material, who.trace, context, says.kind);
  const read: Read = { message, context, material, says, who, when };
  const decided = decide(read);
  return {
    kind: says.kind,
    municipality: who.municipality,
    rounds: when.rounds,
    confidence: round(says.confidence * (who.municipality === null ? 0.5 : who.confidence)),
    units: says.units,
    protocol: ownRegistration(material, says.kind),
    reasons: reasonsOf(read, decided),
    guesses: guessesOf(read, when.rounds),
    decision: decided.decision,
  };
}

/** The best reading's rivals, likeliest first. */
function guessesOf({ says, who }: Read, rounds: readonly LocalDate[]): readonly ReplyGuess[] {
  const kinds = [says.kind, ...says.maybe];
  const owners = who.candidates.map(({ municipality, weight }) => ({ municipality, weight }));
  const all = kinds.flatMap((kind, rank) =>
    owners.map(({ municipality, weight }) => ({
      kind,
      municipality,
      rounds,
      confidence: round((says.confidence * weight) / (rank + 1)),
    })),
  );
  return all
    .filter((one) => one.kind !== says.kind || one.municipality !== who.municipality)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, 6);
}

const round = (n: number): number => Math.round(n * 100) / 100;
