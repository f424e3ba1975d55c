/** Counts of one round or one municipality, as of a day, as known on a day. */
export interface Measure {
  readonly expected: number;
  readonly received: number;
  readonly onTime: number;
  readonly late: number;
  readonly overdue: number;
  readonly nil: number;
  readonly carriedNil: number;
  readonly exempt: number;
  readonly presumedExempt: number;
  readonly cancelled: number;
  /** received ÷ (expected − exempt − carried nil); null when nothing is expected. */
  readonly completeness: number | null;
  readonly timeliness: number | null;
}
