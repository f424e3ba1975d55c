import { formatDate } from '../../calendar/format.js';
import type { LocalDate } from '../../calendar/types.js';
import type { Doubt, Read } from '../decide.js';

/** Whether the subject is the prescribed one and agrees with sender, round, letter answered and text. */
export function subjectDoubts(read: Read): readonly Doubt[] {
  const { context, material, says, who, when } = read;
  // The message's own subject: the first compared for each kind.
  const subject = material.compared.find((one) => one.kind === says.kind);
  const days = subject?.days ?? [];
  const declared = new Set(days);
  const named = subject?.municipalities ?? [];
  const answered = who.trace?.letters.flatMap((letter) => letter.rounds) ?? [];
  const closed = days.filter(
    (day): day is LocalDate => day !== null && !context.openRounds.includes(day),
  );
  return [
    [subject?.isLetters !== true, 'l’oggetto non è quello prescritto dalla lettera'],
    [
      named.length !== 1 || named[0] !== who.municipality,
      'l’oggetto non nomina il Comune del mittente',
    ],
    [days.length === 0, 'l’oggetto non indica la data di riferimento'],
    [days.includes(null), 'l’oggetto indica una data inesistente'],
    ...closed.map((day): Doubt => [true, `al ${formatDate(day)} non c’è un ciclo aperto`]),
    [
      answered.length > 0 && days.some((day) => day !== null && !answered.includes(day)),
      'la lettera a cui si risponde riguarda un altro ciclo',
    ],
    [
      when.foreign || when.inText.some((day) => !declared.has(day)),
      'il testo indica un’altra data di riferimento',
    ],
    [
      declared.size > 1 && when.inText.length !== declared.size,
      'più cicli nell’oggetto, ma il testo non li indica tutti',
    ],
  ];
}
