import { formatDate } from '@app/domain';
import type { Fact, LocalDate, Survey } from '@app/domain';
import type { ActivityRow } from '@app/persistence';
import type { ActWord } from '@app/workflow';
import { ROLE_WORDS } from '../../access/roles.js';
import { factWords } from '../../view/fact-words.js';
import { links } from '../../view/links.js';
import { closingText } from '../calendar/closing-list.js';

/** How something that was done is told, and where it is to be seen. */
export interface ActivityWords {
  readonly title: string;
  readonly detail: string | null;
  readonly icon: string;
  readonly href: string | null;
}

type Detail = ActivityRow['detail'];
type Teller = (detail: Detail, subject: string) => ActivityWords;

const words = (
  title: string,
  icon: string,
  detail: string | null = null,
  href: string | null = null,
): ActivityWords => ({ title, detail, icon, href });

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
const size = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

const DECISIONS: Readonly<Record<string, string>> = {
  resend: 'rispedita',
  'has-left': 'tenuta per inviata',
  'give-up': 'lasciata perdere',
};

const ACCOUNT_CHANGES: Readonly<Record<string, string>> = {
  disabled: 'disattivata',
  enabled: 'riattivata',
  link: 'nuovo collegamento di accesso',
};

const roleWord = (role: unknown): string =>
  ROLE_WORDS[role as keyof typeof ROLE_WORDS]?.word ?? String(role);

const ACTS: Readonly<Record<ActWord, Teller>> = {
  'file-imported': (detail, subject) =>
    words(
      'File registrato',
      'it-upload',
      `${text(detail['name']) ?? ''}: ${Number(detail['facts'])} fatti`,
      `/messaggi/${subject}`,
    ),
  'messages-uploaded': (detail, subject) =>
    words(
      'Messaggi caricati',
      'it-mail',
      `${size(detail['files'])} messaggi, ${size(detail['refused'])} file non presi`,
      `/messaggi/caricamenti/${subject}`,
    ),
  'message-retried': (_detail, subject) =>
    words('Messaggio riletto dalla quarantena', 'it-refresh', null, `/messaggi/${subject}`),
  'message-filed': (detail, subject) =>
    words(
      'Messaggio archiviato dalla quarantena',
      'it-box',
      text(detail['reason']),
      `/messaggi/${subject}`,
    ),
  'unread-closed': (detail) =>
    words(
      `Messaggio non letto chiuso: cartella ${text(detail['folder']) ?? ''}, UID ${Number(detail['uid'])}`,
      'it-mail',
      text(detail['reason']),
      '/sistema',
    ),
  'doubt-decided': (detail, subject) =>
    words(
      `Invio incerto: ${DECISIONS[String(detail['decision'])] ?? 'deciso'}`,
      'it-help-circle',
      text(detail['reason']),
      links.letter(subject),
    ),
  'letter-released': (_detail, subject) =>
    words('Lettera ferma rimessa in partenza', 'it-mail', null, links.letter(subject)),
  'mailbox-resumed': (detail) =>
    words('Sospensione della casella tolta', 'it-unlocked', text(detail['reason']), '/sistema'),
  'sandbox-restarted': () => words('Prova ricominciata', 'it-refresh'),
  'account-added': (detail, subject) =>
    words(
      `Utente aggiunto: ${subject}`,
      'it-user',
      `${text(detail['name']) ?? ''}, ${roleWord(detail['role'])}`,
    ),
  'account-changed': (detail, subject) =>
    words(
      `Utente cambiato: ${subject}`,
      'it-user',
      detail['change'] === 'role'
        ? `da ${roleWord(detail['from'])} a ${roleWord(detail['to'])}`
        : (ACCOUNT_CHANGES[String(detail['change'])] ?? null),
    ),
};

const GOING_OUT: Readonly<Record<string, { readonly title: string; readonly icon: string }>> = {
  'batch-prepared': { title: 'Invio preparato', icon: 'it-check' },
  'batch-approved': { title: 'Invio approvato', icon: 'it-check-circle' },
  'batch-rejected': { title: 'Invio respinto', icon: 'it-close-circle' },
  'batch-withdrawn': { title: 'Approvazione ritirata', icon: 'it-minus-circle' },
  'deputy-appointed': { title: 'Sostituto nominato', icon: 'it-user' },
  'deputy-revoked': { title: 'Sostituzione terminata', icon: 'it-user' },
  'went-live': { title: 'Passaggio in esercizio', icon: 'it-unlocked' },
  'back-to-trial': { title: 'Ritorno in collaudo', icon: 'it-locked' },
  'allow-list': { title: 'Indirizzi ammessi in collaudo', icon: 'it-list' },
};

/** Acts on reference data: closing days of every year, rules. */
const REFERENCE: Readonly<Record<string, Teller>> = {
  'closing-day-added': (detail, subject) =>
    words(
      `Giorno di chiusura aggiunto: ${closingText(text(detail['day']) ?? '')}`,
      'it-calendar',
      text(detail['reason']),
      links.municipality(subject),
    ),
  'closing-day-removed': (detail, subject) =>
    words(
      `Giorno di chiusura tolto: ${closingText(text(detail['day']) ?? '')}`,
      'it-calendar',
      text(detail['reason']),
      links.municipality(subject),
    ),
  'survey-changed': (detail, subject) =>
    words(
      `Regole di «${subject}» cambiate, versione ${String(detail['version'])}`,
      'it-settings',
      text(detail['note']),
      '/regole',
    ),
};

/** The words of something that was done. */
export function activityWords(
  row: ActivityRow,
  surveys: ReadonlyMap<string, Survey>,
): ActivityWords {
  const { origin, what, detail, subject } = row;
  if (origin === 'fact') return factActivity(row, surveys);
  if (origin === 'act' || origin === 'reference') {
    const tell = origin === 'act' ? (ACTS[what as ActWord] as Teller | undefined) : REFERENCE[what];
    return tell === undefined ? words(what, 'it-info-circle') : tell(detail, subject);
  }
  if (origin === 'template') {
    const [template, number] = subject.split('/');
    const href = `/modelli/${template ?? ''}/versioni/${number ?? ''}`;
    return words(
      `Modello «${template ?? ''}», versione ${number ?? ''}`,
      'it-file',
      text(detail['note']),
      href,
    );
  }
  if (origin === 'survey') {
    return words(`Regole della ricognizione, versione ${String(detail['version'])}`, 'it-settings');
  }
  const known = GOING_OUT[what] ?? { title: what, icon: 'it-info-circle' };
  const more =
    text(detail['reason']) ??
    (typeof detail['letters'] === 'number' ? `${detail['letters']} lettere` : null);
  return words(known.title, known.icon, more, '/via-libera');
}

function factActivity(row: ActivityRow, surveys: ReadonlyMap<string, Survey>): ActivityWords {
  const { municipality, survey, round, what, detail } = row;
  const known = surveys.get(survey ?? '') ?? { rungs: [] };
  // Of a snapshot the register holds how many dwellings, not which.
  const payload =
    what === 'snapshot' ? { ...detail, units: new Array(Number(detail['units'])) } : detail;
  const fact = { type: what, payload } as unknown as Fact;
  const { title, detail: more, icon } = factWords(known, fact);
  const about = round === null ? null : `dati al ${formatDate(round as LocalDate)}`;
  const href =
    round === null
      ? links.municipality(municipality ?? '')
      : links.obligation(municipality ?? '', `${survey ?? ''}/${round}`);
  return { title, icon, detail: [more, about].filter(Boolean).join(' · ') || null, href };
}
