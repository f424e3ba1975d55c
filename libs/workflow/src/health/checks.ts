import type { Instant } from '@app/domain';
import type { DatabaseState, RecordCounts, UnreadRow } from '@app/persistence';
import type { ChainReport } from '../acts/chain-check.js';
import type { MailboxState } from '../outbox/mailbox-state.js';

/** How a part stands. */
export type HealthTone = 'good' | 'watch' | 'bad' | 'idle';

/** One part of the system: how it stands, in words, and what to do where something is to be done. */
export interface HealthCheck {
  readonly part: string;
  readonly tone: HealthTone;
  readonly text: string;
  readonly advice: string | null;
}

/** What the checks look at. Instants of the installation's clock, but `machineNow` and the copy's. */
export interface HealthFacts {
  readonly now: Instant;
  readonly machineNow: Instant;
  readonly sandbox: boolean;
  readonly database: DatabaseState;
  readonly counts: RecordCounts;
  readonly mailbox: MailboxState;
  /** Messages that are in the mailbox and could not be read. */
  readonly unread: readonly UnreadRow[];
  /** 0 to 1; null: the provider states none. A text: why it could not be asked. */
  readonly quota: number | null | string;
  readonly queue: { readonly waiting: number; readonly active: number } | string;
  readonly lastTick: Instant | null;
  readonly lastBackup: Instant | null;
  readonly disk: { readonly free: number; readonly size: number } | null;
  readonly staffMailFailure: string | null;
  readonly chain: ChainReport | null;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const GIGA = 1024 ** 3;

const check = (
  part: string,
  tone: HealthTone,
  text: string,
  advice: string | null = null,
): HealthCheck => ({ part, tone, text, advice });

const since = (now: Instant, then: Instant): number => Date.parse(now) - Date.parse(then);

/** A span of time in words. @example spanText(90_000) //=> '1 minuto' */
export function spanText(ms: number): string {
  const minutes = Math.floor(ms / MINUTE);
  if (minutes < 1) return 'meno di un minuto';
  if (minutes < 60) return minutes === 1 ? '1 minuto' : `${minutes} minuti`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return hours === 1 ? '1 ora' : `${hours} ore`;
  return `${Math.floor(hours / 24)} giorni`;
}

const agoText = (ms: number): string => `${spanText(ms)} fa`;

/** @example sizeText(1_610_612_736) //=> '1,5 GB' */
export function sizeText(bytes: number): string {
  const giga = bytes / GIGA;
  if (giga >= 1) return `${giga.toFixed(1).replace('.', ',')} GB`;
  return `${Math.max(1, Math.round(bytes / 1024 ** 2))} MB`;
}

/** Every part of the system, in the order in which a fault of one shows in the next. */
export function healthChecks(facts: HealthFacts): HealthCheck[] {
  return [
    database(facts),
    disk(facts),
    tick(facts),
    queue(facts),
    sending(facts),
    reading(facts),
    quota(facts),
    backup(facts),
    staffMail(facts),
    chain(facts),
  ];
}

function database({ database: { version, bytes } }: HealthFacts): HealthCheck {
  return check('Base dati', 'good', `Risponde. PostgreSQL ${version}, ${sizeText(bytes)}.`);
}

function disk({ disk: found }: HealthFacts): HealthCheck {
  if (found === null) return check('Disco', 'idle', 'Non si può misurare da qui.');
  const percent = Math.round((100 * found.free) / found.size);
  const text = `Liberi ${sizeText(found.free)} (${percent} %).`;
  const advice = 'Liberare spazio o ingrandire il disco: quando è pieno non si registra più nulla.';
  if (found.free < GIGA || percent < 5) return check('Disco', 'bad', text, advice);
  if (found.free < 5 * GIGA && percent < 10) return check('Disco', 'watch', text, advice);
  return check('Disco', 'good', text);
}

function tick({ now, lastTick, sandbox }: HealthFacts): HealthCheck {
  const part = 'Ultimo giro delle decisioni';
  if (lastTick === null) {
    const tone = sandbox ? 'idle' : 'watch';
    return check(part, tone, 'Mai fatto: il sistema è appena stato avviato.');
  }
  const age = since(now, lastTick);
  const text = `Fatto ${agoText(age)}.`;
  if (sandbox) return check(part, 'good', `${text} In prova si muove con l’orologio simulato.`);
  if (age < 5 * MINUTE) return check(part, 'good', text);
  const advice = 'Controllare che un processo con ruolo «scheduler» o «all» sia in funzione.';
  return check(part, age < 30 * MINUTE ? 'watch' : 'bad', text, advice);
}

function queue({ queue: found, counts, now }: HealthFacts): HealthCheck {
  const part = 'Coda dei lavori';
  if (typeof found === 'string') {
    const advice =
      'Controllare il servizio delle code. Nulla va perso: i lavori si ricavano dagli atti.';
    return check(part, 'bad', `Non risponde: ${found}.`, advice);
  }
  const waits = counts.oldestNew === null ? 0 : since(now, counts.oldestNew);
  const text = `${found.waiting} in attesa, ${found.active} in corso.`;
  if (waits < 15 * MINUTE) return check(part, 'good', text);
  const advice = 'Controllare che un processo con ruolo «worker» o «all» sia in funzione.';
  return check(part, 'bad', `${text} Un messaggio aspetta da ${spanText(waits)}.`, advice);
}

function sending({ mailbox, now, counts }: HealthFacts): HealthCheck {
  const part = 'Invio (gestore PEC)';
  if (mailbox.suspended !== null) {
    const { since: from, response } = mailbox.suspended;
    return check(
      part,
      'bad',
      `Sospeso da ${spanText(since(now, from))}: il gestore ha rifiutato l’accesso («${response}»).`,
      'Controllare utente e password della casella, provarli nella webmail, correggere PEC_SMTP_URL e riavviare; poi togliere la sospensione qui sotto.',
    );
  }
  if (mailbox.pausedUntil !== null && mailbox.pausedUntil > now) {
    const advice = 'Riprende da solo. Se si ripete, chiedere al gestore il limite della casella.';
    const text = `In pausa dopo ${mailbox.failures} risposte negative del gestore.`;
    return check(part, 'watch', text, advice);
  }
  if (counts.lastAccepted === null) {
    return check(part, 'idle', 'Nessuna lettera è ancora stata accettata dal gestore.');
  }
  return check(
    part,
    'good',
    `Ultima lettera accettata ${agoText(since(now, counts.lastAccepted))}.`,
  );
}

function reading({ mailbox, unread, now, sandbox }: HealthFacts): HealthCheck {
  const part = 'Lettura della casella';
  if (unread.length > 0) {
    const many = unread.length === 1 ? 'Un messaggio' : `${unread.length} messaggi`;
    const text = `${many} non si ${unread.length === 1 ? 'può' : 'possono'} leggere; gli altri si leggono.`;
    return check(part, 'bad', text, 'Vedere qui sotto quali, e perché.');
  }
  if (mailbox.readUpTo === null) {
    return check(
      part,
      sandbox ? 'idle' : 'watch',
      'La casella non è ancora stata letta per intero.',
    );
  }
  const age = since(now, mailbox.readUpTo);
  const text = `Letta per intero ${agoText(age)}.`;
  if (sandbox || age < 10 * MINUTE) return check(part, 'good', text);
  const advice =
    'Controllare PEC_IMAP_URL, la password e la rete. Nulla va perso: si riprende da dove si era arrivati.';
  return check(part, age < 60 * MINUTE ? 'watch' : 'bad', text, advice);
}

function quota({ quota: found }: HealthFacts): HealthCheck {
  const part = 'Spazio della casella';
  if (typeof found === 'string') return check(part, 'watch', `Non si può sapere: ${found}.`);
  if (found === null) return check(part, 'idle', 'Il gestore non lo dice.');
  const text = `Piena al ${Math.round(found * 100)} %.`;
  const advice = 'Svuotarla: quando è piena le ricevute vanno perse.';
  if (found >= 0.9) return check(part, 'bad', text, advice);
  return found >= 0.75 ? check(part, 'watch', text, advice) : check(part, 'good', text);
}

function backup({ lastBackup, machineNow, sandbox }: HealthFacts): HealthCheck {
  const part = 'Copia di sicurezza';
  const advice = 'Farla con «sollecito backup FILE» e conservarla altrove.';
  if (lastBackup === null) {
    return check(part, sandbox ? 'idle' : 'bad', 'Nessuna copia risulta fatta.', advice);
  }
  const age = since(machineNow, lastBackup);
  const text = `Fatta ${agoText(age)}.`;
  if (age <= 2 * DAY) return check(part, 'good', text);
  return check(part, age <= 7 * DAY || sandbox ? 'watch' : 'bad', text, advice);
}

function staffMail({ staffMailFailure }: HealthFacts): HealthCheck {
  const part = 'Avvisi per posta';
  if (staffMailFailure === null) return check(part, 'good', 'Nessun errore.');
  const advice =
    'Controllare la posta ordinaria verso l’ufficio. Intanto gli avvisi sono nel Quadro.';
  return check(part, 'watch', `L’ultimo non è partito: ${staffMailFailure}.`, advice);
}

function chain({ chain: found }: HealthFacts): HealthCheck {
  const part = 'Integrità del registro';
  if (found === null) {
    return check(part, 'idle', 'Mai verificata: si fa da «Registro attività».');
  }
  if (found.broken.length === 0) return check(part, 'good', 'Integro all’ultima verifica.');
  const advice = 'Vedere «Registro attività»: dice quali catene non reggono, e fin dove.';
  return check(part, 'bad', `${found.broken.length} catene non reggono.`, advice);
}
