import { wholePhrase } from '../says/phrase.js';

/** A sentence that says all there is to say, and the only kinds of reply that one may apply. */
export interface ClosedSentence {
  readonly kind: 'nil-return' | 'no-change';
  readonly matches: (phrase: string) => boolean;
}

/** What may stand before the statement and adds nothing to it. */
const OPENING =
  '(in riscontro alla (vostra) nota) (con la presente) si comunica|dichiara|attesta|certifica';
const OWNER = 'questo|il|l comune|ente|#comune';
const OF = '(di|del|dell questo? comune|ente|#comune)';
/** "alla data del 31/12/2021", "al 31/12/2021". */
const AT = 'al|alla data? del? #day';

/**
 * The sentences that are applied without a person: each names what it declares, of whom and of which day. One that isn't
 * here, to the word, is read by a person: a wrong application costs far more than a person's look. `#comune` is the
 * municipality's own name, `#day` a written day, `#zero` 0, zero or "0 (zero)"; `(…)` may be missing as a whole.
 */
export const CLOSED_SENTENCES: readonly ClosedSentence[] = [
  {
    kind: 'nil-return',
    matches: wholePhrase(`
      (${OPENING} che) ${OWNER} non possiede alcun|nessun alloggio erp (in|di proprieta) ${AT}
      (${OPENING} che) ${OWNER} non possiede alloggi erp (in|di proprieta) ${AT}
      (${OPENING} che) ${AT} ${OWNER} non possiede alcun|nessun alloggio erp (in|di proprieta)
      (${OPENING} che) ${AT} ${OWNER} non possiede alloggi erp (in|di proprieta)
      (${OPENING} che) il? numero di|degli alloggi erp in|di proprieta ${OF} ${AT} è (pari a) #zero
      (${OPENING} che) ${AT} il numero di|degli alloggi erp in|di proprieta ${OF} è (pari a) #zero
      numero (di|degli) alloggi erp in|di proprieta ${AT} : (pari a) #zero
      (${OPENING} che) ${AT} la consistenza del patrimonio erp in|di proprieta ${OF} è nulla
      ${OPENING} la consistenza nulla del patrimonio erp in|di proprieta ${OF} ${AT}
    `),
  },
  {
    kind: 'no-change',
    matches: wholePhrase(`
      (${OPENING} che) il patrimonio immobiliare? erp ${OF} non ha subito alcuna? variazione|variazioni (dall ultima trasmissione ufficiale in push) fino? ${AT}
      (${OPENING} che) non sono intervenute variazioni del|nel patrimonio immobiliare? erp ${OF} (dall ultima trasmissione ufficiale in push) fino? ${AT}
      (${OPENING}) nessuna variazione del patrimonio immobiliare? erp ${OF} (dall ultima trasmissione ufficiale in push) fino? ${AT}
    `),
  },
];

/** A line above the statement that greets or addresses: made of these words and nothing else. */
export const GREETING_WORDS: ReadonlySet<string> = new Set(
  `buongiorno buonasera buon giorno salve gentile gentili egregio egregi spett spettle spettabile le
   alla al all ai c a att ne attenzione cortese regione puglia sezione politiche abitative dipartimento
   ufficio servizio dirigente responsabile signori`.split(/\s+/),
);

/** A line that ends what is stated, alone. */
export const isClosing = wholePhrase(`
  (si? porgo|porgono|porgiamo) (con i) distinti|cordiali|deferenti|migliori saluti|ossequi
  saluti|cordialmente|cordialita|grazie
  grazie e cordiali|distinti saluti
`);

/** Offices and titles, in a signature. */
export const OFFICE_WORDS: ReadonlySet<string> = new Set(
  `il lo la l i di del della dell dei delle e per responsabile dirigente sindaco sindaca segretario segretaria generale
   comunale vice funzionario funzionaria istruttore istruttrice direttore direttrice capo commissario straordinario
   settore servizio servizi ufficio area ripartizione sezione direzione tecnico tecnica tecnici lavori pubblici sociali
   sociale politiche abitative patrimonio casa urbanistica affari amministrativo amministrativa protocollo comune citta
   i ii iii iv v`.split(/\s+/),
);

/** Before the name of a person. */
export const HONORIFICS: ReadonlySet<string> = new Set(
  'dott dottssa ssa dr geom ing arch avv rag sig sigra f to firmato'.split(' '),
);

/** Before the name of a place. */
export const PLACES: ReadonlySet<string> = new Set(
  'via viale piazza corso largo comune citta'.split(' '),
);

/** Small words of a name. */
export const PARTICLES: ReadonlySet<string> = new Set(
  'de d lo la li di del della liberta'.split(' '),
);

/** Words that take back or narrow what stands above, whoever they are written behind: nobody's name. */
export const NO_NAME =
  /^(?:con|senza|non|ma|se|in|salvo|salva|eccetto|tranne|solo|forse|riserva|oltre|circa|quasi|tre|sei|nota|dat[oi]|prova|test|copia|minuta|draft|(?:annull|revoc|bozz|provvisor|sospes|rettific|corrig|corrett|correzion|errat|error|erron|super|null|definitiv|parzial|incomplet|presunt|stimat|scadut|decadut|esclus|sostitu|integrat|integrazion|fals|fint).*|.{4,}[aiu]t[oaie])$/;

/** Before a number or an address that can be none of dwellings. */
export const CONTACTS: ReadonlySet<string> = new Set(
  'tel telefono fax cell cellulare centralino cap pec mail email e web sito'.split(' '),
);
