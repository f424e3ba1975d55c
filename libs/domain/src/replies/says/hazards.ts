import type { Sentence } from '../text/sentences.js';
import { phraseOf } from './phrase.js';

/** Turns that take certainty from a statement, with what the officer is told. */
const HAZARDS: readonly (readonly [RegExp, string])[] = [
  [
    / (?:salvo|salva|tranne|eccetto|eccezione|eccezion|fuorche|meno che|escluso|esclusa|esclusi|esclusione|oltre a|oltre ai|oltre agli|solo|soltanto|unicamente|esclusivamente|limitatamente) /,
    'il testo pone un’eccezione o una limitazione',
  ],
  [
    / (?:ma|pero|tuttavia|bensi|nondimeno|invece|anzi|sebbene|benche|nonostante|ancorche) /,
    'il testo contiene una riserva («ma», «tuttavia»…)',
  ],
  [
    / (?:forse|presumibil\w{1,8}|probabil\w{1,8}|verosimil\w{1,8}|dovrebbe\w{0,3}|parrebbe|sembra\w{0,5}|risulterebbe\w{0,3}|sarebbe\w{0,3}|ritiene|riteniamo|presume|presumiamo|circa|da verificare|in (?:corso|fase) di (?:verifica|accertamento|ricognizione|definizione|controllo|istruttoria)|verifiche in corso|riserv[ao]|riserva\w{0,3}|ci si riserva|in attesa di|allo stato degli atti|ulteriori verifiche|non (?:siamo|si è|è) in grado|non definitiv[oaie]|provvisori[oaie]?|parzial[ei]|bozza|facsimile|fac simile|esempio) /,
    'il testo è incerto o rinvia a verifiche',
  ],
  [
    / (?:rettific\w{1,6}|annull[aoi]|annullare|annullat[oaie]|annullamento|revoc\w{1,5}|non tenere conto|non tener conto|non considerare|errata corrige|erroneament\w|per errore|errone[oaie]|mero errore|refuso|sostituisce|in sostituzione|smentisc\w{1,4}|smentire|non (?:è|e) (?:vero|corretto|esatto)|non corrisponde|non risponde al vero|contrariamente|falso|contest\w{1,6}) /,
    'il testo rettifica, annulla o smentisce una comunicazione',
  ],
  [
    / (?:non possiede piu|non (?:è|e) piu|piu proprietari[oa]|(?:alienat|vendut|cedut|trasferit|demolit|riscattat|dismess|conferit|donat)[oaie]|alienazion[ei]|vendit[ae]|cession[ei]|dismission[ei]|demolizion[ei]|riscatt[oi]) /,
    'il testo parla di alloggi alienati, ceduti o demoliti: la banca dati storica li comprende',
  ],
  [
    / (?:arca|iacp|aler|ater|istituto autonomo|agenzia (?:regionale )?(?:per la )?casa|cooperativ[ae]|demanio) /,
    'il testo nomina alloggi o gestioni di un altro ente',
  ],
  [
    / (?:in corso di (?:costruzione|acquisizione|realizzazione|ultimazione|accatastamento|assegnazione)|acquisizion[ei]|acquist[oai]|acquistat[oaie]|acquisit[oaie] al patrimonio|nuov[aeio] (?:costruzion[ei]|allogg[io]\w?)|realizzat[oaie]|ultimat[oaie]|consegnat[oaie]|costruit[oaie]|costruend[oaie]) /,
    'il testo parla di alloggi nuovi o acquisiti',
  ],
];

/** Another owner of dwellings in the municipality: its numbers are not the municipality's. */
export const namesOtherOwner = (sentence: Sentence): boolean =>
  HAZARDS[OTHER_OWNER]?.[0].test(phraseOf(sentence)) === true;
/** Whether a sentence takes back what was said. */
export const retracts = (sentence: Sentence): boolean =>
  HAZARDS[RETRACTION]?.[0].test(phraseOf(sentence)) === true;

/** Of these a no-change statement may list what did not happen. */
const CHANGES = new Set([4, 6]);
const RETRACTION = 3;
const OTHER_OWNER = 5;

/** Reasons, in Italian, why sentences cannot be taken at their word. */
export function hazardsOf(
  all: readonly Sentence[],
  deniesChange: (sentence: Sentence) => boolean,
): readonly string[] {
  const found = new Set<string>();
  for (const sentence of all) {
    const text = phraseOf(sentence);
    HAZARDS.forEach(([pattern, reason], index) => {
      if (!pattern.test(text)) return;
      if (CHANGES.has(index) && deniesChange(sentence)) return;
      found.add(reason);
    });
  }
  return [...found];
}

const TODAY =
  / (?:ad oggi|a tutt oggi|a oggi|attualmente|alla data odierna|al momento|alla data attuale|allo stato|in data odierna|ad ora|oggi|attuale) /;
/** Whether a sentence speaks of today, not of a reference date. */
export const speaksOfToday = (sentence: Sentence): boolean => TODAY.test(phraseOf(sentence));
