import type { Sentence } from '../text/sentences.js';
import { phraseOf, turns } from './phrase.js';
import { isCourteousRequest, offersHelp } from './requests.js';
import { isDwelling } from './words.js';

const registered = turns(`
  registrat*|protocollat*|acquisit*|assunt*|iscritt* …14 prot|protocollo|registro|numero|n|pg
  protocollazione|protocollat*
  numero|estremi di protocollo|registrazione
  ricevuta|conferma|notifica di? avvenuta? protocoll*|registrazione
`);
/** Whether a sentence says that our message was entered in a protocol; "acquisiti n. 4 alloggi" are purchases. */
export const noticesRegistration = (sentence: Sentence): boolean =>
  !sentence.asks && registered(sentence) && !sentence.tokens.some(isDwelling);

const notRegistered = turns(`
  notifica di? eccezione
  annullamento di|della? protocollazione|registrazione
  mancata protocollazione|registrazione
  non …4 protocollat*|registrat*|protocollabile|accettat*
  registrazione|protocollazione|protocollo …8 annullat*
  protocollo|registrazione annullat*
`);
/** Whether a protocol system refuses our message, or takes a registration back. */
export const refusesRegistration = (sentence: Sentence): boolean =>
  !sentence.asks && notRegistered(sentence);

/** Whether a programme writes: out of office, unwatched mailbox. */
export const isAutomaticText = turns(`
  rispost* automatic*
  messaggio …3 automatic*
  risponditore automatic*
  generat*|inviat*|prodott* automaticamente
  fuori ufficio
  out of the? office
  automatic|auto reply
  autoreply
  sono|saro …2 assente|ferie
  assente dal|fino|dall|per|sino|oggi
  assenza dal|dall ufficio|servizio|lavoro
  casella|indirizzo|mail|account …4 non è? e? piu? presidiat*|attiv*|monitorat*|abilitat*|lett*|utilizzat*
  uffici|ufficio …3 è|sara|resta|restera|rimarra|sono|saranno|restano|resteranno|rimarranno …2 chius*
  do not reply
  non rispondere a questo
`);
/** The mailbox was given up, or another one is named: a person corrects the address. */
export const namesNewMailbox = turns(`
  casella|indirizzo|pec|mail|account …6 dismess*|disattivat*|cessat*|sostituit*
  casella|indirizzo|pec|mail|account …6 non è? e? piu attiv*|abilitat*|utilizzat*|valid*|in
  nuovo|nuova indirizzo|casella|pec
  vanno|va|andra|devono|deve …3 inviat*|indirizzat*|trasmess*
`);

const received = turns(`
  ricevut*|pervenut*|ricezione|ricevimento|acquisit*
  preso|presa|prende|prendiamo|prendo|prendere atto|visione|nota|carico|in
  inoltrat*|trasmess*|assegnat*|girat*|smistat*|passat* …4 ufficio|settore|servizio|area|collega|dirigente|responsabile|competen*|patrimonio
  per …4 competenza
  competenza|competente …8 settore|ufficio|servizio|area
  grazie|ringrazi*
`);
/** Whether a sentence says that our letter was received or passed on. */
export const isAcknowledgement = (sentence: Sentence): boolean =>
  !sentence.asks && received(sentence);

const pointsTo = turns(`
  allegat*|allega|alleghiamo
  in oggetto
  all|dall oggetto
`);
const handsOver = turns(`
  trasmett*|trasmess*|invia|inviamo|invio|inoltr*|rimett*|alleg*|veda|vedasi|vedi|vedere|quanto
`);
/** "Si trasmette in allegato la dichiarazione in oggetto": points elsewhere and adds nothing. */
export const isCoverNote = (sentence: Sentence): boolean =>
  !sentence.asks && phraseOf(sentence).length < 220 && pointsTo(sentence) && handsOver(sentence);

const POLITE =
  /^ (?:buon ?giorno|buona ?sera|buon lavoro|salve|gentil[^ ]{0,8}|gent|mi|egregi[^ ]?|egr|spett[^ ]{0,6}|alla?|al|ai|cordial[^ ]{0,8}|distint[^ ]|saluti|cordialita|grazie|oggetto|a disposizione|restiamo|si resta|in attesa|tanto si|regione|ufficio|comune|#comune|citta|dott[^ ]{0,4}|arch|ing|geom|avv|rag|sig|il|la|l|i|f to|firmat[^ ]|responsabile|dirigente|sindaco|segretari[^ ]|settore|servizio|area|ripartizione|sezione|tel|via|piazza|corso|pec|mail|prot|p c|p e c) /;
const says = turns(
  'comunica*|comunico|dichiar*|chied*|richied*|non|attest*|informa*|segnala*|precis*|rappresenta*',
);

/** Whether a sentence says nothing: salutations, addressees, offices, courtesies. */
export function isPolite(sentence: Sentence): boolean {
  if (sentence.asks) return false;
  const phrase = phraseOf(sentence);
  if (offersHelp(sentence) || isCourteousRequest(sentence)) return true;
  if (POLITE.test(phrase) && phrase.length < 120 && !says(phrase)) return true;
  return phrase.trim().split(' ').length <= 2;
}
