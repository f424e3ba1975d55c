import { faultReason, formatDate, rungName, VARIATION_NAMES } from '@app/domain';
import type { Fact, FactOf, FactType, LocalDate, Survey } from '@app/domain';
import { REPLY_WORDS } from '../vocabulary.js';

/** How a fact is told in a timeline. */
export interface FactWords {
  readonly title: string;
  readonly detail: string | null;
  readonly icon: string;
}

type Teller<T extends FactType> = (fact: FactOf<T>, rung: (id: string) => string) => FactWords;

const words = (title: string, icon: string, detail: string | null = null): FactWords => ({
  title,
  detail,
  icon,
});

const FAILURES: Readonly<Record<string, string>> = {
  'fix-address': 'indirizzo da correggere',
  'retry-later': 'da ritentare fra qualche giorno',
  'other-channel': 'serve un altro canale',
  look: 'da guardare',
};

/** Which letter, not delivered, this one repeats. */
const again = ({ repeats }: { readonly repeats?: string }): string | null =>
  repeats === undefined
    ? null
    : `Rispedizione della lettera del ${formatDate(repeats.slice(-10) as LocalDate)}, non consegnata`;

const GROUNDS = {
  statement: 'dichiarazione del Comune',
  snapshots: 'fotografie del patrimonio senza differenze',
  decision: 'decisione dell’ufficio',
  presumed: 'esonero presunto: nessuna variazione registrata',
} as const;

