import { formatDate } from '@app/domain';
import type { LocalDate, Municipality, Survey } from '@app/domain';
import type { LetterRow } from '@app/persistence';
import type { LetterWithReceipts } from '@app/workflow';
import { links } from '../../view/links.js';
import { DISPATCH_WORDS } from '../../vocabulary.js';
import { letterLine, receiptLine } from './register.js';

/** What is known of sending the letter once more. */
export interface Again {
  /** The letter that repeats it; null: none. */
  readonly by: LetterRow | null;
  /** Why it can't be sent once more; null: it can. Absent: it did not fail. */
  readonly against?: string | null;
  /** The person may ask for it. */
  readonly mayAsk: boolean;
}

const ofDay = (id: string): string => formatDate(id.slice(-10) as LocalDate);

/** Everything that the page of one letter shows. */
export function letterPage(
  one: LetterWithReceipts,
  surveys: ReadonlyMap<string, Survey>,
  municipalities: ReadonlyMap<string, Municipality>,
  again: Again,
) {
  const { letter, attempts, receipts } = one;
  const line = letterLine(one, surveys, municipalities);
  return {
    ...line,
    // What stops it stands on top of the page already.
    why: line.reason === letter.reason ? null : letter.reason,
    target: letter.target,
    token: letter.token,
    templateVersion: letter.templateVersion?.slice(0, 12) ?? null,
    text: letter.parts?.text ?? null,
    obligations: letter.obligations.map((obligation) => ({
      href: links.obligation(letter.municipality, obligation),
      word: `dati al ${formatDate(obligation.slice(-10) as never)}`,
    })),
    attempts: attempts.map((attempt) => ({
      number: attempt.attempt,
      to: attempt.toAddress,
      from: attempt.fromAddress,
      source: attempt.addressSource,
      at: attempt.submittingAt,
      word: DISPATCH_WORDS[attempt.state],
      messageId: attempt.messageId,
      providerId: attempt.providerId,
      sha256: attempt.sha256,
      note: attempt.note,
      failure: attempt.failure?.detail ?? null,
      response: attempt.response,
      receipts: receipts.filter(({ dispatch }) => dispatch === attempt.messageId).map(receiptLine),
    })),
    first:
      letter.repeats === null
        ? null
        : { href: links.letter(letter.repeats), word: `lettera del ${ofDay(letter.repeats)}` },
    second:
      again.by === null
        ? null
        : { href: links.letter(again.by.id), word: `lettera del ${ofDay(again.by.id)}` },
    resend: again.against === null && again.mayAsk ? `${links.letter(letter.id)}/rispedisci` : null,
    noResend: again.by === null ? (again.against ?? null) : null,
    html: letter.parts?.html ? `${links.letter(letter.id)}/html` : null,
    pdf: attempts.length > 0 ? `${links.letter(letter.id)}/pdf` : null,
    pdfNote:
      attempts.length > 0
        ? 'Su carta intestata, così come è partito.'
        : 'Il PDF si compone al momento dell’invio.',
  };
}
