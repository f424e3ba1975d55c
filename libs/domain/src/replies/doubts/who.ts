import type { Doubt, Read } from '../decide.js';
import { isMarked } from '../auto-submitted.js';

const UNKNOWN = 'il mittente non è un indirizzo registrato del Comune';

/** Whether the municipality is sure: its address, or the thread or code of a letter sent to it. */
export function whoDoubts({ message, who }: Read): readonly Doubt[] {
  const { contradicts, municipality, registered, trace } = who;
  const answersLetter = trace !== null && trace.by !== 'reference';
  return [
    [!message.verified, 'la busta non è una PEC verificata'],
    [contradicts, 'mittente, filo e oggetto indicano Comuni diversi'],
    [!contradicts && municipality === null, 'il Comune non è individuato'],
    [municipality !== null && !registered && !answersLetter, UNKNOWN],
  ];
}

/** Who may declare for a municipality: its registered address, in a certified envelope, for itself alone. */
export function ownerDoubts({ message, who }: Read): readonly Doubt[] {
  return [
    [message.certifiedAt === null, 'manca l’ora certificata della busta'],
    [who.municipality !== null && !who.registered, UNKNOWN],
    [who.sender.doubtful, 'l’indirizzo del mittente è in dubbio negli atti'],
    [who.others.length > 0, 'la risposta nomina altri Comuni'],
    [isMarked(message), 'il messaggio è generato da un programma'],
  ];
}
