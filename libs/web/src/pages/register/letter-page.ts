import { formatDate } from '@app/domain';
import type { Municipality, Survey } from '@app/domain';
import type { LetterWithReceipts } from '@app/workflow';
import { links } from '../../view/links.js';
import { DISPATCH_WORDS } from '../../vocabulary.js';
import { letterLine, receiptLine } from './register.js';

/** Everything that the page of one letter shows. */
export function letterPage(
  one: LetterWithReceipts,
  surveys: ReadonlyMap<string, Survey>,
  municipalities: ReadonlyMap<string, Municipality>,
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
    html: letter.parts?.html ? `${links.letter(letter.id)}/html` : null,
    pdf: attempts.length > 0 ? `${links.letter(letter.id)}/pdf` : null,
    pdfNote:
      attempts.length > 0
        ? 'Su carta intestata, così come è partito.'
        : 'Il PDF si compone al momento dell’invio.',
  };
}
