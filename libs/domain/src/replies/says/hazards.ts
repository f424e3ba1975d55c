import type { Sentence } from '../text/sentences.js';
import { turns } from './phrase.js';
import type { Table } from './phrase.js';

interface Hazard {
  readonly found: Table;
  /** What the officer is told. */
  readonly reason: string;
  /** A no-change statement may list it: it says that it did not happen. */
  readonly deniable?: boolean;
}

const takesBack = turns(`
  rettific*|annulla|annullare|annullat*|annullamento|revoc*|smentisc*|smentire|refuso|erroneament*|erronea|erroneo|contest*|contrariamente|falso
  non tenere|tener|tenga|considerare
  errata corrige
  per|mero errore
  sostituisce|sostituire|sostituzione
  non è|e|sia …1 vero|corretto|esatto|corrispondente
  non corrisponde|risponde
`);
const otherOwner = turns(`
  arca|iacp|aler|ater|demanio|cooperativ*|inps|invimit
  istituto autonomo
  agenzia …3 casa
`);

/** Turns that take certainty from a statement. */
const HAZARDS: readonly Hazard[] = [
  {
    found: turns(`
      salvo|salva|salvi|tranne|eccetto|eccettuat*|eccezion*|fuorche|esclus*|solo|solamente|prevalentemente|principalmente|sostanzialmente|quasi|soltanto|unicamente|esclusivamente|limitatamente
      in|a parte
      meno che
      oltre a|ai|agli|al|alle
      se non
      a meno
    `),
    reason: 'il testo pone un’eccezione o una limitazione',
  },
  {
    found: turns(
      'ma|pero|tuttavia|bensi|nondimeno|invece|anzi|sebbene|benche|nonostante|ancorche|mentre',
    ),
    reason: 'il testo contiene una riserva («ma», «tuttavia»…)',
  },
  {
    found: turns(`
      forse|presumibil*|probabil*|verosimil*|dovrebbe*|parrebbe*|pare|sembra*|risulterebbe*|sarebbe*|avrebbe*|possiederebbe*|ritiene|riteniamo|ritengo|presume|presumiamo|circa|approssimativ*|credo|crediamo
      riserv*|provvisori*|parzial*|bozza|facsimile|esempio|preliminare|sommario|sommaria|accertando|verificando
      da verificare|accertare|confermare|definire
      salvo|previa|dopo|ulterior* …1 verific*|accertament*|controll*
      verific*|accertament*|ricognizion*|controll*|istruttoria …4 corso
      corso|fase|attesa di verific*|accertament*|ricognizion*|controll*|istruttoria|definizione|rilevazione
      non definitiv*
      fac simile
      stato degli atti
      prima ricognizione|analisi
      non …2 puo|possibile|possiamo|possono|dichiar*|conferm*|attest*|certific*|esclud*
      secondo|sostiene|sostengono|afferma|affermano|riferisce|riferiscono|asserisce
      detta di
      non …4 grado
    `),
    reason: 'il testo è incerto o rinvia a verifiche',
  },
  { found: takesBack, reason: 'il testo rettifica, annulla o smentisce una comunicazione' },
  {
    found: turns(`
      non …3 piu
      piu proprietar*
      alienat*|vendut*|cedut*|trasferit*|demolit*|riscattat*|dismess*|conferit*|donat*|permutat*
      alienazion*|vendit*|cession*|dismission*|demolizion*|riscatt*|trasferiment*|conferiment*
    `),
    reason:
      'il testo parla di alloggi alienati, ceduti o demoliti: la banca dati storica li comprende',
    deniable: true,
  },
  { found: otherOwner, reason: 'il testo nomina alloggi o gestioni di un altro ente' },
  {
    found: turns(`
      in corso di costruzione|acquisizione|realizzazione|ultimazione|accatastamento|assegnazione|completamento|ristrutturazione
      acquisizion*|acquist*|realizzat*|ultimat*|consegnat*|costruit*|costruend*|costruzion*
      nuovi|nuove|nuova|nuovo costruzion*|allogg*|unita|realizzazion*
      acquisit* al patrimonio
    `),
    reason: 'il testo parla di alloggi nuovi o acquisiti',
    deniable: true,
  },
  {
    found: turns(
      'crollat*|distrutt*|inagibil*|frazionat*|accorpat*|fus*|espropri*|requisit*|permut*',
    ),
    reason: 'il testo parla di alloggi modificati o perduti',
  },
];

/** Another owner of dwellings in the municipality: its numbers are not the municipality's. */
export const namesOtherOwner = (sentence: Sentence): boolean => otherOwner(sentence);
/** Whether a sentence takes back what was said. */
export const retracts = (sentence: Sentence): boolean => takesBack(sentence);

/** Reasons, in Italian, why sentences cannot be taken at their word. */
export function hazardsOf(
  all: readonly Sentence[],
  deniesChange: (sentence: Sentence) => boolean,
): readonly string[] {
  return HAZARDS.filter(({ found, deniable }) =>
    all.some((sentence) => found(sentence) && !(deniable === true && deniesChange(sentence))),
  ).map(({ reason }) => reason);
}

/** Whether a sentence speaks of today, not of a reference date. */
export const speaksOfToday = turns(`
  ad|a oggi|ora
  tutt oggi
  attualmente|oggi|attuale|odierna|tuttora|adesso
  al momento
  allo stato
`);
