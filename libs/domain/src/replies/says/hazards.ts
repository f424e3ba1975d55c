import type { Sentence } from '../text/sentences.js';
import { turns } from './phrase.js';
import { statesZero } from './zero.js';

interface Hazard {
  readonly found: (sentence: Sentence) => boolean;
  /** What the officer is told. */
  readonly reason: string;
  /** A no-change statement may list it: it says that it did not happen. */
  readonly deniable?: boolean;
  /** Takes nothing from a statement that the dwellings owned have not changed. */
  readonly besideZero?: boolean;
}

const takesBack = turns(`
  rettific*|annulla|annullare|annullat*|annullamento|revoc*|smentisc*|smentire|refuso|erroneament*|erronea|erroneo|contest*|contrariamente|falso
  non tenere|tener|tenga|considerare
  errata corrige
  per|mero errore
  sostituisce|sostituire|sostituzione
  non è|e|sia …1 vero|corretto|esatto|corrispondente
  non corrisponde|risponde
  non è|e cosi
`);
const otherOwner = turns(`
  arca|iacp|aler|ater|demanio|cooperativ*|inps|invimit
  istituto autonomo
  agenzia …3 casa
  altro|diverso ente|soggetto
  altri|diversi enti|soggetti
`);
const owning = turns(`
  possied*|possed*|detien*|deten*
  è|siamo|risulta …2 proprietari*
  ne ha|abbiamo|esist*|risulta*|sono
`);
const denied = turns('non|nessun*');
/** "Possiede villini", "ne ha alcuni": not the zero itself, "possiede n. 0 alloggi". */
const affirmsOwning = (sentence: Sentence): boolean =>
  owning(sentence) && !denied(sentence) && statesZero(sentence) === null;

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
      verific*|accertament*|ricognizion*|controll*|istruttoria …3 in atto
      seguira|seguiranno conferma|verific*|precisazion*|rettific*|integrazion*
      stimat*|stima|indicativ*
      manca|mancano
      non …2 garanti*|assicura*
      non tutti|tutte
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
  {
    found: affirmsOwning,
    reason: 'il testo dice che il Comune possiede qualcosa',
    besideZero: true,
  },
  {
    found: turns(
      'palazzin*|edificio|edifici|villin*|villett*|villaggio|minialloggi*|monolocal*|bilocal*|trilocal*|casett*|caseggiat*',
    ),
    reason: 'il testo parla di altri edifici',
    besideZero: true,
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
  const nil = all.some((sentence) => statesZero(sentence) !== null);
  return HAZARDS.filter(({ besideZero }) => nil || besideZero !== true)
    .filter(({ found, deniable }) =>
      all.some((sentence) => found(sentence) && !(deniable === true && deniesChange(sentence))),
    )
    .map(({ reason }) => reason);
}

/** Whether a sentence speaks of today, not of a reference date. */
export const speaksOfToday = turns(`
  ad|a oggi|ora
  tutt oggi
  attualmente|oggi|attuale|odierna|tuttora|adesso
  al momento
  allo stato
`);
