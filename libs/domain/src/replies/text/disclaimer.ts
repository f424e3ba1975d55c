import { fold } from './clean.js';

const STARTS =
  /^[\s*_\-]{0,10}(?:questo (?:messaggio|documento|indirizzo)|il presente messaggio|la presente (?:comunicazione|e-?mail) (?:e|è|e') (?:riservat|destinat|indirizzat)|le informazioni (?:contenute|trasmesse)|ai sensi (?:e per gli effetti )?(?:del|dell'|degli|della) ?(?:d\.? ?lgs|regolamento|reg\.?|gdpr|art|artt|normativa)[^\n]{0,60}(?:196|2016.679|privacy|616)|this (?:e-?mail|message)|avvertenz[ae]|informativa|privacy|disclaimer|nota di riservatezza|confidenziali|prima di stampare|rispetta l|please consider)/;

/** Two of these make a paragraph a disclaimer. */
const WORDS: readonly RegExp[] = [
  /riservat[oaie]|confidenzial/,
  /destinatari/,
  /per errore/,
  /privacy|2016.679|196.2003|gdpr|dati personali/,
  /distrugger|cancellar|elimin/,
  /art\.? ?616|codice penale/,
  /divulga|diffusione|copia|riproduzione/,
  /unicamente|esclusivamente|esclusivo/,
];

/** A paragraph that programs add to every message: confidentiality, privacy, saving paper. */
export function isDisclaimer(paragraph: string): boolean {
  if (paragraph.length > 6000) return false;
  const text = fold(paragraph);
  return STARTS.test(text) || WORDS.filter((word) => word.test(text)).length >= 3;
}
