import { isSlipOf } from '../text/distance.js';
import type { Token } from '../text/tokens.js';

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Dwellings, as the letter calls them and as people do. */
const DWELLINGS =
  'alloggio alloggi appartamento appartamenti abitazione abitazioni immobile immobili unita fabbricato fabbricati case ui'.split(
    ' ',
  );
const ESTATE = set('patrimonio consistenza dotazione proprieta');

/** Judgements on words, kept: a text uses few of them often. */
const judged = new Map<string, { readonly dwelling: boolean; readonly estate: boolean }>();

function judge(word: string): { readonly dwelling: boolean; readonly estate: boolean } {
  let known = judged.get(word);
  if (known === undefined) {
    known = {
      dwelling: DWELLINGS.some((one) => word === one || (one.length >= 6 && isSlipOf(word, one))),
      estate: [...ESTATE].some((one) => isSlipOf(word, one)),
    };
    if (judged.size >= 5000) judged.clear();
    judged.set(word, known);
  }
  return known;
}

/** "allogi", "appartamneti" are dwellings too. */
export const isDwelling = (token: Token | undefined): boolean =>
  token?.kind === 'word' && judge(token.is).dwelling;

export const isEstate = (token: Token | undefined): boolean =>
  token?.kind === 'word' && judge(token.is).estate;

/**
 * Words that qualify a municipality's own dwellings without narrowing them. A statement is sure only when nothing
 * else stands in it: "nessun alloggio ERP in proprietà" is a zero, "nessun alloggio sfitto" is not.
 */
const QUALIFIERS = set(`
  a ad ai al all alla alle allo con d da dal dall dalla de degli dei del dell della delle dello di e ed i il in l la le lo gli nei nel nell nella
  per presso su sul sulla tra un una uno o od si ne vi ci
  erp edilizia residenziale pubblica residenziali pubblici pubbliche sociale sociali popolare popolari economico economica popolari economici
  agli atti ufficio dagli fatto immobiliare immobiliari abitativo abitativa abitative abitativi abitazione residenza uso adibito adibiti adibite destinato destinati destinate tipologia
  proprieta proprietario proprietaria propria proprio proprie propri comunale comunali comune comuni citta ente enti amministrazione scrivente codesto questo questa quest
  stesso stessa suddetto suddetta predetto medesimo medesima nostro nostra nostri sottoscritto
  alcun alcuno alcuna nessun nessuno nessuna qualsiasi titolo qualsivoglia tipo genere natura categoria
  data date giorno riferimento oggetto termini termine anno semestre giugno dicembre giorno
  numero num n nr nn totale complessivo complessiva complessivi complessivamente pari quantita consistenza patrimonio dotazione
  territorio presente presenti ivi attuale ricadenti ubicati situati siti esistenti insistenti sito situato ubicato
  statale regionale ricognizione rilevazione censimento
  pertanto quindi dunque perche cosi come sopra indicata indicato specificata suindicata richiamata cui
  unita alloggio alloggi appartamenti appartamento abitazioni immobile immobili case casa fabbricati
  zero nullo nulla nulli nulle assente inesistente inesistenti
  sensi titolarita intestati intestato piena
`);

const CONTEXT_SIGNS = new Set([
  '(',
  ')',
  '-',
  '"',
  "'",
  '/',
  '°',
  '*',
  '_',
  ',',
  '.',
  '…',
  '|',
  '=',
]);

/** A municipality's name in a sentence: "il Comune di Andria" is one word to the rules. */
export const MUNICIPALITY = '#comune';

/** Whether a token may stand in a sure statement about all dwellings owned. */
export function qualifies(token: Token): boolean {
  if (token.is === MUNICIPALITY) return true;
  if (token.kind === 'sign') return CONTEXT_SIGNS.has(token.is);
  if (token.kind === 'day') return true;
  if (token.kind === 'number') return token.value === 0;
  if (token.kind === 'code') return false;
  return QUALIFIERS.has(token.is) || isDwelling(token) || isEstate(token);
}

/** Has, owns, there are: what "non" turns into a zero. */
export const OWNS = set(`
  possiede possiedo possediamo possedeva possedevamo possegga possieda detiene deteniamo deteneva ha abbiamo aveva avevamo abbia avere dispone
  disponiamo disponeva risulta risultano risultava risultavano risulti risultino esiste esistono esisteva esistevano sussiste sussistono sussistevano sono era
  risulterebbe risulterebbero erano è possiedono detengono hanno dispongono possedevano annovera annoverava figura figurano titolare possedere detenere disporre essere sia siano possidente
`);
export const OWNERS = set(`
  proprietario proprietaria proprietari titolare titolari intestatario intestataria intestatari possesso dotato dotata dotati possessore possessori
`);
/** Is, amounts to: what joins the estate to its number. */
export const IS = set(`
  è e era sono risulta risultava risultano risultavano ammonta ammontava ammontano ammontavano sia essere essendo consta constava corrisponde equivale risultante risulti
`);
export const ZERO = set('nullo nulla nulli nulle inesistente inesistenti assente assenti');
export const NONE = set('nessun nessuno nessuna');
export const DECLARES = set(`
  comunica comunichiamo comunico comunicare comunicando comunicasi dichiara dichiaro dichiariamo dichiarare dichiarasi attesta attesto attestiamo attestare attestasi certifica certifico certificare
  conferma confermo confermiamo confermare informa informiamo rappresenta rappresentare rappresentiamo segnala segnaliamo precisa precisare precisiamo trasmette trasmettiamo invia notifica evidenzia riscontra rende noto
  dichiarazione comunicazione attestazione trasmissione invio
`);
/** Words before which a sentence about "nessun alloggio" may open. */
export const OPENERS = set(
  'che si a ad oggetto riscontro nota vostra seguito riferimento con quanto in alla di',
);

/** Words that make another claim of a sentence about no dwellings: not what is owned, but what changed, is free, was sent. */
const OTHER_CLAIM =
  /^(?:alienat|alienaz|vendut|vendit|cedut|cessi|acquis|acquist|assegnat|assegnaz|occupat|sfitt|vacant|vuot|liber|disponibil[ei]$|demol|costru|ristruttur|variaz|variat|modific|inserit|inser|caricat|trasmess|censit|ulterior|altr[oiae]$|nuov|diver|piu$|oltre$|restant|rimanent|esclus|mancant|morosi|canon|richiest|domand|manutenz|abusiv|inagibil|fatiscent|riscattat|riscatt|aggiorn|aggiunt|locat|affitt|condon|sgomber|frazion|fus[io]|dismes|recuper|ultimat|realizz|programm|previst|finanziat)/;

export const isOtherClaim = (token: Token): boolean =>
  token.kind === 'word' && OTHER_CLAIM.test(token.is);

/** Whether a word is one of those by which claims are told: of dwellings, owning, counting, changing, declaring. */
export const isReadersWord = (token: Token): boolean =>
  qualifies(token) ||
  isOtherClaim(token) ||
  [OWNS, OWNERS, IS, ZERO, NONE, DECLARES].some((words) => words.has(token.is));
