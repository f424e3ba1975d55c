import type { InnerMessage } from '@app/pec';
import { canonicalJson } from '../canonical.js';
import { receiptProblem } from '../receipts/receipt-problem.js';
import type { Enclosed } from './enclosed.js';
import { PROOF_WORDS } from './proof-words.js';
import type { Problem } from './types.js';

/**
 * Letters against what the recipient's provider signed: a complete delivery receipt contains the message that was
 * delivered. Its addresses, date, text and the files that it carries must be those of the letter in this file.
 */
export function checkLetters(files: Enclosed): readonly Problem[] {
  return files.received.flatMap((receipt) => {
    const { message, signature } = receipt;
    const letter = files.byMessageId(message.refersTo);
    if (letter === undefined || message.inner === null || message.kind !== 'delivery') return [];
    if (receiptProblem(message, signature, letter) !== null) return [];
    const parts = differing(letter.written, message.inner);
    return parts.length === 0 ? [] : [PROOF_WORDS.otherLetterBytes(letter.file, receipt, parts)];
  });
}

/**
 * What of a letter is compared: a provider may add headers of its own, break lines anew and give the message an id of its
 * own (the letter's is in the signed data, by which it was found).
 */
const FIELDS: readonly (readonly [word: string, value: (letter: InnerMessage) => unknown])[] = [
  ['mittente', ({ from, fromName }) => [from.toLowerCase(), words(fromName)]],
  ['destinatario', ({ to }) => to.map((one) => one.toLowerCase())],
  ['copia', ({ headers }) => words(headers['cc'])],
  ['indirizzo per la risposta', ({ headers }) => words(headers['reply-to'])],
  ['data', ({ date }) => date],
  ['oggetto', ({ subject }) => words(subject)],
  ['testo', ({ text, otherText }) => [words(text), words(otherText)]],
];

// Where a line was broken anew the letter is the same.
const words = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** The parts in which a letter is not the one that was delivered. */
function differing(sent: InnerMessage, delivered: InnerMessage): readonly string[] {
  const fields = FIELDS.filter(
    ([, value]) => canonicalJson(value(sent)) !== canonicalJson(value(delivered)),
  ).map(([word]) => word);
  // A short receipt has digests, named `<file>.hash`, in the place of files.
  const isShort = delivered.attachments.some(({ name }) => /\.hash$/i.test(name ?? ''));
  const carried = ({ attachments }: InnerMessage) =>
    attachments.map(({ name, sha256 }) =>
      isShort ? (name ?? '').replace(/\.hash$/i, '') : [name, sha256],
    );
  const same = canonicalJson(carried(sent)) === canonicalJson(carried(delivered));
  return same ? fields : [...fields, 'allegati'];
}
