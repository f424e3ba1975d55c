import { elide } from './elide.js';
import type { Refusal } from './types.js';
import type { TransitionRefusal } from './transitions.js';

/** Refusals that depend on more than where the obligation stands. */
export type OtherRefusal =
  | 'already-corrected'
  | 'already-delivered'
  | 'already-left'
  | 'already-queued'
  | 'already-recorded'
  | 'already-repeated'
  | 'already-requested'
  | 'already-suspended'
  | 'already-told'
  | 'already-unlocked'
  | 'announces-past-due'
  | 'after-cut-off'
  | 'before-round'
  | 'contest-not-open'
  | 'day-out-of-range'
  | 'decision-incomplete'
  | 'derived-fact'
  | 'due-before-decision'
  | 'due-before-round'
  | 'due-in-force'
  | 'due-moved'
  | 'dwelling-since-nil'
  | 'fact-unknown'
  | 'left-and-failed'
  | 'letter-delivered'
  | 'letter-in-flight'
  | 'letter-unknown'
  | 'letters-suspended'
  | 'municipality-merged'
  | 'no-base'
  | 'no-extension'
  | 'no-letter-owed'
  | 'not-addressee'
  | 'not-suspended'
  | 'nothing-to-explain'
  | 'nothing-to-skip'
  | 'notice-outdated'
  | 'postponed-before-target'
  | 'postponed-to-past'
  | 'reached-since'
  | 'reopening-decided'
  | 'round-locked'
  | 'round-missing'
  | 'round-unknown'
  | 'reference-in-future'
  | 'rung-ended'
  | 'rung-not-locked'
  | 'rung-unknown'
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
  'already-delivered': 'La lettera «{rung}» è già partita il {sent} ed è stata consegnata.',
  'already-left':
    'La lettera «{rung}» è già in viaggio dal {sent}: si attende la ricevuta, un altro invio non avrebbe effetto.',
  'already-queued':
    'La lettera «{rung}» è già decisa dal {sent} e parte appena può: un altro invio non avrebbe effetto.',
  'already-repeated':
    'La lettera «{rung}» è già stata rispedita il {day}: se nemmeno quella arriva, si rispedisce quella.',
  'already-requested':
    'È già agli atti che {actor} ha chiesto {what} il {day}: chiederlo di nuovo non cambia nulla.',
  'already-rejected': 'La risposta è già stata respinta.',
  'already-suspended': 'L’adempimento è già sospeso.',
  'already-told': 'La lettera che lo comunica al Comune è già partita.',
  'already-unlocked':
    'La lettera «{rung}» è già sbloccata dal {day} per questa scadenza (atto {act}, protocollo {protocol}): per cambiarla, prima si rettifica quello sblocco.',
  'already-validated': 'La trasmissione è già stata validata.',
  'announces-past-due':
    'La lettera «{rung}» annuncia la scadenza del {due}: dopo quel giorno non parte.',
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
  'due-in-force': 'La scadenza è già il {due}: la proroga non cambia nulla.',
  'due-moved':
    'La scadenza è cambiata dopo la lettera «{rung}» (ora {due}): il gradino si conta di nuovo da quella.',
  'dwelling-since-nil':
    'Dopo la consistenza nulla è entrato un alloggio: una dichiarazione di nessuna variazione non si può accettare.',
  'fact-unknown': 'Nessun fatto registrato ha l’identificativo {fact}.',
  'left-and-failed':
    'La lettera «{rung}» è partita il {sent} e non è stata consegnata: si manda di nuovo con «Rispedisci», dalla pagina della lettera.',
  'letter-delivered':
    'La lettera «{rung}» del {sent} risulta consegnata: non c’è nulla da rispedire.',
  'letter-in-flight':
    'Della lettera «{rung}» del {sent} non è certificata alcuna mancata consegna: si attende la ricevuta.',
  'letter-unknown': 'Nessuna lettera «{rung}» di questo ciclo risulta non consegnata.',
  'letters-suspended':
    'L’adempimento è sospeso: nessuna lettera parte prima della ripresa dei termini.',
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
  'no-letter-owed': 'L’adempimento è {status}: nessuna lettera parte.',
  'not-addressee': 'Il Comune non è tra i destinatari della ricognizione.',
  'not-carried': 'Per questo ciclo non vale alcuna consistenza nulla comunicata in precedenza.',
  'not-exempt': 'L’adempimento non è esonerato.',
  'not-running':
    'Il Comune non deve rispondere per questo ciclo: non c’è un termine da sospendere.',
  'not-suspended': 'L’adempimento non è sospeso.',
  'nothing-to-reject': 'Non c’è alcuna risposta da respingere.',
  'nothing-to-validate': 'Non c’è alcuna trasmissione da validare.',
  'nothing-to-explain': 'Nessuna riapertura aspetta di essere spiegata al Comune.',
  'nothing-to-skip': 'La lettera «{rung}» non è in attesa: non c’è nulla da saltare.',
  'notice-outdated': 'Ciò che la lettera «{rung}» comunica non vale più.',
  'postponed-before-target':
    'La lettera «{rung}» è prevista per il {target}: prima non parte comunque.',
  'postponed-to-past':
    'Il {until} non è un giorno futuro: indicare un giorno successivo al {today}.',
  'reached-since':
    'Dopo la lettera «{rung}» il Comune ha ricevuto quella del {day}, sullo stesso adempimento: questa non serve più.',
  'reopening-decided':
    'Sulla lettera che spiega la riapertura del {day} si è già deciso: chiederlo di nuovo non cambia nulla.',
  'reference-in-future':
    'La data di riferimento {reference} non è ancora trascorsa il {day}: i dati non possono descriverla.',
  'rung-ended': 'La lettera «{rung}» non è in attesa: il gradino è {how} dal {day}.',
  'rung-not-locked': 'La lettera «{rung}» non chiede alcuno sblocco.',
  'rung-unknown': 'La ricognizione non ha una lettera «{rung}».',
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
