import type { FactType, LocalDate } from '@app/domain';
import { formatDate, longDate } from '@app/domain';
import type { AlertRow, FactCount, Waiting } from '@app/persistence';
import type { WaitingLetter } from '../going-out/waiting.js';
import { toDoText, waitingText } from '../going-out/waiting.js';
import { alertLine, closing } from './words.js';

/** One letter that the planner means to send today. */
export interface LeavingToday {
  readonly municipality: string;
  /** As people call the rung: «secondo sollecito». */
  readonly rung: string;
  /** What somebody has to do before; empty: it leaves by itself. */
  readonly toDo: readonly string[];
}

export interface DigestInput {
  readonly day: LocalDate;
  /** Recorded since the last digest. */
  readonly changed: readonly FactCount[];
  readonly waiting: Waiting;
  /** Letters that are decided and wait for somebody. */
  readonly letters: readonly Pick<WaitingLetter, 'hold'>[];
  readonly alerts: readonly AlertRow[];
  readonly leaving: readonly LeavingToday[];
  readonly nameOf: (istat: string) => string;
  readonly publicUrl: string | null;
}

/** Names written out after a count. */
const MOST_NAMES = 10;
const MOST_ALERTS = 20;

/** What is worth a line in the morning, one and many. What the ladder did by itself is not. */
const CHANGES: Partial<Readonly<Record<FactType, readonly [one: string, many: string]>>> = {
  transmitted: ['trasmissione in PUSH', 'trasmissioni in PUSH'],
  validated: ['trasmissione validata', 'trasmissioni validate'],
  rejected: ['trasmissione respinta', 'trasmissioni respinte'],
  'nil-declared': ['comunicazione di consistenza nulla', 'comunicazioni di consistenza nulla'],
  'no-change-declared': [
    'dichiarazione di nessuna variazione',
    'dichiarazioni di nessuna variazione',
  ],
  variation: ['variazione del patrimonio', 'variazioni del patrimonio'],
  'exemption-granted': ['esonero', 'esoneri'],
  'exemption-lapsed': ['decadenza dall’esonero', 'decadenze dall’esonero'],
  'nil-lapsed': ['consistenza nulla decaduta', 'consistenze nulle decadute'],
  contested: ['dichiarazione contestata dai dati', 'dichiarazioni contestate dai dati'],
  extended: ['proroga', 'proroghe'],
  sent: ['lettera spedita', 'lettere spedite'],
  delivered: ['lettera consegnata', 'lettere consegnate'],
  'delivery-failed': ['mancata consegna', 'mancate consegne'],
  'reply-received': ['risposta ricevuta', 'risposte ricevute'],
};

/**
 * The morning digest: what changed, what needs someone, what leaves today. Null when there is nothing to say.
 *
 * @example digestMessage(input)?.subject //=> 'Sollecito, giovedì…'
 */
export function digestMessage(
  input: DigestInput,
): { readonly subject: string; readonly text: string } | null {
  const parts = [
    section('Che cosa è cambiato', changes(input)),
    section('Che cosa richiede una persona', needs(input)),
    section('Che cosa parte oggi', leaving(input)),
  ].filter((lines) => lines.length > 0);
  if (parts.length === 0) return null;
  const heading = `Situazione del ${longDate(input.day)}`;
  return {
    subject: `Sollecito: situazione del ${formatDate(input.day)}`,
    text: `${[heading, ...parts.flat(), ...closing(input.publicUrl)].join('\n')}\n`,
  };
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title.toUpperCase(), ...lines];

function changes({ changed, nameOf }: DigestInput): string[] {
  const order = Object.keys(CHANGES);
  return changed
    .flatMap(({ type, count, municipalities }) => {
      const words = CHANGES[type];
      if (words === undefined) return [];
      const names = nameList(municipalities.map(nameOf));
      return [{ type, line: `• ${count} ${words[count === 1 ? 0 : 1]}: ${names}` }];
    })
    .sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type))
    .map(({ line }) => line);
}

function needs({ waiting, letters, alerts }: DigestInput): string[] {
  const counted: readonly (readonly [number, string, string])[] = [
    [waiting.heldReplies, 'risposta da assegnare', 'risposte da assegnare'],
    [waiting.quarantined, 'messaggio in quarantena', 'messaggi in quarantena'],
    [waiting.stoppedLetters, 'lettera ferma', 'lettere ferme'],
    [waiting.inDoubt, 'invio incerto', 'invii incerti'],
  ];
  const lines = counted
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `• ${count} ${count === 1 ? one : many}`);
  if (letters.length > 0)
    lines.unshift(`• Lettere che non partono da sole: ${waitingText(letters)}`);
  const told = alerts.slice(0, MOST_ALERTS).map((alert) => alertLine(alert));
  const more = alerts.length - told.length;
  return [...lines, ...told, ...(more > 0 ? [`… e altri ${more} avvisi aperti.`] : [])];
}

function leaving({ leaving: letters }: DigestInput): string[] {
  const lines = new Map<string, { rung: string; names: string[]; toDo: string | null }>();
  for (const { rung, municipality, toDo } of letters) {
    const key = [rung, ...toDo].join('/');
    const line = lines.get(key);
    if (line === undefined) lines.set(key, { rung, names: [municipality], toDo: toDoText(toDo) });
    else line.names.push(municipality);
  }
  return [...lines.values()].map(
    ({ rung, names, toDo }) =>
      `• ${rung}, ${names.length}: ${nameList(names)}${toDo === null ? '' : `. ${toDo}`}`,
  );
}

/** @example nameList(['Andria', 'Trani']) //=> 'Andria, Trani' */
function nameList(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${shown} e altri` : shown;
}
