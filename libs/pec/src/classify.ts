import type { PecKind } from './types.js';

/** One row for each kind of certified message. DM 2 November 2005 §6; RFC 6109 §2.1 and §3. */
interface Row {
  readonly kind: PecKind;
  readonly header: 'x-ricevuta' | 'x-trasporto';
  readonly value: string;
  /** `tipo` of the daticert; null when the message carries none. */
  readonly certifiedType: string | null;
}

const TABLE: readonly Row[] = [
  row('acceptance', 'x-ricevuta', 'accettazione'),
  row('non-acceptance', 'x-ricevuta', 'non-accettazione'),
  row('taken-in-charge', 'x-ricevuta', 'presa-in-carico'),
  row('delivery', 'x-ricevuta', 'avvenuta-consegna'),
  row('delivery-failure', 'x-ricevuta', 'errore-consegna'),
  row('delivery-timeout-notice', 'x-ricevuta', 'preavviso-errore-consegna'),
  row('virus-notice', 'x-ricevuta', 'rilevazione-virus'),
  row('envelope', 'x-trasporto', 'posta-certificata'),
  { kind: 'anomaly', header: 'x-trasporto', value: 'errore', certifiedType: null },
];

function row(kind: PecKind, header: Row['header'], value: string): Row {
  return { kind, header, value, certifiedType: value };
}

export interface Classification {
  readonly kind: PecKind;
  /** The `tipo` that a genuine message of this kind certifies; null when it certifies none. */
  readonly expectedType: string | null;
  /** The header is there twice and says two things. */
  readonly contradictory: boolean;
}

/** The kind that the top-level headers announce. `X-Ricevuta` goes before `X-Trasporto`, which receipts may carry too. */
export function classifyHeaders(
  receipt: readonly string[],
  transport: readonly string[],
): Classification {
  const receipts = distinct(receipt);
  const transports = distinct(transport);
  const contradictory = receipts.length > 1 || transports.length > 1;
  const [header, value] =
    receipts.length > 0 ? ['x-ricevuta', receipts[0]] : ['x-trasporto', transports[0]];
  if (value === undefined) return { kind: 'not-pec', expectedType: null, contradictory };
  const found = TABLE.find((one) => one.header === header && one.value === value);
  if (found === undefined) return { kind: 'unknown-receipt', expectedType: value, contradictory };
  return { kind: found.kind, expectedType: found.certifiedType, contradictory };
}

/** The kind that a daticert's `tipo` names. */
export function kindOfType(type: string): PecKind {
  return TABLE.find((one) => one.certifiedType === type)?.kind ?? 'unknown-receipt';
}

function distinct(values: readonly string[]): readonly string[] {
  return [
    ...new Set(
      values.map((value) =>
        value
          .replace(/\([^()]*\)/g, '')
          .trim()
          .toLowerCase(),
      ),
    ),
  ];
}
