import type { LocalDate } from '../calendar/types.js';
import type { DatedText } from '../municipalities/types.js';

/**
 * The texts valid on a day, in the order of the survey: people change office, letters keep what stood when they left.
 *
 * @example textsOn(survey.signatories, localDate('2022-02-14'))
 */
export function textsOn(texts: readonly DatedText[], day: LocalDate): readonly string[] {
  return texts.filter((one) => isValidOn(one, day)).map(({ text }) => text);
}

/** Whether a validity covers a day; both ends are included. */
export function isValidOn(
  { validFrom, validTo }: { readonly validFrom: LocalDate; readonly validTo: LocalDate | null },
  day: LocalDate,
): boolean {
  return validFrom <= day && (validTo === null || day <= validTo);
}
