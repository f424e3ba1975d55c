import type { Sentence } from '../text/sentences.js';
import { phraseOf, turns } from './phrase.js';

const asks = turns(`
  chied*|chiest*|richied*|richiest*|istanza|instanza|voglia|vogliate|volere|vorr*|prega|pregasi|preghiamo|concede*|accord*
  necessit*|occorr*|serve|servono|servirebbe*|auspic*|confid*|poter|possibile|possibilita|bisogno|gradir*|invoc*|domand*
`);
const moreTime = turns(`
  prorog*|differiment*|differire|dilazion*|posticip*|slittament*|slittare|dilatare|dilatazione
  rinvio|rinviare
  spostament*|spostare …3 termin*|scadenz*
  maggior|piu|ulteriore|altro|congruo tempo
  tempo ulteriore|aggiuntivo|maggiore|supplementare
  ulteriori|altri|altre|almeno …2 giorni|gg|mesi|settimane
  ulteriori giorni|mesi|settimane
  giorno|giorni|settimana|settimane|mese|mesi in? piu
  qualche|alcuni|alcune giorno|giorni|settimana|settimane
  termine piu ampio|lungo
  ulteriore|nuovo|maggior|diverso termine
  termine ulteriore|aggiuntivo|suppletivo
  oltre|fuori il? termine
`);
const timeIsGiven = turns(`
  senza …3 proroga
  prorog* gia? concess*|accordat*|dispost*|comunicat*|ottenut*
  concessa|avvenuta|disposta|accordata proroga
  grazie|ringrazi* per la|l prorog*
  termine|scadenza …8 prorogat*
  non si? chied*|necessit* di? alcuna? prorog*
  non occorr*|serv* …2 prorog*
`);
const later = turns(`
  chied*|richied*|chiest* …4 poter|possibilita …4 trasmettere|provvedere|inviare|completare|adempiere|caricare|ultimare|popolare|far …12 entro|oltre|dopo|successivamente
  non …2 riusci*|grado …4 rispettare|entro|termine|scadenza
  impossibil* …4 rispettare|adempiere …4 termin*|scadenz*|entro
`);
const HEADING =
  /^ (?:(?:oggetto|istanza|richiesta|domanda|nota|#comune) )*(?:(?:di|del|della|per|la) )*(?:proroga|differimento|dilazione|rinvio|posticipo|slittamento) /;

/** Whether a sentence asks for more time. */
export function asksExtension(sentence: Sentence): boolean {
  if (timeIsGiven(sentence)) return false;
  return (asks(sentence) && moreTime(sentence)) || later(sentence) || isHeading(sentence);
}

/** A subject or title that is the request itself. */
const isHeading = (sentence: Sentence): boolean => HEADING.test(phraseOf(sentence));

/** Asking to be told that it arrived is courtesy. */
export const isCourteousRequest = turns(`
  conferma|riscontro|accusare|accusa|avviso|ricevuta|attestazione|notizia …4 ricezione|lettura|ricevimento|recepimento
  cortese|gentile riscontro|conferma|cenno|attenzione
  cenno di riscontro|conferma|assicurazione|ricezione
  dar* riscontro
  chied*|richied* …2 prendere atto|nota|visione
`);
/** "si resta a disposizione per chiarimenti". */
export const offersHelp = turns(`
  a|in …3 disposizione
  disposizione per …4 chiariment*|informazion*|delucidazion*
  per ogni|qualsiasi|eventuali|qualunque|ulteriori|maggiori|altri|altre …4 chiariment*|informazion*|delucidazion*|comunicazion*|necessita|richiest*
`);
const questions = turns(`
  chied*|richied*|domand*|chiest* …6 se|come|quale|quali|quanto|quanti|quante|quando|dove|chi|cosa|perche|sapere|conoscere|capire|chiarire|specificare|precisare
  chied*|richied*|domand*|richiest* …4 chiariment*|delucidazion*|indicazion*|istruzion*|informazion*|precisazion*|supporto|assistenza|credenzial*|abilitazion*|accesso|utenz*|aiuto|password|parere
  chied*|richied* …3 essere contattat*|abilitat*|ricontattat*
  chied*|richied* di fornire|indicare|voler|comunicare
  quesit*
  vorr* …3 sapere|capire|conoscere|chiedere|avere|chiariment*
  gradir*|avr* …2 bisogno|chiariment*|sapere|ricevere
  non e|è|ci|risulta …2 chiar*
  non si comprende|capisce|riesce|evince
  non riusciamo|riesco|riesce|siamo|abbiamo …3 accedere|accesso|entrare|caricare|trasmettere|inviare|completare|individuare|riuscit*|credenzial*
  non è|e|risulta …2 possibile accedere|caricare|completare|trasmettere|inviare|effettuare|procedere|scaricare
  impossibil* …3 acced*|caric*|trasmett*|inviare|effettuare
  malfunzionament*|anomali*|problem*|errore|errori|difficolta …8 piattaforma|push|sistema|portale|accesso|caricamento|xml|flusso|tracciato|invio|login
  piattaforma|push|sistema|portale|sito …8 errore|malfunzionament*|bloccat*|blocca|restituisce|inaccessibil*
  piattaforma|push|sistema|portale|sito non funziona|risponde|consente|permette
  bisogno di …2 chiariment*|supporto|assistenza|informazion*|aiuto|credenzial*
  attesa di …3 chiariment*|istruzion*|indicazion*|credenzial*|delucidazion*
  attendiamo|attende …2 chiariment*|istruzion*|indicazion*|credenzial*|delucidazion*
  credenziali|password|utenza …4 scadut*|smarrit*|mancant*|bloccat*
`);

/** Whether a sentence wants to be told something. */
export function asksQuestion(sentence: Sentence): boolean {
  if (sentence.asks) return sentence.tokens.filter((token) => token.kind === 'word').length >= 2;
  if (isCourteousRequest(sentence)) return false;
  return questions(sentence) && !offersHelp(sentence);
}
