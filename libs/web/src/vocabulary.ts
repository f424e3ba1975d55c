import type { ObligationState, Outcome, Timeliness } from '@app/domain';
import type { DispatchState, LetterState } from '@app/persistence';

/** How one status is shown, everywhere the same: words first, then icon and colour. */
export interface StatusWord {
  readonly word: string;
  readonly icon: string;
  readonly tone: 'success' | 'warning' | 'danger' | 'primary' | 'secondary';
}

const OUTCOMES: Readonly<Record<Exclude<Outcome, 'open' | 'rejected'>, StatusWord>> = {
  transmitted: { word: 'Trasmesso', icon: 'it-check', tone: 'success' },
  validated: { word: 'Validato', icon: 'it-check-circle', tone: 'success' },
  nil: { word: 'Consistenza nulla', icon: 'it-check', tone: 'success' },
  exempt: { word: 'Esonerato', icon: 'it-minus-circle', tone: 'secondary' },
  cancelled: { word: 'Annullato', icon: 'it-close-circle', tone: 'secondary' },
};

const OWING: Readonly<Record<Timeliness, StatusWord>> = {
  pending: { word: 'In attesa', icon: 'it-clock', tone: 'primary' },
  overdue: { word: 'Scaduto', icon: 'it-warning-circle', tone: 'danger' },
  'on-time': { word: 'In attesa', icon: 'it-clock', tone: 'primary' },
  late: { word: 'Scaduto', icon: 'it-warning-circle', tone: 'danger' },
};

/** The words of an obligation's status. */
export function obligationWord(state: ObligationState): StatusWord {
  if (state.outcome === 'rejected') {
    return { word: 'Respinto, da rifare', icon: 'it-refresh', tone: 'danger' };
  }
  if (state.outcome === 'open') {
    if (state.contest !== null)
      return { word: 'Da esaminare', icon: 'it-help-circle', tone: 'warning' };
    if (state.suspended) return { word: 'Sospeso', icon: 'it-ban', tone: 'secondary' };
    return OWING[state.timeliness];
  }
  const word = OUTCOMES[state.outcome];
  if (state.presumed) return { ...word, word: 'Esonero presunto' };
  if (state.carriedNil) return { ...word, word: 'Nulla già comunicata', tone: 'secondary' };
  if (state.timeliness === 'late')
    return { ...word, word: `${word.word} in ritardo`, tone: 'warning' };
  return word;
}

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

export const RUNG_WORDS: Readonly<Record<string, string>> = {
  opening: 'Avvio',
  'reminder-1': 'Primo sollecito',
  'reminder-2': 'Secondo sollecito',
  'last-call': 'Ultimo avviso',
  'overdue-1': 'Primo sollecito dopo la scadenza',
  'overdue-2': 'Secondo sollecito dopo la scadenza',
  'formal-notice': 'Diffida',
  correction: 'Riapertura',
};
