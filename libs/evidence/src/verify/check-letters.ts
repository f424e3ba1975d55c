import type { InnerMessage } from '@app/pec';
import { receiptProblem } from '../receipts/receipt-problem.js';
import type { Enclosed } from './enclosed.js';
import { PROOF_WORDS } from './proof-words.js';
import type { Problem } from './types.js';

/**
 * Letters against what the recipient's provider signed: a complete delivery receipt contains the message that was
 * delivered. Its text and the files that it carries must be those of the letter in this file.
 */
export function checkLetters(files: Enclosed): readonly Problem[] {
  return files.received.flatMap((receipt) => {
    const { message, signature } = receipt;
    const letter = files.byMessageId(message.refersTo);
    if (letter === undefined || message.inner === null || message.kind !== 'delivery') return [];
    if (receiptProblem(message, signature, letter) !== null) return [];
    if (saysTheSame(letter.written, message.inner)) return [];
    return [PROOF_WORDS.otherLetterBytes(letter.file, receipt)];
  });
}

function saysTheSame(sent: InnerMessage, delivered: InnerMessage): boolean {
  // Where a line was broken anew the letter is the same.
  const words = ({ subject, text }: InnerMessage): string =>
    `${subject} ${text}`.replace(/\s+/g, ' ').trim();
  const found = new Set(delivered.attachments.map(({ sha256 }) => sha256));
  // A short receipt has digests in the place of files.
  const isShort = delivered.attachments.some(({ name }) => /\.hash$/i.test(name));
  const carries = isShort || sent.attachments.every(({ sha256 }) => found.has(sha256));
  return carries && words(sent) === words(delivered);
}
