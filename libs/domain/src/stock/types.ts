import type { LocalDate } from '../calendar/types.js';

/** One dwelling of a snapshot. `key` as the source writes it; compare by `normaliseUnitKey`. */
export interface Unit {
  readonly key: string;
  /** "owned", "sold", …: as given; compared literally after trimming and lower-casing. */
  readonly status: string;
}

/** Units of one municipality frozen at an official transmission. */
export interface Snapshot {
  readonly reference: LocalDate;
  readonly units: readonly Unit[];
}

/** Record-level difference by normalised key. `vanished` is an anomaly: a historical stock loses no record. */
export interface StockDiff {
  readonly added: readonly Unit[];
  readonly ceased: readonly { readonly key: string; readonly from: string; readonly to: string }[];
  readonly changed: readonly { readonly key: string; readonly from: string; readonly to: string }[];
  readonly vanished: readonly Unit[];
}
