import { romeTime } from '../zone.js';
import type { Kind, Statement } from './kinds.js';

/** The Italian wording of each kind, after the annex of DM 2 November 2005 (§§ 6.3–6.5). */
export function wording(statement: Statement): string {
  const lines = [...BODY[statement.kind](facts(statement)), ''];
  if (statement.kind !== 'anomaly') {
    lines.push(`Identificativo messaggio: ${statement.original.providerId}`, '');
  }
  return lines.join('\r\n');
}

interface Facts {
  /** "Il giorno … alle ore … (zona)". */
  readonly when: string;
  readonly subject: string;
  readonly sender: string;
  readonly recipient: string;
  readonly list: readonly string[];
  readonly listWithKind: readonly string[];
  readonly detail: string;
  readonly virus: boolean;
  readonly hours: 12 | 24;
}

function facts(statement: Statement): Facts {
  const { original } = statement;
  const at = romeTime(statement.at);
  return {
    when: `Il giorno ${at.day} alle ore ${at.time} (${at.zone})`,
    subject: original.subject ?? '',
    sender: original.sender,
    recipient: statement.recipient ?? '',
    list: original.recipients.map(({ address }) => address),
    listWithKind: original.recipients.map(
      ({ address, certified }) => `${address} ("posta ${certified ? 'certificata' : 'ordinaria'}")`,
    ),
    detail: statement.detail ?? '',
    virus: statement.error === 'virus',
    hours: statement.hours ?? 24,
  };
}

const BODY: Readonly<Record<Kind, (f: Facts) => readonly string[]>> = {
  acceptance: (f) => [
    'Ricevuta di accettazione',
    '',
    `${f.when} il messaggio`,
    `"${f.subject}" proveniente da "${f.sender}"`,
    'ed indirizzato a:',
    ...f.listWithKind,
    'è stato accettato dal sistema ed inoltrato.',
  ],
  'non-acceptance': (f) => [
    f.virus
      ? "Errore nell'accettazione del messaggio per presenza di virus"
      : "Errore nell'accettazione del messaggio",
    '',
    `${f.when} nel messaggio`,
    `"${f.subject}" proveniente da "${f.sender}"`,
    'ed indirizzato a:',
    ...f.list,
    ...(f.virus
      ? [`è stato rilevato un problema di sicurezza: ${f.detail}.`]
      : [
          "è stato rilevato un problema che ne impedisce l'accettazione",
          `a causa di: ${f.detail}.`,
        ]),
    'Il messaggio non è stato accettato.',
  ],
  'taken-in-charge': (f) => [
    'Ricevuta di presa in carico',
    '',
    `${f.when} il messaggio`,
    `"${f.subject}" proveniente da "${f.sender}"`,
    'ed indirizzato a:',
    f.recipient,
    'è stato accettato dal sistema.',
  ],
  delivery: (f) => [
    'Ricevuta di avvenuta consegna',
    '',
    `${f.when} il messaggio`,
    `"${f.subject}" proveniente da "${f.sender}"`,
    `ed indirizzato a "${f.recipient}"`,
    'è stato consegnato nella casella di destinazione.',
  ],
  'delivery-failure': (f) => [
    f.virus ? 'Avviso di mancata consegna per virus' : 'Avviso di mancata consegna',
    '',
    `${f.when} nel messaggio`,
    `"${f.subject}" proveniente da "${f.sender}"`,
    `e destinato all'utente "${f.recipient}"`,
    ...(f.virus
      ? [
          `è stato rilevato un problema di sicurezza: ${f.detail}.`,
          'Il messaggio non è stato consegnato.',
        ]
      : [
          `è stato rilevato un errore: ${f.detail}.`,
          'Il messaggio è stato rifiutato dal sistema.',
        ]),
  ],
  'delivery-timeout-notice': (f) => [
    'Avviso di mancata consegna',
    '',
    `${f.when} il messaggio`,
    `"${f.subject}" proveniente da "${f.sender}"`,
    `e destinato all'utente "${f.recipient}"`,
    ...(f.hours === 12
      ? [
          'non è stato consegnato nelle prime dodici ore dal suo invio.',
          'Non escludendo che questo possa avvenire in seguito, si ritiene utile',
          "considerare che l'invio potrebbe non andare a buon fine. Il sistema",
          'provvederà comunque ad inviare un ulteriore avviso di mancata consegna',
          'se nelle prossime dodici ore non vi sarà la conferma della ricezione da',
          'parte del destinatario.',
        ]
      : [
          'non è stato consegnato nelle ventiquattro ore successive al suo invio.',
          'Si ritiene che la spedizione debba considerarsi non andata a buon fine.',
        ]),
  ],
  'virus-notice': (f) => [
    'Avviso di rilevazione virus',
    '',
    `${f.when} nel messaggio`,
    `"${f.subject}" proveniente da "${f.sender}"`,
    `e destinato all'utente "${f.recipient}"`,
    `è stato rilevato un problema di sicurezza: ${f.detail}.`,
  ],
  envelope: (f) => [
    'Messaggio di posta certificata',
    '',
    `${f.when} il messaggio`,
    `"${f.subject}" è stato inviato da "${f.sender}"`,
    'indirizzato a:',
    ...f.list,
    'Il messaggio originale è incluso in allegato.',
  ],
  anomaly: (f) => [
    'Anomalia nel messaggio',
    '',
    `${f.when} è stato ricevuto il messaggio`,
    `"${f.subject}" proveniente da "${f.sender}"`,
    'ed indirizzato a:',
    ...f.list,
    'Tali dati non sono stati certificati per il seguente errore:',
    f.detail,
    'Il messaggio originale è incluso in allegato.',
  ],
};
