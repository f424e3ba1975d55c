import { elide } from './elide.js';
import type { Refusal } from './types.js';
import type { TransitionRefusal } from './transitions.js';

/** Refusals that depend on more than where the obligation stands. */
export type OtherRefusal =
  | 'already-corrected'
  | 'already-recorded'
  | 'already-suspended'
  | 'already-told'
  | 'after-cut-off'
  | 'before-round'
  | 'contest-not-open'
  | 'day-out-of-range'
  | 'decision-incomplete'
  | 'derived-fact'
  | 'due-before-decision'
  | 'due-before-round'
  | 'dwelling-since-nil'
  | 'fact-unknown'
  | 'municipality-merged'
  | 'no-base'
  | 'no-extension'
  | 'not-addressee'
  | 'not-suspended'
  | 'round-locked'
  | 'round-missing'
  | 'round-unknown'
  | 'reference-in-future'
  | 'too-many-closings'
  | 'unlock-incomplete'
  | 'unreadable-record'
  | 'variations-on-record'
  | 'wrong-municipality'
  | 'wrong-survey';

export type RefusalCode = TransitionRefusal | OtherRefusal;

/** What a person reads; `{x}` are filled by `refusal`. */
export const REFUSALS: Readonly<Record<RefusalCode, string>> = {
  'already-answered': 'Il Comune ha già risposto per questo ciclo: il fatto non si applica.',
  'already-cancelled': 'L’adempimento è già annullato.',
  'already-corrected': 'Il fatto {fact} è già stato annullato da una rettifica.',
  'already-exempt': 'L’adempimento è già esonerato.',
  'already-recorded': 'Il fatto {fact} è già registrato.',
  'already-rejected': 'La risposta è già stata respinta.',
  'already-suspended': 'L’adempimento è già sospeso.',
  'already-told': 'La lettera che lo comunica al Comune è già partita.',
  'already-validated': 'La trasmissione è già stata validata.',
  'after-cut-off':
    'Le risposte per il ciclo del {round} si accettano fino al {day}: questa non vale per il ciclo.',
  'answer-rejected':
    'La risposta del Comune è stata respinta: una comunicazione precedente non la sostituisce.',
  'before-round':
    'Il ciclo si apre il {day}, il giorno dopo la data di riferimento: prima nessuna risposta è possibile.',
  cancelled: 'L’adempimento è annullato: nessun altro fatto si applica.',
  'contest-not-open': 'Non c’è alcuna contestazione aperta con identificativo {fact}.',
  'day-out-of-range':
    'Il giorno {day} dista più di cento anni da quello in cui il fatto si registra: è un errore di scrittura.',
  'decision-incomplete': 'La decisione di esonero richiede una motivazione e chi la approva.',
  'derived-fact':
    'Il fatto è ricavato dalle regole: si rettifica il fatto su cui si fonda, non il risultato.',
  'due-before-decision':
    'La nuova scadenza {due} è anteriore al giorno della decisione ({day}): indicare un giorno non trascorso.',
  'due-before-round':
    'La nuova scadenza {due} è anteriore all’apertura del ciclo ({day}): indicare un giorno successivo.',
  'dwelling-since-nil':
    'Dopo la consistenza nulla è entrato un alloggio: una dichiarazione di nessuna variazione non si può accettare.',
  'fact-unknown': 'Nessun fatto registrato ha l’identificativo {fact}.',
  'municipality-merged':
    'Dal {day} il Comune non esiste più: gli obblighi sono passati {successor}.',
  'nil-already-carried':
    'Vale già la comunicazione di consistenza nulla resa in precedenza: l’esonero non serve.',
  'nil-needs-no-validation':
    'La comunicazione di consistenza nulla non si valida: si valida solo una trasmissione.',
  'nil-of-another-round':
    'La consistenza nulla è stata comunicata per un’altra data: si respinge in quella.',
  'no-base':
    'Manca la base dell’esonero: agli atti non c’è una trasmissione ufficiale con almeno un alloggio, o una consistenza nulla, non respinta, con data di riferimento precedente.',
  'no-extension':
    'Non c’è una proroga da comunicare: la scadenza in vigore non è prorogata, o il Comune ha già risposto.',
  'not-addressee': 'Il Comune non è tra i destinatari della ricognizione.',
  'not-carried': 'Per questo ciclo non vale alcuna consistenza nulla comunicata in precedenza.',
  'not-exempt': 'L’adempimento non è esonerato.',
  'not-running':
    'Il Comune non deve rispondere per questo ciclo: non c’è un termine da sospendere.',
  'not-suspended': 'L’adempimento non è sospeso.',
  'nothing-to-reject': 'Non c’è alcuna risposta da respingere.',
  'nothing-to-validate': 'Non c’è alcuna trasmissione da validare.',
  'reference-in-future':
    'La data di riferimento {reference} non è ancora trascorsa il {day}: i dati non possono descriverla.',
  'round-locked': 'Il ciclo del {round} è chiuso alle rettifiche dal {day}.',
  'round-missing':
    'Non è indicato il ciclo e in quel giorno non ce n’è uno solo aperto: indicare la data di riferimento.',
  'round-unknown': 'La ricognizione non ha un ciclo con data di riferimento {round}.',
  'unlock-incomplete':
    'Per sbloccare la diffida servono fondamento giuridico, firmatario competente, atto e numero di protocollo.',
  'too-many-closings': 'I giorni di chiusura non si possono registrare: {fault}.',
  'unreadable-record': 'Il fatto non si può registrare per il Comune di {name}: {reason}.',
  'variations-on-record':
    'Il registro riporta variazioni dopo il {from} e fino al {round}: una dichiarazione di nessuna variazione non si può accettare.',
  'wrong-municipality': 'Il fatto riguarda un altro Comune ({municipality}).',
  'wrong-survey': 'Il fatto riguarda un’altra ricognizione ({survey}).',
};

/**
 * An expected refusal as a value.
 *
 * @example refusal('fact-unknown', { fact: 'e7' }).message //=> 'Nessun fatto registrato ha l’identificativo e7.'
 */
export function refusal(code: RefusalCode, values: Readonly<Record<string, string>> = {}): Refusal {
  const message = REFUSALS[code].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '—');
  return { refused: true, code, message: elide(message) };
}
