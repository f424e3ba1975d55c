import type { Sentence } from '../text/sentences.js';
import { asksQuestion, isCourteousRequest, offersHelp } from './requests.js';
import { phraseOf } from './phrase.js';

const SENT =
  '(?:trasmess[oaie]|inviat[oaie]|caricat[oaie]|inserit[oaie]|inoltrat[oaie]|popolat[oaie]|aggiornat[oaie]|pubblicat[oaie]|validat[oaie]|effettuat[oaie]|completat[oaie]|ultimat[oaie]|conclus[oaie]|eseguit[oaie]|perfezionat[oaie]|depositat[oaie]|provveduto)';
const ACT =
  '(?:trasmissione|caricamento|invio|inserimento|popolamento|aggiornamento|inoltro|upload)';
const DONE = new RegExp(
  ` (?:(?:ha|abbiamo|hanno|ho|è|sono|e|si|avendo|aver|risulta|risultano|avvenuta|avvenuto) (?:[^ ]{1,20} ){0,5}${SENT}|(?:avvenut[oa]|effettuat[oa]|eseguit[oa]|conclus[oa]|ultimat[oa]|intervenut[oa]) (?:[^ ]{1,20} ){0,2}${ACT}|${ACT} (?:[^ ]{1,20} ){0,12}(?:è|e|sono|risulta) (?:stat[oa] |gia )*(?:avvenut|effettuat|eseguit|complet|conclus|ultimat|perfezion|regolarmente)\\w{0,6}|notifica di (?:avvenuta )?(?:trasmissione|invio)) `,
);
const ABOUT =
  / (?:push|piattaforma|banca dati|banca\w{0,3}|portale|fluss[oi]|xml|dati|patrimonio|alloggi|ricognizione|consistenza|tracciat[oi]|trasmissione|caricamento) /;
const NOT_DONE =
  / (?:non (?:[^ ]{1,20} ){0,4}(?:trasmess|inviat|caricat|inserit|provveduto|effettuat|complet|possibile|ultimat|conclus)\w{0,4}|in corso|sara (?:[^ ]{1,20} ){0,2}(?:trasmess|inviat|effettuat|complet)\w{0,4}|saranno (?:[^ ]{1,20} ){0,2}(?:trasmess|inviat|caricat)\w{0,4}|verra\w{0,4}|provvedera\w{0,4}|appena|quanto prima|sta provvedendo|stiamo|si sta|da codest[oa]|dalla regione|vostra nota (?:trasmessa|inviata)|nota (?:trasmessa|inviata)|pec (?:trasmessa|inviata)) /;
const ONLY_RECEIVED =
  /(?:nota|pec|comunicazione|lettera|richiesta|sollecito) (?:[^ ]{1,20} ){0,6}(?:trasmessa|inviata|pervenuta|inoltrata)/;

/** "Ufficio Patrimonio" is who, not what. */
const OFFICES =
  / (?:ufficio|settore|servizio|area|sezione|ripartizione|dirigente|responsabile|assessorato) (?:(?:del|al|alla|e|gestione) )?(?:patrimonio|dati) /g;

/** Whether a sentence says that the data were transmitted in PUSH. */
export function noticesTransmission(sentence: Sentence): boolean {
  const text = phraseOf(sentence).replace(OFFICES, ' ufficio ');
  if (asksQuestion(sentence) || NOT_DONE.test(text) || !ABOUT.test(text)) return false;
  if (ONLY_RECEIVED.test(text) && !/ (?:push|piattaforma|fluss[oi]|banca) /.test(text))
    return false;
  return DONE.test(text);
}

const REGISTERED =
  /(?:registrat|protocollat|acquisit|assunt|iscritt)[oaie] (?:[^ ]{1,40} ){0,14}?(?:prot|protocollo|registro|numero|n) |(?:protocollazione|protocollato|numero di protocollo|estremi di protocollo|ricevuta di protocoll\w{1,8}|conferma (?:di )?(?:avvenuta )?(?:protocoll\w{1,8}|registrazione)|notifica (?:di )?(?:protocoll\w{1,8}|registrazione))/;

