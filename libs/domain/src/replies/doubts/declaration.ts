import { formatDate } from '../../calendar/format.js';
import type { ClosedReply } from '../closed/closed-reply.js';
import { closedForms, hasUnseen } from '../closed/closed-reply.js';
import type { Declaration } from '../closed/declaration.js';
import { answers, isPrescribed } from '../closed/subject.js';
import type { Doubt, Read } from '../decide.js';
import { fileDoubts } from './files.js';
import { shortened } from './shortened.js';

/**
 * What keeps a nil return or a no-change statement for a person: anything in it beyond one closed sentence, the
 * prescribed or answered subject, a quotation of our letter, a Segnatura and the images of a signature.
 */
export function declarationDoubts(read: Read): readonly Doubt[] {
  const { message, who, context } = read;
  const forms = closedForms(message, who.municipality, context);
  const declared = agreed(forms);
  const strange = forms.flatMap(({ strange: line }) => line ?? []);
  const statement = forms.find(({ declares }) => declares === null)?.statement ?? '';
  return [
    [hasUnseen([message.text, message.otherText, message.subject].join('')), UNSEEN],
    [declared === null && statement === '', 'il testo non dichiara nulla'],
    [
      declared === null && statement !== '',
      `il testo non è soltanto una delle frasi che si applicano da sé: «${shortened(statement)}»`,
    ],
    ...strange.map((line): Doubt => [
      true,
      `prima o dopo la frase c’è altro testo: «${shortened(line)}»`,
    ]),
    [
      forms.some(({ quotes }) => quotes),
      'il messaggio riporta un altro testo, che non risulta una nostra lettera',
    ],
    ...fileDoubts(read, forms, ['signature']),
    ...(declared === null ? [] : agreementDoubts(read, declared)),
  ];
}

const UNSEEN = 'il messaggio contiene caratteri invisibili o sovrapposti';

/** What every form of the message declares. */
function agreed(forms: readonly ClosedReply[]): Declaration | null {
  const [first = null, ...others] = forms.map(({ declares }) => declares);
  const same = others.every((one) => one?.kind === first?.kind && one?.day === first?.day);
  return same ? first : null;
}

/** Whether round, letter answered and subject are those of the declaration. */
function agreementDoubts(read: Read, declared: Declaration): readonly Doubt[] {
  const { message, who, says, context } = read;
  const { survey, openRounds, municipalities, sent = [] } = context;
  const answered = who.trace?.letters ?? [];
  const name = municipalities.find(({ istat }) => istat === who.municipality)?.name ?? '';
  const ours = sent.filter(({ letter }) => answered.some((one) => one.letter === letter));
  const subjects = [message.subject, ...read.material.files.flatMap((file) => file.subject ?? [])];
  const subject = subjects.every(
    (one) =>
      isPrescribed(one, declared, name, survey) ||
      ours.some((letter) => answers(one, letter.subject, survey)),
  );
  return [
    [says.kind !== declared.kind, 'la risposta dice più cose'],
    [!openRounds.includes(declared.day), `al ${formatDate(declared.day)} non c’è un ciclo aperto`],
    [
      answered.length > 0 && answered.some(({ rounds }) => !rounds.includes(declared.day)),
      'la lettera a cui si risponde riguarda un altro ciclo',
    ],
    [
      !subject,
      'l’oggetto non è quello prescritto per questa dichiarazione, né quello della lettera a cui si risponde',
    ],
  ];
}
