import type { LocalDate } from '../calendar/types.js';

/** Six-digit ISTAT code, a string: leading zeros are part of it. */
export type IstatCode = string;

export type AddressSource = 'letter' | 'indicepa' | 'officer' | 'event';
export type AddressState = 'working' | 'failing' | 'not-pec' | 'untried';

/** A PEC address with its validity. The one valid on the day of sending is read then, never earlier. */
export interface PecAddress {
  readonly address: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  readonly source: AddressSource;
  readonly state: AddressState;
  /** True for addresses that the municipality writes from but is not written to (aliases). */
  readonly receiveOnly?: boolean;
}

/** Who owes the data. Names, addresses and existence are dated. */
export interface Municipality {
  readonly istat: IstatCode;
  /** Name of today, without "Comune di". */
  readonly name: string;
  /** Names that it bore before, with their validity; read by `nameOn`. */
  readonly formerNames?: readonly DatedText[];
  /** "Comune di", "Città di"; with gender and article derived by libs/letters. */
  readonly title: string;
  readonly belfiore: string | null;
  readonly postcode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly existsFrom: LocalDate | null;
  /** Last day of existence; the duties pass to `successor`. */
  readonly existsTo: LocalDate | null;
  readonly successor: IstatCode | null;
  readonly addresses: readonly PecAddress[];
  /** Patron-saint and other local closing days, `MM-DD` (every year) or `YYYY-MM-DD`. They delay sending, never a term. */
  readonly closingDays: readonly string[];
}

/** A person or service that letters name. People change office: letters keep what stood when they left. */
export interface DatedText {
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  readonly text: string;
}
