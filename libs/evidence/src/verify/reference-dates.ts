import type { LocalDate } from '@app/domain';
import type { InnerMessage } from '@app/pec';

/** Ends of half-years as people write them out: 31/12/2021, 30.6.2022, 31 dicembre 2021. The 31st of June is the 30th. */
const WRITTEN = /\b3[01](?:[./-]|\s+)(0?6|12|giugno|dicembre)(?:[./-]|\s+)(\d{4})\b/giu;
const MONTHS: Readonly<Record<string, string>> = { giugno: '06', dicembre: '12' };
const HALF_YEAR = /-(?:06-30|12-31)$/;

/**
 * Whether a message names ends of half-years and none of them is this round. The engine applies only what names its date,
 * so that a fact moved to another round shows; a message without a date says nothing.
 */
export function namesOtherRound(written: InnerMessage | null, round: LocalDate | null): boolean {
  if (written === null || round === null || !HALF_YEAR.test(round)) return false;
  const { subject, text, otherText } = written;
  const said = `${subject}\n${text}\n${otherText ?? ''}`;
  const named = [...said.matchAll(WRITTEN)].map(([, month, year]) => {
    const word = month!.toLowerCase();
    return `${year}-${MONTHS[word] ?? word.padStart(2, '0')}`;
  });
  return named.length > 0 && !named.some((month) => round.startsWith(month));
}
