import type { Verdict } from '@app/pec';

/** What each kind of certified message is called. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  acceptance: 'Ricevuta di accettazione',
  'non-acceptance': 'Avviso di non accettazione',
  'taken-in-charge': 'Presa in carico',
  delivery: 'Ricevuta di avvenuta consegna',
  'delivery-failure': 'Avviso di mancata consegna',
  'delivery-timeout-notice': 'Avviso di mancata consegna per superamento del tempo massimo',
  'virus-notice': 'Avviso di problema di sicurezza',
  envelope: 'Messaggio PEC',
  anomaly: 'Busta di anomalia (posta ordinaria)',
  'unknown-receipt': 'Ricevuta di tipo sconosciuto',
  'not-pec': 'Messaggio senza busta PEC',
  unreadable: 'Messaggio illeggibile',
};

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  valid: 'Firma valida',
  invalid: 'Firma NON valida: il contenuto è cambiato',
  untrusted: 'Firma di autorità non riconosciuta',
  mismatch: 'Firma non coerente con il mittente o il tipo',
  absent: 'Senza firma',
};
