import type { ReplyContext, ReplyMessage, ReplyReading } from './types.js';

/** Reads a reply. What is not surely recognised is held for a person. */
export function readReply(_message: ReplyMessage, _context: ReplyContext): ReplyReading {
  return {
    kind: 'other',
    municipality: null,
    rounds: [],
    confidence: 0,
    units: null,
    protocol: null,
    reasons: [],
    guesses: [],
    decision: 'hold',
  };
}
