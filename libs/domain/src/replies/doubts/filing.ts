import { isMarked } from '../auto-submitted.js';
import { closedForms } from '../closed/closed-reply.js';
import type { ClosedReply } from '../closed/closed-reply.js';
import { isNotice, isNoticeSubject, isOurSubject } from '../closed/notices.js';
import type { NoticeNames } from '../closed/notices.js';
import type { Doubt, Read } from '../decide.js';
import type { ProtocolFile } from '../protocol/protocol-file.js';
import { isReport } from '../report.js';
import { namesNewMailbox } from '../says/notices.js';
import { knownNames } from '../who/known-names.js';
import { traceLetters } from '../who/letters.js';
import { fileDoubts } from './files.js';

/**
 * What keeps a reply that declares nothing for a person. Unseen go only protocol XML about a letter of ours, reports of
 * delivery or reading, and mail that its programme marks Auto-Submitted, each with nothing else in it.
 */
export function filingDoubts(read: Read): readonly Doubt[] {
  const { message, says, material, who, context } = read;
  const notice = says.kind === 'protocol-confirmation' || says.kind === 'automatic';
  const known: NoticeNames = {
    names: knownNames(context.municipalities),
    municipality: who.municipality,
    sent: context.sent ?? [],
  };
  const confirmed = notice && material.files.some(isConfirmation);
  const xml = confirmed && material.files.every((file) => confirms(file, read, known));
  const report = notice && isReport(message) && message.attachments.some((file) => file.report);
  const unseen = xml || report || (notice && !confirmed && isMarked(message));
  const forms = closedForms(message, who.municipality, context);
  const silent =
    isNoticeSubject(message.subject, known) && forms.every((form) => isSilent(form, known));
  const strange = message.attachments.some((file) => file.report !== true);
  return [
    [!unseen && !notice, 'la risposta richiede una decisione'],
    [!unseen && notice, MARKS],
    [
      confirmed && material.files.some(({ saysMore }) => saysMore),
      'il file del protocollo dice altro, oltre alla registrazione',
    ],
    [says.maybe.length > 0 || says.units !== null, 'la risposta dice più cose'],
    [who.others.length > 0, 'la risposta nomina altri Comuni'],
    [
      material.all.some(namesNewMailbox),
      'la casella risulta dismessa o sostituita: va verificato l’indirizzo',
    ],
    [xml && !silent, 'insieme alla conferma del protocollo c’è altro testo'],
    [report && strange, 'insieme al rapporto c’è un allegato da leggere'],
    ...(unseen && !report ? fileDoubts(read, forms, CONFIRMATIONS) : []),
  ];
}

const MARKS =
  'si archiviano da sé solo la conferma XML del protocollo che indica una nostra lettera, i rapporti di consegna o lettura e i messaggi contrassegnati come automatici';

const CONFIRMATIONS = ['confirmation', 'update'] as const;

const isConfirmation = ({ kind }: ProtocolFile): boolean =>
  CONFIRMATIONS.some((one) => one === kind);

/** A Conferma or Aggiornamento that can be read, says nothing more, and names letters of ours to that municipality alone. */
function confirms(file: ProtocolFile, { who, context }: Read, known: NoticeNames): boolean {
  if (!isConfirmation(file) || !file.parsed || file.saysMore) return false;
  if (!isOurSubject(file.described, known)) return false;
  const { letters, survey } = context;
  const thread = { inReplyTo: null, references: [] };
  const traced = [
    ...file.references.map((one) => traceLetters(thread, '', [one], letters, survey.office)),
    ...(file.described.trim() === '' ? [] : [traceLetters(thread, file.described, [], letters)]),
  ];
  return (
    traced.length > 0 &&
    traced.every((trace) => trace?.letters.every((one) => one.municipality === who.municipality))
  );
}

/** Nothing but what protocol systems write beside their XML. */
const isSilent = ({ lines, strange, quotes }: ClosedReply, known: NoticeNames): boolean =>
  strange === null && !quotes && isNotice(lines.join('\n'), known);
