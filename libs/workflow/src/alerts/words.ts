import type { Instant } from '@app/domain';
import { formatDate, romeDate, romeTime } from '@app/domain';
import type { AlertRow } from '@app/persistence';

/** Alerts written out in one message; the rest is counted. */
const MOST = 40;

/** What kinds of alerts are about, as a heading. */
const TITLES: Readonly<Record<string, string>> = {
  'mailbox-suspended': 'Casella sospesa',
  'mailbox-full': 'Casella quasi piena',
  'letter-stopped': 'Lettera ferma',
  'letter-rejected': 'Lettera rifiutata dal gestore',
  'letter-struggling': 'Lettera che non riesce a partire',
  'dispatch-in-doubt': 'Invio incerto',
  'no-acceptance': 'Nessuna accettazione',
  'no-end': 'Nessuna consegna né mancata consegna',
  'delivery-failed': 'Mancata consegna',
  'receipts-conflict': 'Ricevute in contraddizione',
  'receipt-refused': 'Ricevuta non riconosciuta',
  'municipality-unplanned': 'Comune non pianificabile',
  'message-unread': 'Messaggio non letto',
  'message-unprocessed': 'Messaggio non elaborato',
  'fact-refused': 'Fatto non registrato',
  'sent-copy': 'Copia nella posta inviata',
};

/** @example alertTitle('mailbox-suspended') //=> 'Casella sospesa' */
export const alertTitle = (kind: string): string => TITLES[kind] ?? 'Avviso';

/**
 * The message that tells staff of alerts.
 *
 * @param publicUrl where the pages are; null: not said
 */
export function alertsMessage(
  alerts: readonly AlertRow[],
  publicUrl: string | null,
): { readonly subject: string; readonly text: string } {
  const [first] = alerts;
  const subject =
    alerts.length === 1 && first !== undefined
      ? `Sollecito: ${alertTitle(first.kind).toLowerCase()}`
      : `Sollecito: ${alerts.length} questioni richiedono attenzione`;
  const lines = alerts.slice(0, MOST).map((alert) => alertLine(alert));
  const more = alerts.length - lines.length;
  const text = [
    alerts.length === 1 ? 'Serve una persona:' : 'Servono una o più decisioni:',
    '',
    ...lines,
    ...(more > 0 ? [`… e altre ${more}.`] : []),
    ...closing(publicUrl),
  ];
  return { subject, text: `${text.join('\n')}\n` };
}

/** One alert as a line of text. */
export function alertLine({ kind, message, subject, raisedAt }: AlertRow): string {
  return `• ${alertTitle(kind)} (${when(raisedAt)}) – ${message}${about(subject)}`;
}

const when = (at: Instant): string => `${formatDate(romeDate(at))} ${romeTime(at)}`;

/** A letter's id begins with the survey: it is named where the sentence doesn't. */
const about = (subject: string): string => (subject.includes('/') ? ` [lettera ${subject}]` : '');

/** How every message to staff ends. */
export const closing = (publicUrl: string | null): string[] => [
  '',
  ...(publicUrl === null ? [] : [`Per vedere e decidere: ${publicUrl}`]),
  'Questo messaggio è automatico; ogni questione viene segnalata una volta.',
];
