import type { Sentence } from '../text/sentences.js';
import { phraseOf } from './phrase.js';

const ASKS =
  / (?:chied\w{1,8}|chiest[oaie]|richied\w{1,8}|richiest[oaie]|istanza|voglia|vogliate|vorr\w{1,6}|prega\w{0,4}|preghiamo|concede\w{0,6}|accorda\w{0,4}|necessit\w{1,8}|occorr\w{1,8}|serv(?:e|ono|irebbe|irebbero)|auspica\w{0,4}|sollecita\w{0,4}|confida\w{0,4}|poter|possibile|possibilita|abbiamo bisogno|ha bisogno|avremmo bisogno|gradirebbe) /;
const MORE_TIME =
  / (?:prorog\w{1,8}|differiment[oi]|differire|dilazion\w{1,4}|rinvi(?:o|i|are)|posticip\w{1,8}|slittament[oi]|slittare|spostament[oi] (?:del|dei) termin[ei]|dilatare|maggior tempo|piu tempo|tempo ulteriore|ulteriore tempo|(?:ulteriori|altri) (?:#n|\w{3,16}) (?:giorni|gg|mesi|settimane)|ulteriori giorni|termine piu ampio|ulteriore termine|nuovo termine|(?:oltre|fuori) (?:il )?termine|proroga) /;
const NOT_ASKED =
  / (?:senza (?:necessita di )?proroga|prorog\w{1,4} (?:gia )?(?:concess|accordat|dispost|comunicat|ottenut)\w{1,3}|concessa proroga|(?:grazie|ringrazi\w{1,5}) per la proroga|termine prorogato|non (?:si )?(?:chied\w{1,4}|necessit\w{1,3}) (?:di )?(?:alcuna )?(?:proroga|prorog\w{1,4})|concessione della proroga) /;
const LATER =
  / (?:(?:chied\w{1,8}|richied\w{1,8}) (?:[^ ]{1,20} ){0,4}(?:di poter|la possibilita di|possibilita di) (?:[^ ]{1,20} ){0,3}(?:trasmettere|provvedere|inviare|completare|adempiere|caricare|ultimare|popolare) (?:[^ ]{1,20} ){0,12}(?:entro|oltre|dopo|successivamente))/;
const HEADING =
  /^ (?:(?:oggetto|istanza|richiesta|domanda|nota) )*(?:di |del |della )?(?:proroga|differimento|dilazione|rinvio|posticipo) /;

/** Whether a sentence asks for more time. */
export function asksExtension(sentence: Sentence): boolean {
  const text = phraseOf(sentence);
  if (NOT_ASKED.test(text)) return false;
  return (ASKS.test(text) && MORE_TIME.test(text)) || LATER.test(text) || HEADING.test(text);
}

/** Asking to be told that it arrived is courtesy. */
const COURTESY =
  / (?:(?:conferma|riscontro|accusare|accusa|avviso|ricevuta) (?:[^ ]{1,20} ){0,3}(?:di )?(?:avvenuta |corretta )?(?:ricezione|lettura|ricevimento|recepimento)|cortese (?:riscontro|conferma|cenno)|cenno di (?:riscontro|conferma|assicurazione)|dar\w? riscontro) /;
const OFFERS =
  / (?:(?:a|in|resta\w{0,4}|rimane\w{0,4}|rest\w{1,4}) (?:[^ ]{1,20} ){0,3}disposizione|per (?:ogni|qualsiasi|eventuali|qualunque|ulteriori|maggiori|altri) (?:[^ ]{1,20} ){0,4}(?:chiariment\w|informazion\w|delucidazion\w|comunicazion\w|necessita|richiest\w)) /;
const QUESTION =
  / (?:chied\w{1,8} (?:[^ ]{1,20} ){0,6}(?:se|come|qual[ei]|quant[oaie]|quando|dove|chi|cosa|perche|sapere|conoscere|capire|chiarire|chiariment\w|delucidazion\w|indicazion\w|istruzion\w|informazion\w|precisazion\w|supporto|assistenza|credenzial\w|abilitazion\w|accesso|utenz\w|aiuto|di (?:essere contattat\w|fornire|indicare|specificare|voler indicare|confermare se))|richied\w{1,8} (?:[^ ]{1,20} ){0,6}(?:chiariment\w|delucidazion\w|indicazion\w|istruzion\w|informazion\w|supporto|assistenza|credenzial\w|abilitazion\w|accesso|utenz\w)|richiesta (?:di )?(?:[^ ]{1,20} ){0,2}(?:chiariment\w|informazion\w|delucidazion\w|indicazion\w|istruzion\w|supporto|assistenza|credenzial\w|abilitazion\w|accesso|utenz\w)|quesit[oi]|vorr\w{1,8} (?:sapere|capire|conoscere|chiedere|avere|chiariment\w)|(?:gradir|avr)\w{1,8} (?:bisogno|chiariment\w|sapere|ricevere)|non (?:e chiaro|è chiaro|ci è chiaro|si comprende|risulta chiaro|si riesce|riusciamo|riesco|riesce|siamo riuscit\w|è possibile accedere|è stato possibile (?:accedere|caricare|completare|trasmettere|inviare))|impossibil\w{1,5} (?:[^ ]{1,20} ){0,3}(?:acced\w{1,4}|caric\w{1,6}|trasmett\w{1,4}|inviare)|(?:malfunzionament\w|anomali\w|problem\w|errore|errori|difficolta) (?:[^ ]{1,20} ){0,8}(?:piattaforma|push|sistema|portale|accesso|caricamento|xml|flusso|tracciato|invio)|(?:piattaforma|push|sistema|portale) (?:[^ ]{1,20} ){0,8}(?:errore|non funziona|malfunzionament\w|blocc\w{1,5}|restituisce|segnala)|bisogno di (?:[^ ]{1,20} ){0,2}(?:chiariment\w|supporto|assistenza|informazion\w|aiuto|credenzial\w)|in attesa di (?:[^ ]{1,20} ){0,3}(?:chiariment\w|istruzion\w|indicazion\w|credenzial\w|delucidazion\w)|credenziali (?:[^ ]{1,20} ){0,4}(?:scadut\w|smarrit\w|mancant\w|non)) /;

/** Whether a sentence wants to be told something. */
export function asksQuestion(sentence: Sentence): boolean {
  const text = phraseOf(sentence);
  if (COURTESY.test(text) && !sentence.asks) return false;
  if (sentence.asks) return sentence.tokens.filter((token) => token.kind === 'word').length >= 2;
  return QUESTION.test(text) && !OFFERS.test(text);
}

/** "si resta a disposizione per chiarimenti". */
export const offersHelp = (text: string): boolean => OFFERS.test(text);
export const isCourteousRequest = (text: string): boolean => COURTESY.test(text);
