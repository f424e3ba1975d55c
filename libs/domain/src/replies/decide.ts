import { formatDate } from '../calendar/format.js';
import { isCover } from './kind.js';
import type { Says } from './kind.js';
import type { Material } from './material.js';
import { amounts } from './says/amounts.js';
import { hazardsOf, speaksOfToday } from './says/hazards.js';
import { statesNoChange } from './says/no-change.js';
import { namesNewMailbox } from './says/notices.js';
import { statesZero } from './says/zero.js';
import type { ReplyContext, ReplyMessage, ReplyReading } from './types.js';
import type { When } from './when.js';
import type { Identity } from './who/identity.js';

/** All that was read of a reply. */
export interface Read {
  readonly message: ReplyMessage;
  readonly context: ReplyContext;
  readonly material: Material;
  readonly says: Says;
  readonly who: Identity;
  readonly when: When;
}

/** What becomes of a reply, and in Italian why it needs a person. */
export interface Decided {
  readonly decision: ReplyReading['decision'];
  readonly because: readonly string[];
}

/**
 * `apply` only where nothing is left to judge: a wrong application costs far more than a person's look. `file` where no
 * duty is touched and the municipality is sure. Everything else waits.
 */
export function decide(read: Read): Decided {
  const { kind } = read.says;
  if (kind === 'nil-return' || kind === 'no-change') {
    const doubts = doubtsOf(read, kind);
    return doubts.length === 0
      ? { decision: 'apply', because: [] }
      : { decision: 'hold', because: doubts };
  }
  const doubts = [...whoDoubts(read), ...fileDoubts(read)];
  return doubts.length === 0
    ? { decision: 'file', because: [] }
    : { decision: 'hold', because: doubts };
}

function whoDoubts({ message, who }: Read): readonly string[] {
  const doubts: string[] = [];
  if (!message.verified) doubts.push('la busta non è una PEC verificata');
  if (who.contradicts) doubts.push('mittente, filo e oggetto indicano Comuni diversi');
  else if (who.municipality === null) doubts.push('il Comune non è individuato');
  else if (!who.registered && !(who.trace !== null && who.trace.by !== 'reference')) {
    doubts.push('il mittente non è un indirizzo registrato del Comune');
  }
  return doubts;
}

function fileDoubts({ says, material, who }: Read): readonly string[] {
  const doubts: string[] = [];
  const { kind } = says;
  const files = ['protocol-confirmation', 'automatic', 'transmission-notice'];
  if (!files.includes(kind) && !(kind === 'other' && says.onlyReceived)) {
    doubts.push('la risposta richiede una decisione');
  }
  if (says.maybe.length > 0) doubts.push('la risposta dice più cose');
  if (who.others.length > 0) doubts.push('la risposta nomina altri Comuni');
  if (kind === 'automatic' && material.all.some(namesNewMailbox)) {
    doubts.push('la casella risulta dismessa o sostituita: va verificato l’indirizzo');
  }
  return doubts;
}

function doubtsOf(read: Read, kind: 'nil-return' | 'no-change'): readonly string[] {
  const { message, context, material, says, who, when } = read;
  const doubts = [...whoDoubts(read)];
  const add = (when: boolean, doubt: string): void => {
    if (when && !doubts.includes(doubt)) doubts.push(doubt);
  };
  add(message.certifiedAt === null, 'manca l’ora certificata della busta');
  add(!who.registered, 'il mittente non è un indirizzo registrato del Comune');
  add(who.sender.doubtful, 'l’indirizzo del mittente è in dubbio negli atti');
  add(who.others.length > 0, 'la risposta nomina altri Comuni');
  const letters = who.trace?.letters.flatMap((letter) => letter.rounds) ?? [];
  const subject = material.compared.find((one) => one.kind === kind);
  add(subject?.isLetters !== true, 'l’oggetto non è quello prescritto dalla lettera');
  add(
    subject?.municipalities.length !== 1 || subject.municipalities[0] !== who.municipality,
    'l’oggetto non nomina il Comune del mittente',
  );
  const days = subject?.days ?? [];
  add(days.length === 0, 'l’oggetto non indica la data di riferimento');
  for (const day of days) {
    if (day === null) add(true, 'l’oggetto indica una data inesistente');
    else if (!context.openRounds.includes(day)) {
      add(true, `al ${formatDate(day)} non c’è un ciclo aperto`);
    }
    if (day !== null && letters.length > 0 && !letters.includes(day)) {
      add(true, 'la lettera a cui si risponde riguarda un altro ciclo');
    }
  }
  const declared = new Set(days);
  add(
    when.inText.some((day) => !declared.has(day)) || when.foreign,
    'il testo indica un’altra data di riferimento',
  );
  add(
    declared.size > 1 && when.inText.length !== declared.size,
    'più cicli nell’oggetto, ma il testo non li indica tutti',
  );
  const claim = kind === 'nil-return' ? says.zero : says.noChange;
  add(claim !== 'sure', 'la dichiarazione non è espressa in modo univoco');
  add(
    !says.inText && !says.forwarded && !material.body.every(isCover),
    'la dichiarazione sta solo nell’oggetto e il testo dice altro',
  );
  add(
    says.maybe.some((one) => one !== 'no-change' || kind !== 'nil-return'),
    'la risposta dice più cose',
  );
  add(says.forwarded, 'la dichiarazione sta in un messaggio inoltrato di altri');
  add(says.deniesZero, 'il testo nega che la consistenza sia nulla');
  contentDoubts(read, kind, add);
  return doubts;
}

function contentDoubts(
  { material, says, when, message }: Read,
  kind: 'nil-return' | 'no-change',
  add: (when: boolean, doubt: string) => void,
): void {
  const everything = [material.ownSubject, ...material.all, ...material.attached];
  const counted = everything.flatMap(({ tokens }) => amounts(tokens));
  add(
    kind === 'nil-return' && counted.some((n) => n > 0),
    'il testo indica un numero di alloggi maggiore di zero',
  );
  add(
    kind === 'no-change' && says.zero !== null,
    'il testo dichiara insieme consistenza nulla e nessuna variazione',
  );
  const states = kind === 'nil-return' ? statesZero : statesNoChange;
  const today = everything.some((one) => states(one) !== null && speaksOfToday(one));
  add(today && when.inText.length === 0, 'il testo parla di oggi, non della data di riferimento');
  const denies = (one: (typeof everything)[number]): boolean => statesNoChange(one) !== null;
  for (const hazard of hazardsOf(everything, denies)) add(true, hazard);
  add(material.stockAttached, 'è allegato un elenco o un flusso di dati');
  add(material.truncated, 'il testo è troppo lungo per essere letto per intero');
  add(
    (message.headers['auto-submitted'] ?? 'no').trim().toLowerCase() !== 'no',
    'il messaggio è generato da un programma',
  );
}
