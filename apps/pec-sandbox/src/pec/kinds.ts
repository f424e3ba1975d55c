/** The nine kinds of certified message, as in RFC 6109 and the annex of DM 2 November 2005. */
export type Kind =
  | 'acceptance'
  | 'non-acceptance'
  | 'taken-in-charge'
  | 'delivery'
  | 'delivery-failure'
  | 'delivery-timeout-notice'
  | 'virus-notice'
  | 'envelope'
  | 'anomaly';

export type ErrorCode = 'nessuno' | 'no-dest' | 'no-dominio' | 'virus' | 'altro';
export type ReceiptType = 'completa' | 'breve' | 'sintetica';

export interface KindFacts {
  /** Header that classifies it, with its value; also `postacert/@tipo`, but for the anomaly, which has none. */
  readonly header: 'X-Ricevuta' | 'X-Trasporto';
  readonly value: string;
  readonly prefix: string;
  /** Prefix when a virus is the reason. */
  readonly virusPrefix?: string;
}

export const KINDS: Readonly<Record<Kind, KindFacts>> = {
  acceptance: { header: 'X-Ricevuta', value: 'accettazione', prefix: 'ACCETTAZIONE: ' },
  'non-acceptance': {
    header: 'X-Ricevuta',
    value: 'non-accettazione',
    prefix: 'AVVISO DI NON ACCETTAZIONE: ',
    virusPrefix: 'AVVISO DI NON ACCETTAZIONE PER VIRUS: ',
  },
  'taken-in-charge': {
    header: 'X-Ricevuta',
    value: 'presa-in-carico',
    prefix: 'PRESA IN CARICO: ',
  },
  delivery: { header: 'X-Ricevuta', value: 'avvenuta-consegna', prefix: 'CONSEGNA: ' },
  'delivery-failure': {
    header: 'X-Ricevuta',
    value: 'errore-consegna',
    prefix: 'AVVISO DI MANCATA CONSEGNA: ',
    virusPrefix: 'AVVISO DI MANCATA CONSEGNA PER VIRUS: ',
  },
  'delivery-timeout-notice': {
    header: 'X-Ricevuta',
    value: 'preavviso-errore-consegna',
    prefix: 'AVVISO DI MANCATA CONSEGNA PER SUP. TEMPO MASSIMO: ',
  },
  'virus-notice': {
    header: 'X-Ricevuta',
    value: 'rilevazione-virus',
    prefix: 'PROBLEMA DI SICUREZZA: ',
  },
  envelope: { header: 'X-Trasporto', value: 'posta-certificata', prefix: 'POSTA CERTIFICATA: ' },
  anomaly: { header: 'X-Trasporto', value: 'errore', prefix: 'ANOMALIA MESSAGGIO: ' },
};

/** What a message says of the one it is about. */
export interface Original {
  /** The provider's `identificativo`, without angle brackets. */
  readonly providerId: string;
  /** The sender's own Message-ID with angle brackets, or null where it had none. */
  readonly messageId: string | null;
  readonly sender: string;
  readonly recipients: readonly { readonly address: string; readonly certified: boolean }[];
  readonly replyTo: string;
  /** Decoded; null when there was no Subject. */
  readonly subject: string | null;
}

/** Everything that makes one message. Same values, same bytes. */
export interface Statement {
  readonly kind: Kind;
  /** When the provider issues and signs it, epoch ms. */
  readonly at: number;
  /** The message's own Message-ID, without angle brackets. */
  readonly messageId: string;
  /** Mailbox that gets it. */
  readonly to: string;
  readonly original: Original;
  /** The recipient it speaks of. */
  readonly recipient?: string;
  readonly error?: ErrorCode;
  /** `errore-esteso`. */
  readonly detail?: string;
  readonly receiptType?: ReceiptType;
  /** The original message as attached (postacert.eml). */
  readonly attached?: Uint8Array;
  /** Timeout notices: 12 (provisional) or 24 (final) hours. */
  readonly hours?: 12 | 24;
}
