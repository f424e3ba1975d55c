import type { ObligationState, PlanAction, ReplyKind } from '@app/domain';
import type { DispatchState, LetterState, ReplyState } from '@app/persistence';
import type { LetterWithReceipts } from '@app/workflow';
import { WAITING_WORDS } from '@app/workflow';

/** How one status is shown, everywhere the same: words first, then icon and colour. */
export interface StatusWord {
  readonly word: string;
  readonly icon: string;
  readonly tone: 'success' | 'warning' | 'danger' | 'primary' | 'secondary';
}

/** Every status of an obligation, by the name that it has in addresses and exports. */
export const STATUS_WORDS = {
  attesa: { word: 'In attesa', icon: 'it-clock', tone: 'primary' },
  scaduto: { word: 'Scaduto', icon: 'it-warning-circle', tone: 'danger' },
  respinto: { word: 'Respinto, da rifare', icon: 'it-refresh', tone: 'danger' },
  'da-esaminare': { word: 'Da esaminare', icon: 'it-help-circle', tone: 'warning' },
  sospeso: { word: 'Sospeso', icon: 'it-ban', tone: 'secondary' },
  trasmesso: { word: 'Trasmesso', icon: 'it-check', tone: 'success' },
  'trasmesso-in-ritardo': { word: 'Trasmesso in ritardo', icon: 'it-check', tone: 'warning' },
  validato: { word: 'Validato', icon: 'it-check-circle', tone: 'success' },
  'validato-in-ritardo': { word: 'Validato in ritardo', icon: 'it-check-circle', tone: 'warning' },
  nulla: { word: 'Consistenza nulla', icon: 'it-check', tone: 'success' },
  'nulla-in-ritardo': { word: 'Consistenza nulla in ritardo', icon: 'it-check', tone: 'warning' },
  'nulla-precedente': { word: 'Nulla già comunicata', icon: 'it-check', tone: 'secondary' },
  esonerato: { word: 'Esonerato', icon: 'it-minus-circle', tone: 'secondary' },
  'esonero-presunto': { word: 'Esonero presunto', icon: 'it-minus-circle', tone: 'secondary' },
  annullato: { word: 'Annullato', icon: 'it-close-circle', tone: 'secondary' },
} as const satisfies Readonly<Record<string, StatusWord>>;

export type StatusKey = keyof typeof STATUS_WORDS;

/** What of a state decides its word. */
export type Worded = Pick<
  ObligationState,
  'outcome' | 'timeliness' | 'contest' | 'suspended' | 'presumed' | 'carriedNil'
>;

/** The status of an obligation, by its name. */
export function statusKey(state: Worded): StatusKey {
  const { outcome, timeliness } = state;
  if (outcome === 'rejected') return 'respinto';
  if (outcome === 'open') {
    if (state.contest !== null) return 'da-esaminare';
    if (state.suspended) return 'sospeso';
    return timeliness === 'overdue' || timeliness === 'late' ? 'scaduto' : 'attesa';
  }
  if (outcome === 'exempt') return state.presumed ? 'esonero-presunto' : 'esonerato';
  if (outcome === 'cancelled') return 'annullato';
  if (outcome === 'nil' && state.carriedNil) return 'nulla-precedente';
  const late = timeliness === 'late';
  if (outcome === 'nil') return late ? 'nulla-in-ritardo' : 'nulla';
  if (outcome === 'validated') return late ? 'validato-in-ritardo' : 'validato';
  return late ? 'trasmesso-in-ritardo' : 'trasmesso';
}

/** The words of an obligation's status. */
export function obligationWord(state: Worded): StatusWord {
  return STATUS_WORDS[statusKey(state)];
}

