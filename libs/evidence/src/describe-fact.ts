import { formatDate, type Fact, type FactPayloads, type FactType } from '@app/domain';

type Words = { readonly [T in FactType]: (payload: FactPayloads[T]) => string };

const MODES = { manual: 'caricamento manuale', flow: 'flusso XML' } as const;

const VARIATIONS = {
  'new-construction': 'nuova costruzione',
  sale: 'vendita',
  acquisition: 'acquisto',
  transfer: 'trasferimento',
  demolition: 'demolizione',
  split: 'frazionamento',
  merge: 'fusione',
} as const;

const GROUNDS = {
  statement: 'dichiarazione di nessuna variazione',
  snapshots: 'confronto delle consistenze',
  decision: "decisione dell'ufficio",
  presumed: 'nessuna variazione nel registro (presunto)',
} as const;

const RUNGS: Readonly<Record<string, string>> = {
  opening: 'avviso di apertura',
  'reminder-1': 'primo promemoria',
  'reminder-2': 'secondo promemoria',
  'last-call': 'ultimo avviso',
  'overdue-1': 'primo sollecito',
  'overdue-2': 'secondo sollecito',
  'formal-notice': 'diffida',
  correction: 'lettera di riapertura',
  'exemption-granted': 'comunicazione di esonero',
  'extension-granted': 'comunicazione di proroga',
};

function rungName(rung: string): string {
  return RUNGS[rung] ?? `gradino «${rung}»`;
}

/** The letter, not delivered, that this one repeats. */
function again(letter: string | undefined): string {
  return letter === undefined ? '' : `, rispedizione della lettera ${letter} non consegnata`;
}

function because(reason: string | undefined): string {
  return reason === undefined || reason === '' ? '' : `: ${reason}`;
}

const WORDS: Words = {
  transmitted: (p) =>
    `Trasmissione ufficiale in PUSH (${MODES[p.mode]}${p.units === undefined ? '' : `, ${p.units} unità`})`,
  validated: () => 'Trasmissione validata dalla Regione',
  rejected: (p) => `Trasmissione respinta${because(p.reason)}`,
  typed: () => 'Dati inseriti in PUSH e non ancora trasmessi',
  'nil-declared': (p) =>
    `Comunicazione di consistenza nulla alla data del ${formatDate(p.reference)}`,
  'no-change-declared': () => 'Dichiarazione di nessuna variazione',
  variation: (p) =>
    `Variazione del patrimonio: ${VARIATIONS[p.kind]} del ${formatDate(p.date)}, unità ${p.units}`,
  snapshot: (p) => `Consistenza rilevata al ${formatDate(p.reference)}: ${p.units.length} unità`,
  extended: (p) => `Proroga al ${formatDate(p.due)}${because(p.reason)}`,
  exempted: (p) => `Esonero deciso da ${p.approver}${because(p.reason)}`,
  suspended: (p) => `Adempimento sospeso${because(p.reason)}`,
  resumed: () => 'Adempimento ripreso',
  unlocked: (p) =>
    `Sbloccato: ${rungName(p.rung)} (${p.legalBasis}; firma ${p.signer}; atto ${p.act}; protocollo ${p.protocol})`,
  'address-changed': (p) => `Nuovo indirizzo PEC: ${p.pec}`,
  'closed-day': (p) => `Giorno di chiusura: ${formatDate(p.day)}`,
  merged: (p) => `Comune confluito in ${p.into} dal ${formatDate(p.on)}${because(p.reason)}`,
  cancelled: (p) => `Adempimento annullato${because(p.reason)}`,
  corrected: (p) => `Rettifica del fatto ${p.fact}${because(p.reason)}`,
  'exemption-granted': (p) =>
    `Esonero riconosciuto (${GROUNDS[p.ground]}) sulla base dei dati al ${formatDate(p.baseReference)}`,
  'exemption-lapsed': (p) =>
    `Esonero decaduto, nuova scadenza ${formatDate(p.due)}${because(p.reason)}`,
  'nil-carried': () => 'Consistenza nulla già comunicata in una ricognizione precedente',
  'nil-lapsed': (p) =>
    `La consistenza nulla già comunicata non vale più, nuova scadenza ${formatDate(p.due)}${because(p.reason)}`,
  contested: () => 'Dichiarazione in contrasto con il confronto delle consistenze',
  'contest-resolved': (p) =>
    `Contrasto risolto a favore ${p.accepted === 'statement' ? 'della dichiarazione' : 'del confronto'}${because(p.reason)}`,
  sent: (p) => `Inviata PEC: ${rungName(p.rung)}${again(p.repeats)}`,
  queued: (p) => `Decisa PEC: ${rungName(p.rung)}${again(p.repeats)}`,
  withdrawn: (p) => `Ritirata prima dell'invio: ${rungName(p.rung)}${because(p.reason)}`,
  folded: (p) => `Assorbito: ${rungName(p.rung)} in ${rungName(p.into)}${because(p.reason)}`,
  dropped: (p) => `Non inviato: ${rungName(p.rung)}${because(p.reason)}`,
  skipped: (p) => `Saltato: ${rungName(p.rung)}${because(p.reason)}`,
  'send-requested': (p) => `Invio richiesto: ${rungName(p.rung)}${because(p.reason)}`,
  'resend-requested': (p) =>
    `Richiesta la rispedizione: ${rungName(p.rung)}${p.letter === undefined ? '' : ` (lettera ${p.letter})`}${because(p.reason)}`,
  'skip-requested': (p) => `Richiesto di saltare: ${rungName(p.rung)}${because(p.reason)}`,
  'postpone-requested': (p) =>
    `Richiesto di rinviare al ${formatDate(p.until)}: ${rungName(p.rung)}${because(p.reason)}`,
  'correction-requested': (p) => `Richiesta la lettera di riapertura${because(p.reason)}`,
  'notice-requested': (p) => `Richiesta la lettera: ${rungName(p.notice)}${because(p.reason)}`,
  accepted: (p) => `Accettata dal gestore: ${rungName(p.rung)}`,
  delivered: (p) => `Consegnata al Comune: ${rungName(p.rung)}`,
  'delivery-failed': (p) => `Non consegnata: ${rungName(p.rung)}`,
  'reply-received': () => 'Risposta ricevuta per PEC',
};

/**
 * One Italian sentence that says what a fact is.
 *
 * @example describeFact(delivered) //=> 'Consegnata al Comune: primo sollecito'
 */
export function describeFact(fact: Fact): string {
  const words = WORDS[fact.type] as ((payload: unknown) => string) | undefined;
  // A later version may record kinds that this one doesn't know: shown by name, never hidden.
  return words === undefined ? `Fatto di tipo «${String(fact.type)}»` : words(fact.payload);
}
