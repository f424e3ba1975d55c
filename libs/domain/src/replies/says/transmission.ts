import type { Sentence } from '../text/sentences.js';
import { phraseOf, turns } from './phrase.js';
import { asksQuestion } from './requests.js';

const SENT =
  'trasmess*|inviat*|caricat*|inserit*|inoltrat*|popolat*|aggiornat*|pubblicat*|validat*|effettuat*|completat*|ultimat*|conclus*|eseguit*|perfezionat*|depositat*|adempiut*|provveduto|proceduto|ottemperato|adempiuto';
const ACT =
  'trasmissione|caricamento|invio|inserimento|popolamento|aggiornamento|inoltro|upload|adempimento';
/** Between auxiliary and participle: adverbs and days, no object of its own. */
const BETWEEN =
  'gia|stata|stato|stati|state|regolarmente|correttamente|tempestivamente|oggi|ieri|in|data|#day|odierna|questo|questa|ente|#comune|comune|tutti|tutte|anche|infatti|quindi|poi|provveduto|a|e|altresi|per|il|tramite|ufficialmente|manualmente|l|ufficio|completamente|gia|integralmente|da|parte|nostra';

const between = Array.from({ length: 6 }, () => `${BETWEEN}?`).join(' ');
const done = turns(`
  ha|abbiamo|hanno|ho|è|sono|avendo|aver|averlo|averli|risulta|risultano|abbia ${between} ${SENT}
  e stata|stato|stati|state ${between} ${SENT}
  avvenut*|effettuat*|eseguit*|conclus*|ultimat*|intervenut*|completat* …2 ${ACT}
  ${ACT} …12 è|e|sono|risulta stata? stato? gia? avvenut*|effettuat*|eseguit*|complet*|conclus*|ultimat*|perfezion*|regolarmente|andat*
  notifica di avvenuta? trasmissione|invio
  abbiamo …1 fatto ${ACT}
`);
const about = turns(`
  push|piattaforma|banca|banche|portale|flusso|flussi|xml|dati|patrimonio|alloggi|ricognizione|consistenza|tracciato|tracciati|trasmissione|caricamento|adempimento|adempiuto
`);
const inPush = turns('push|piattaforma|flusso|flussi|banca|portale');
const notDone = turns(`
  non …4 trasmess*|inviat*|caricat*|inserit*|provveduto|effettuat*|complet*|possibile|ultimat*|conclus*
  in corso
  sara|saranno|verra|verranno …2 trasmess*|inviat*|effettuat*|complet*|caricat*|inserit*
  provvedera|provvederemo|provvederanno|trasmettera|trasmetteremo|invieremo|inviera
  appena|allorche|una volta
  quanto prima
  sta|stiamo|stanno provvedendo|caricando|completando|procedendo|inserendo|ultimando|predisponendo
  da codest*|dalla regione
  deve|devono|debba|debbano|dovra|dovranno essere
`);
/** "la nota è stata trasmessa all'ufficio": our letter went on, no data did. */
const passesOn = turns(`
  nota|pec|comunicazione|lettera|richiesta|sollecito|messaggio|mail|istanza …6 trasmessa|trasmesso|inviata|inviato|pervenuta|pervenuto|inoltrata|inoltrato
`);
/** "Ufficio Patrimonio" is who, not what. */
const OFFICES =
  / (?:ufficio|settore|servizio|area|sezione|ripartizione|dirigente|responsabile|assessorato) (?:(?:del|al|alla|e|gestione) )?(?:patrimonio|dati) /g;

/** Whether a sentence says that the data were transmitted in PUSH. */
export function noticesTransmission(sentence: Sentence): boolean {
  const phrase = phraseOf(sentence).replace(OFFICES, ' ufficio ');
  if (asksQuestion(sentence) || notDone(phrase) || !about(phrase)) return false;
  return done(phrase) && (!passesOn(phrase) || inPush(phrase));
}
