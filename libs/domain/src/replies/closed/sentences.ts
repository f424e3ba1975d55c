import { wholePhrase } from '../says/phrase.js';

/** A sentence that says all there is to say, and the only kinds of reply that one may apply. */
export interface ClosedSentence {
  readonly kind: 'nil-return' | 'no-change';
  readonly matches: (phrase: string) => boolean;
}

/** What may stand before the statement and adds nothing to it. */
const OPENING =
  '(in riscontro alla (vostra) nota) (con la presente) si comunica|dichiara|attesta|certifica';
const OWNER = 'questo|il comune|ente|#comune';

/**
 * The sentences that are applied without a person: each names what it declares, of whom and of which day. One that isn't
 * here, to the word, is read by a person: a wrong application costs far more than a person's look. `#comune` is the
 * municipality's own name, `#day` a written day, `#zero` 0, zero or "0 (zero)"; `(…)` may be missing as a whole.
 */
export const CLOSED_SENTENCES: readonly ClosedSentence[] = [
  {
    kind: 'nil-return',
    matches: wholePhrase(`
      (${OPENING} che) ${OWNER} non possiede alcun|nessun alloggio erp (in|di proprieta) alla data del #day
      (${OPENING} che) ${OWNER} non possiede alloggi erp (in|di proprieta) alla data del #day
      (${OPENING} che) alla data del #day ${OWNER} non possiede alcun|nessun alloggio erp (in|di proprieta)
      (${OPENING} che) alla data del #day ${OWNER} non possiede alloggi erp (in|di proprieta)
      (${OPENING} che) il? numero di|degli alloggi erp in|di proprieta (di|del questo? comune|ente|#comune) alla data del #day è (pari a) #zero
      (${OPENING} che) alla data del #day il numero di|degli alloggi erp in|di proprieta (di|del questo? comune|ente|#comune) è (pari a) #zero
      numero (di|degli) alloggi erp in|di proprieta alla data del #day : (pari a) #zero
      (${OPENING} che) alla data del #day la consistenza del patrimonio erp in|di proprieta (di|del questo? comune|ente|#comune) è nulla
      ${OPENING} la consistenza nulla del patrimonio erp in|di proprieta (di|del questo? comune|ente|#comune) alla data del #day
    `),
  },
  {
    kind: 'no-change',
    matches: wholePhrase(`
      (${OPENING} che) il patrimonio immobiliare? erp (di|del questo? comune|ente|#comune) non ha subito alcuna? variazione|variazioni (dall ultima trasmissione ufficiale in push) fino? alla data del #day
      (${OPENING} che) il patrimonio immobiliare? erp (di|del questo? comune|ente|#comune) non ha subito alcuna? variazione|variazioni dall ultima trasmissione ufficiale in push al #day
      (${OPENING} che) non sono intervenute variazioni del|nel patrimonio immobiliare? erp (di|del questo? comune|ente|#comune) (dall ultima trasmissione ufficiale in push) fino? alla data del #day
      (${OPENING}) nessuna variazione del patrimonio immobiliare? erp (di|del questo? comune|ente|#comune) (dall ultima trasmissione ufficiale in push) fino? alla data del #day
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
   #comune i ii iii iv v`.split(/\s+/),
);

/** Before the name of a person or a place. */
export const HONORIFICS: ReadonlySet<string> = new Set(
  'dott dottssa ssa dr geom ing arch avv rag sig sigra f to firmato comune citta'.split(' '),
);

/** Capitalised words that are nobody's name. */
export const NO_NAMES: ReadonlySet<string> = new Set(
  'con senza non ma se in salvo salva eccetto tranne solo forse bozza riserva errori esclusi escluso oltre circa quasi tre sei nota errata'.split(
    ' ',
  ),
);

/** Before a number or an address that can be none of dwellings. */
export const CONTACTS: ReadonlySet<string> = new Set(
  'tel telefono fax cell cellulare centralino cap via viale piazza corso largo pec mail email e web sito'.split(
    ' ',
  ),
);