/** Whether a sentence says that our message was entered in a protocol. */
export const noticesRegistration = (sentence: Sentence): boolean =>
  !sentence.asks && REGISTERED.test(phraseOf(sentence));

const AUTOMATIC =
  /(?:rispost[ae] automatic|messaggio (?:generato |inviato )?(?:in )?automatic|risponditore automatic|generat[oa] automaticamente|inviat[oa] automaticamente|fuori ufficio|out of (?:the )?office|automatic reply|auto ?reply|sono (?:[^ ]{1,20} ){0,2}(?:assente|in ferie)|saro (?:[^ ]{1,20} ){0,2}(?:assente|in ferie)|assente (?:dal|fino|dall|per|sino)|casella (?:[^ ]{1,20} ){0,4}non (?:è )?(?:piu )?(?:presidiata|attiva|monitorata|abilitata|letta)|ufficio (?:è|sara|resta|restera|rimarra) (?:[^ ]{1,20} ){0,2}chius)/;
const MOVED =
  /(?:casella|indirizzo|pec|mail) (?:[^ ]{1,40} ){0,6}(?:dismess|disattivat|non (?:è )?(?:piu )?(?:attiv|abilitat|utilizzat|valid|in uso)|cessat|sostituit)\w{0,3}|nuov[oa] (?:indirizzo|casella|pec)/;

export const isAutomaticText = (sentence: Sentence): boolean => AUTOMATIC.test(phraseOf(sentence));
/** The mailbox was given up, or another one is named: a person corrects the address. */
export const namesNewMailbox = (sentence: Sentence): boolean => MOVED.test(phraseOf(sentence));

const RECEIVED =
  / (?:ricevut[oaie]|pervenut[oaie]|ricezione|ricevimento|pres[oa] (?:atto|visione|in carico|nota)|prend\w{1,4} atto|presa visione|presa in carico|prendiamo atto|inoltrat[oa]|trasmess[oa]|assegnat[oa]|girat[oa]|smistat[oa]|competenza|competente|grazie|ringrazi\w{1,6}|acquisit[oa]) /;
const POLITE =
  /^ (?:buon ?giorno|buona ?sera|salve|gentil\w{1,8}|egregi\w?|spett\w{0,6}|alla?|al|cordial\w{1,8}|distint\w|saluti|cordialita|grazie|oggetto|a disposizione|restiamo|si resta|in attesa|tanto si|regione|ufficio|comune|dott\w{0,4}|arch|ing|il|la|l|responsabile|dirigente|sindaco|segretari\w|settore|servizio|area|tel|via|piazza|pec|prot|p c) /;

/** Whether a sentence only says that our letter was received or passed on, or is courtesy. */
export function isAcknowledgement(sentence: Sentence): boolean {
  return !sentence.asks && RECEIVED.test(phraseOf(sentence));
}

const COVER = / (?:allegat[oaie]|allega|alleghiamo|in oggetto|di cui all oggetto|come da oggetto) /;
const HANDS_OVER =
  / (?:trasmett\w{1,5}|trasmess[oa]|inv\w{1,5}|inoltr\w{1,5}|rimett\w{1,5}|alleg\w{1,6}|si veda|vedasi|vedi|vedere|quanto) /;

/** "Si trasmette in allegato la dichiarazione in oggetto": points elsewhere and adds nothing. */
export function isCoverNote(sentence: Sentence): boolean {
  const text = phraseOf(sentence);
  return !sentence.asks && text.length < 220 && COVER.test(text) && HANDS_OVER.test(text);
}

/** Whether a sentence says nothing: salutations, addressees, offices, courtesies. */
export function isPolite(sentence: Sentence): boolean {
  const text = phraseOf(sentence);
  if (sentence.asks) return false;
  return (
    offersHelp(text) ||
    isCourteousRequest(text) ||
    (POLITE.test(text) && text.length < 120 && !/ (?:comunica|dichiara|chiede|non) /.test(text)) ||
    text.trim().split(' ').length <= 2
  );
}