const TELL: { readonly [T in FactType]: Teller<T> } = {
  transmitted: ({ payload }) =>
    words(
      'Trasmissione ufficiale in PUSH',
      'it-upload',
      `${payload.mode === 'flow' ? 'Flusso XML' : 'Caricamento manuale'}${payload.units === undefined ? '' : `, ${payload.units} alloggi`}`,
    ),
  validated: () => words('Trasmissione validata', 'it-check-circle'),
  rejected: ({ payload }) => words('Risposta respinta', 'it-close-circle', payload.reason),
  typed: () => words('Dati digitati in PUSH, non ancora trasmessi', 'it-pencil'),
  'nil-declared': ({ payload }) =>
    words('Consistenza nulla comunicata', 'it-minus', `Dati al ${formatDate(payload.reference)}`),
  'no-change-declared': () => words('Dichiarazione di nessuna variazione', 'it-note'),
  variation: ({ payload }) =>
    words(
      'Variazione del patrimonio',
      'it-exchange-circle',
      `${VARIATION_NAMES[payload.kind]}, ${payload.units} alloggi, il ${formatDate(payload.date)}`,
    ),
  snapshot: ({ payload }) =>
    words(
      'Fotografia del patrimonio',
      'it-camera',
      `${payload.units.length} alloggi, dati al ${formatDate(payload.reference)}`,
    ),
  extended: ({ payload }) =>
    words(`Proroga al ${formatDate(payload.due)}`, 'it-calendar', payload.reason),
  exempted: ({ payload }) =>
    words('Esonero deciso', 'it-minus-circle', `${payload.reason} (approva: ${payload.approver})`),
  suspended: ({ payload }) => words('Adempimento sospeso', 'it-ban', payload.reason ?? null),
  resumed: () => words('Adempimento ripreso', 'it-refresh'),
  unlocked: ({ payload }, rung) =>
    words(
      `Sbloccata: ${rung(payload.rung)}`,
      'it-unlocked',
      `${payload.legalBasis} – ${payload.act}, protocollo ${payload.protocol}, firma ${payload.signer}`,
    ),
  'address-changed': ({ payload }) => words('Nuovo indirizzo PEC', 'it-mail', payload.pec),
  'closed-day': ({ payload }) =>
    words('Giorno di chiusura del Comune', 'it-calendar', formatDate(payload.day)),
  merged: ({ payload }) =>
    words('Comune fuso in un altro', 'it-pa', `Dal ${formatDate(payload.on)}: ${payload.reason}`),
  cancelled: ({ payload }) => words('Adempimento annullato', 'it-delete', payload.reason),
  corrected: ({ payload }) =>
    words('Rettifica di un fatto precedente', 'it-restore', payload.reason),
  'exemption-granted': ({ payload }) =>
    words(
      'Esonero',
      'it-minus-circle',
      `Per ${GROUNDS[payload.ground]}; base: dati al ${formatDate(payload.baseReference)}`,
    ),
  'exemption-lapsed': ({ payload }) =>
    words(
      'Esonero decaduto',
      'it-warning-circle',
      `${payload.reason} Nuova scadenza ${formatDate(payload.due)}.`,
    ),
  'nil-carried': () => words('Vale la consistenza nulla già comunicata', 'it-check'),
  'nil-lapsed': ({ payload }) =>
    words(
      'La consistenza nulla non vale più',
      'it-warning-circle',
      `${payload.reason} Nuova scadenza ${formatDate(payload.due)}.`,
    ),
  contested: () =>
    words(
      'Dichiarazione in contrasto con le fotografie',
      'it-exchange-circle',
      'Un funzionario deve decidere.',
    ),
  'contest-resolved': ({ payload }) =>
    words(
      'Contrasto deciso',
      'it-check',
      `${payload.accepted === 'diff' ? 'Vale la differenza' : 'Vale la dichiarazione'}: ${payload.reason}`,
    ),
  sent: ({ payload }, rung) =>
    words(`Lettera inviata: ${rung(payload.rung)}`, 'it-mail', again(payload)),
  queued: ({ payload }, rung) =>
    words(`Lettera decisa: ${rung(payload.rung)}`, 'it-inbox', again(payload)),
  withdrawn: ({ payload }, rung) =>
    words(`Lettera ritirata: ${rung(payload.rung)}`, 'it-minus-circle', payload.reason),
  folded: ({ payload }, rung) =>
    words(`Assorbito: ${rung(payload.rung)}`, 'it-collapse', payload.reason),
  dropped: ({ payload }, rung) =>
    words(`Lasciato cadere: ${rung(payload.rung)}`, 'it-close', payload.reason),
  skipped: ({ payload }, rung) =>
    words(`Non inviato: ${rung(payload.rung)}`, 'it-minus-circle', payload.reason),
  'send-requested': ({ payload }, rung) =>
    words(`Chiesto l’invio: ${rung(payload.rung)}`, 'it-mail', payload.reason),
  'resend-requested': ({ payload }, rung) =>
    words(`Chiesta la rispedizione: ${rung(payload.rung)}`, 'it-refresh', payload.reason),
  'skip-requested': ({ payload }, rung) =>
    words(`Chiesto di saltare: ${rung(payload.rung)}`, 'it-ban', payload.reason),
  'postpone-requested': ({ payload }, rung) =>
    words(
      `Rimandato al ${formatDate(payload.until)}: ${rung(payload.rung)}`,
      'it-clock',
      payload.reason,
    ),
  'correction-requested': ({ payload }) =>
    words('Chiesta la lettera di riapertura', 'it-refresh', payload.reason),
  'notice-requested': ({ payload }, rung) =>
    words(`Chiesta la ${rung(payload.notice)}`, 'it-mail', payload.reason),
  accepted: ({ payload }, rung) =>
    words(`Ricevuta di accettazione: ${rung(payload.rung)}`, 'it-check'),
  delivered: ({ payload }, rung) =>
    words(`Ricevuta di avvenuta consegna: ${rung(payload.rung)}`, 'it-check-circle'),
  'delivery-failed': ({ payload }, rung) =>
    words(
      `Mancata consegna: ${rung(payload.rung)}`,
      'it-close-circle',
      FAILURES[payload.class] ?? null,
    ),
  'reply-received': ({ payload }) =>
    words(
      'Risposta ricevuta',
      'it-inbox',
      payload.registered
        ? `Protocollata dal Comune: n. ${payload.registered.number}${payload.registered.date === null ? '' : ` del ${formatDate(payload.registered.date)}`}`
        : (REPLY_WORDS[payload.kind as keyof typeof REPLY_WORDS] ?? payload.kind),
    ),
};

/** The words of a fact. */
export function factWords(survey: Pick<Survey, 'rungs'>, fact: Fact): FactWords {
  const tell = TELL[fact.type] as Teller<FactType> | undefined;
  if (tell === undefined) return words(fact.type, 'it-info-circle');
  try {
    return tell(fact as FactOf<FactType>, (rung) => rungName(survey, rung));
  } catch (error) {
    // One damaged fact hides no other: it is shown as what it is, to be taken back.
    return words(`Fatto illeggibile (${fact.type})`, 'it-error', faultReason(error));
  }
}

const SOURCES: Readonly<Record<Fact['source'], string>> = {
  engine: 'motore',
  officer: 'ufficio',
  pec: 'PEC',
  push: 'PUSH',
  import: 'importazione',
  'events-file': 'file di eventi',
  sandbox: 'prova',
};

/** A line of a timeline, with its proof. */
export function timelineLine(survey: Pick<Survey, 'rungs'>, fact: Fact) {
  return {
    ...factWords(survey, fact),
    id: fact.id,
    at: fact.occurredAt,
    recordedAt:
      fact.recordedAt.slice(0, 16) === fact.occurredAt.slice(0, 16) ? null : fact.recordedAt,
    actor: fact.actor,
    source: SOURCES[fact.source],
    round: fact.round,
    evidence: fact.evidence === null ? null : `/messaggi/${fact.evidence}`,
  };
}
