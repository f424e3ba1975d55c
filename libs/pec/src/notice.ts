const HOURS_22 = 22 * 3_600_000;
const HOUR = 3_600_000;

export interface TimeoutNotice {
  /** Signed time, UTC. */
  readonly at: string | null;
  /** `errore-esteso`. */
  readonly detail: string | null;
}

/**
 * Whether a `preavviso-errore-consegna` is the final one, of 24 hours. The 12-hour one shares its
 * header, subject and type (DM 2 November 2005 §6.3.4). Final when its text says twenty-four, when it
 * comes at least 22 hours after the acceptance, or when it is the second for that recipient (a copy of
 * the first, at the same time, is no second one).
 *
 * @example isTwentyFourHourNotice({ at: null, detail: 'non consegnato nelle ventiquattro ore' }) //=> true
 */
export function isTwentyFourHourNotice(
  notice: TimeoutNotice,
  known: { readonly acceptedAt?: string | null; readonly earlierNoticeAt?: string | null } = {},
): boolean {
  if (notice.detail !== null && saysTwentyFour(notice.detail)) return true;
  if (notice.at === null) return false;
  const at = Date.parse(notice.at);
  const since = (earlier: string | null | undefined): number =>
    typeof earlier === 'string' ? at - Date.parse(earlier) : -1;
  return since(known.acceptedAt) >= HOURS_22 || since(known.earlierNoticeAt) >= HOUR;
}

/** «ventiquattro» or 24, but not the 24 of a date, a time, an address or a status code. */
function saysTwentyFour(detail: string): boolean {
  return /ventiquattro/i.test(detail) || /(?<![\d/.:-])24(?![\d/:-]|\.\d)/.test(detail);
}
