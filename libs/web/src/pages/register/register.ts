import type { Municipality, Survey } from '@app/domain';
import type { LetterList } from '@app/persistence';
import type { LetterWithReceipts } from '@app/workflow';
import { links } from '../../view/links.js';
import { DISPATCH_WORDS, letterWord, RECEIPT_WORDS } from '../../vocabulary.js';
import { rungWord } from '../obligation/actions.js';

/** What of the letters wants looking at, by the name that it has in addresses. */
export const LOOK_WORDS: Readonly<Record<LetterList, string>> = {
  attention: 'Tutto ciò che è da guardare',
  failed: 'Non consegnate, da rimediare',
  doubtful: 'Invio incerto',
  silent: 'Senza ricevuta da oltre 24 ore',
  stopped: 'Fermate prima dell’invio',
  conflicts: 'Ricevute in contrasto',
};

type Receipt = LetterWithReceipts['receipts'][number];

/** A receipt with what its signature says. */
export function receiptLine({ sha256, kind, certifiedAt, verdict, problem, fetchedAt }: Receipt) {
  return {
    word: capital(RECEIPT_WORDS[kind ?? ''] ?? kind ?? 'messaggio'),
    at: certifiedAt,
    fetchedAt,
    verified: verdict === 'valid' && problem === null,
    problem: problem ?? (verdict === 'valid' ? null : 'la firma non è verificata'),
    href: `/messaggi/${sha256}`,
  };
}

/** A letter as a line of the register. */
export function letterLine(
  one: LetterWithReceipts,
  surveys: ReadonlyMap<string, Survey>,
  municipalities: ReadonlyMap<string, Municipality>,
) {
  const { letter, attempts, receipts, hold } = one;
  const survey = surveys.get(letter.survey);
  const last = attempts.at(-1);
  return {
    href: links.letter(letter.id),
    decidedAt: letter.decidedAt,
    name: municipalities.get(letter.municipality)?.name ?? letter.municipality,
    rung: survey === undefined ? letter.rung : rungWord(survey, letter.rung),
    subject: letter.subject,
    status: letterWord(one),
    to: last?.toAddress ?? null,
    state: last === undefined ? null : DISPATCH_WORDS[last.state],
    doubtHref: last?.state === 'in-doubt' ? `${links.letter(letter.id)}/incerto` : null,
    failure: last?.failure?.detail ?? null,
    conflict: last?.conflict ?? null,
    reason:
      hold?.reason ??
      (letter.state === 'stopped' || letter.state === 'withdrawn' ? letter.reason : null),
    receipts: receipts.map(receiptLine),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