/** How a line of the plan ends, or waits. */
export const ACTION_WORDS: Readonly<Record<PlanAction, StatusWord>> = {
  send: { word: 'Parte', icon: 'it-mail', tone: 'primary' },
  postponed: { word: 'Rimandata', icon: 'it-clock', tone: 'warning' },
  folded: { word: 'Assorbita', icon: 'it-collapse', tone: 'secondary' },
  dropped: { word: 'Lasciata cadere', icon: 'it-close-circle', tone: 'secondary' },
  skipped: { word: 'Non serve', icon: 'it-minus-circle', tone: 'secondary' },
  locked: { word: 'Bloccata', icon: 'it-locked', tone: 'warning' },
};

export const LETTER_WORDS: Readonly<Record<LetterState, StatusWord>> = {
  queued: { word: 'In partenza', icon: 'it-clock', tone: 'primary' },
  sent: { word: 'Inviata', icon: 'it-mail', tone: 'primary' },
  delivered: { word: 'Consegnata', icon: 'it-check-circle', tone: 'success' },
  failed: { word: 'Non consegnata', icon: 'it-close-circle', tone: 'danger' },
  withdrawn: { word: 'Ritirata prima dell’invio', icon: 'it-minus-circle', tone: 'secondary' },
  stopped: { word: 'Fermata: da guardare', icon: 'it-warning-circle', tone: 'danger' },
};

export const DISPATCH_WORDS: Readonly<Record<DispatchState, string>> = {
  queued: 'pronta',
  submitting: 'in consegna al gestore',
  'in-doubt': 'invio incerto',
  submitted: 'presa dal gestore, si attende l’accettazione',
  accepted: 'accettata, si attende la consegna',
  delivered: 'consegnata',
  failed: 'non consegnata',
  rejected: 'rifiutata dal gestore',
  abandoned: 'sostituita da un nuovo tentativo',
};

export const RECEIPT_WORDS: Readonly<Record<string, string>> = {
  acceptance: 'accettazione',
  'non-acceptance': 'mancata accettazione',
  'taken-in-charge': 'presa in carico',
  delivery: 'avvenuta consegna',
  'delivery-failure': 'mancata consegna',
  'delivery-timeout-notice': 'avviso di mancata consegna per superamento dei tempi',
  'virus-notice': 'rilevazione virus',
  envelope: 'messaggio certificato',
  anomaly: 'anomalia',
  'unknown-receipt': 'ricevuta sconosciuta',
  'not-pec': 'posta ordinaria',
  unreadable: 'illeggibile',
};

export const REPLY_WORDS: Readonly<Record<ReplyKind, string>> = {
  'nil-return': 'Comunicazione di consistenza nulla',
  'no-change': 'Dichiarazione di nessuna variazione',
  'transmission-notice': 'Avviso di trasmissione in PUSH',
  'extension-request': 'Richiesta di proroga',
  'protocol-confirmation': 'Conferma di protocollazione',
  'protocol-exception': 'Eccezione di protocollo',
  automatic: 'Risposta automatica',
  question: 'Domanda o chiarimento',
  other: 'Altro',
};

export const REPLY_STATES: Readonly<Record<ReplyState, StatusWord>> = {
  held: { word: 'Da assegnare', icon: 'it-help-circle', tone: 'warning' },
  applied: { word: 'Applicata', icon: 'it-check-circle', tone: 'success' },
  assigned: { word: 'Assegnata', icon: 'it-check', tone: 'success' },
  filed: { word: 'Archiviata', icon: 'it-box', tone: 'secondary' },
};

/** The state of a letter; of one that waits for somebody: for what. */
export function letterWord({
  letter,
  hold,
}: Pick<LetterWithReceipts, 'letter' | 'hold'>): StatusWord {
  return hold === null ? LETTER_WORDS[letter.state] : waitingWord(hold.code);
}

/** A queued letter that waits for a person's act, by the code of what it waits for. */
export function waitingWord(code: string): StatusWord {
  const words: Readonly<Record<string, string>> = WAITING_WORDS;
  return { word: words[code] ?? 'In attesa', icon: 'it-clock', tone: 'warning' };
}
