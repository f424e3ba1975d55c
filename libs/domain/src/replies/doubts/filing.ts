import type { Doubt, Read } from '../decide.js';
import type { ProtocolFile } from '../protocol/protocol-file.js';
import {
  isAcknowledgement,
  isAutomaticText,
  namesNewMailbox,
  noticesRegistration,
} from '../says/notices.js';
import { isDwelling } from '../says/words.js';
import type { Sentence } from '../text/sentences.js';
import { isReport } from '../report.js';
import { traceLetters } from '../who/letters.js';

/**
 * What keeps a reply that declares nothing for a person. Unseen go only protocol XML about a letter of ours, reports of
 * delivery or reading, and mail that its programme marks Auto-Submitted, each with nothing else in it.
 */
export function filingDoubts(read: Read): readonly Doubt[] {
  const { message, says, material, who } = read;
  const notice = says.kind === 'protocol-confirmation' || says.kind === 'automatic';
  const xml = notice && material.files.some((file) => confirms(file, read));
  const report = notice && isReport(message);
  const unseen = xml || report || (notice && isMarked(read));
  const files = message.attachments.filter(({ inline }) => inline !== true);
  return [
    [!unseen && !notice, 'la risposta richiede una decisione'],
    [!unseen && notice, MARKS],
    [says.maybe.length > 0 || says.units !== null, 'la risposta dice più cose'],
    [who.others.length > 0, 'la risposta nomina altri Comuni'],
    [
      material.all.some(namesNewMailbox),
      'la casella risulta dismessa o sostituita: va verificato l’indirizzo',
    ],
    [xml && !material.all.every(isNotice), 'insieme alla conferma del protocollo c’è altro testo'],
    [unseen && !report && files.length > material.files.length, 'c’è un allegato da leggere'],
  ];
}

const MARKS =
  'si archiviano da sé solo la conferma XML del protocollo che indica una nostra lettera, i rapporti di consegna o lettura e i messaggi contrassegnati come automatici';

/** A Conferma or Aggiornamento that can be read and names a letter of ours to that municipality. */
function confirms(file: ProtocolFile, { who, context }: Read): boolean {
  if (!file.parsed || (file.kind !== 'confirmation' && file.kind !== 'update')) return false;
  const thread = { inReplyTo: null, references: [] };
  const trace = traceLetters(thread, file.described, file.references, context.letters);
  return trace !== null && trace.letters.every((one) => one.municipality === who.municipality);
}

/** RFC 3834 §5: any value but `no`. */
export const isMarked = ({ message }: Pick<Read, 'message'>): boolean =>
  (message.headers['auto-submitted'] ?? 'no').trim().toLowerCase() !== 'no';

/** A sentence as protocol systems write beside their XML. */
const isNotice = (sentence: Sentence): boolean =>
  !sentence.asks &&
  !sentence.tokens.some(isDwelling) &&
  (noticesRegistration(sentence) ||
    isAutomaticText(sentence) ||
    isAcknowledgement(sentence) ||
    sentence.tokens.some(({ is }) => /^(?:protocoll|registrazion)/.test(is)) ||
    sentence.tokens.length <= 2);
