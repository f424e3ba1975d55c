import type { Action } from '../script/rules.js';

/** `2021-12-31` → `31/12/2021`. */
export const italianDay = (iso: string): string => iso.split('-').reverse().join('/');

/** @example italianDays(['2021-12-31','2022-06-30']) //=> '31/12/2021 e del 30/06/2022' */
export const italianDays = (references: readonly string[]): string =>
  references.map(italianDay).join(' e del ');

type Subject = (name: string, action: Action, letter: string | null) => string;

const days = (action: Action): string =>
  'references' in action && action.references !== undefined ? italianDays(action.references) : '';

const about = (letter: string | null, prefix: string, otherwise: string): string =>
  letter === null ? otherwise : `${prefix}${letter}`;

/** Subjects as municipalities write them; the nil return's is the letter's own, word by word. */
const SUBJECTS: Readonly<Partial<Record<Action['do'], Subject>>> = {
  'nil-return': (name, action) =>
    `Comune di ${name} – Trasmissione consistenza patrimonio immobiliare – Numero Alloggi ERP in proprietà alla data del ${days(action)}`,
  'no-change': (name, action) =>
    `Comune di ${name} – Dichiarazione di nessuna variazione del patrimonio immobiliare ERP alla data del ${days(action)}`,
  'transmission-notice': (name, action) =>
    `Comune di ${name} – Comunicazione di avvenuta trasmissione in PUSH del patrimonio ERP al ${days(action)}`,
  'extension-request': (_name, _action, letter) =>
    about(letter, 'Re: ', 'Richiesta di proroga per il popolamento della banca dati PUSH'),
  question: (_name, _action, letter) =>
    about(letter, 'R: ', 'Richiesta di chiarimenti sulla banca dati PUSH'),
  conferma: (_name, _action, letter) =>
    about(letter, 'Conferma di ricezione: ', 'Conferma di ricezione'),
  aggiornamento: (_name, _action, letter) =>
    about(letter, 'Aggiornamento di conferma: ', 'Aggiornamento di conferma'),
  eccezione: (_name, _action, letter) =>
    about(letter, 'Notifica di eccezione: ', 'Notifica di eccezione'),
  annullamento: (_name, _action, letter) =>
    about(letter, 'Annullamento di protocollazione: ', 'Annullamento di protocollazione'),
  'out-of-office': (_name, _action, letter) =>
    about(letter, 'Risposta automatica: ', 'Risposta automatica'),
};

/** The subject of a message: as scripted, else as its kind is usually written. `letter` is the subject answered. */
export function subjectFor(name: string, action: Action, letter: string | null): string {
  if ('subject' in action && action.subject !== undefined) return action.subject;
  return SUBJECTS[action.do]?.(name, action, letter) ?? '';
}
