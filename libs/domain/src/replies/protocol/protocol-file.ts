import { localDate } from '../../calendar/local-date.js';
import type { LocalDate } from '../../calendar/types.js';
import { clean } from '../text/clean.js';
import type { ReplyMessage } from '../types.js';
import { findElement, readXml, wholeText } from './xml.js';
import type { XmlElement } from './xml.js';

export type ProtocolFileKind =
  'signature' | 'confirmation' | 'update' | 'exception' | 'cancellation';

/** What a protocol system says of a document (circolare AIPA 28/2001, AgID 60/2013). */
export interface ProtocolFile {
  readonly kind: ProtocolFileKind;
  /** Read as the XML that it should be, with a registration in it: not told by its name alone. */
  readonly parsed: boolean;
  /** `CodiceAmministrazione` of the registering office, lower case: `c_a285`. */
  readonly office: string | null;
  readonly number: string | null;
  readonly date: LocalDate | null;
  readonly subject: string | null;
  /** What `Riferimenti` and `MessaggioRicevuto` name: registration numbers and message ids. */
  readonly references: readonly string[];
  /** How they describe our message: its subject, in general. */
  readonly described: string;
  readonly reason: string | null;
}

const ROOTS: Readonly<Record<string, ProtocolFileKind>> = {
  segnatura: 'signature',
  segnaturainformatica: 'signature',
  confermaricezione: 'confirmation',
  aggiornamentoconferma: 'update',
  notificaeccezione: 'exception',
  annullamentoprotocollazione: 'cancellation',
};

const NAMES: readonly (readonly [RegExp, ProtocolFileKind])[] = [
  [/^segnatura[\w .()-]{0,40}\.xml$/i, 'signature'],
  [/^conferma[\w .()-]{0,40}\.xml$/i, 'confirmation'],
  [/^aggiornamento[\w .()-]{0,40}\.xml$/i, 'update'],
  [/^(?:notifica)?eccezione[\w .()-]{0,40}\.xml$/i, 'exception'],
  [/^annullamento[\w .()-]{0,40}\.xml$/i, 'cancellation'],
];

const REFERENCES = ['NumeroRegistrazione', 'MessageID'];

/** The files of protocol systems among the attachments. A damaged one is told by its name alone. */
export function protocolFiles(attachments: ReplyMessage['attachments']): readonly ProtocolFile[] {
  return attachments.slice(0, 100).flatMap(({ name, text }) => {
    const byName = NAMES.find(([pattern]) => pattern.test(name.trim()))?.[1];
    if (byName === undefined && !/\.xml(\.p7m)?$/i.test(name)) return [];
    const root = text === null ? null : readXml(text);
    const kind = ROOTS[root?.name.toLowerCase() ?? ''] ?? byName;
    return kind === undefined ? [] : [readFile(kind, root)];
  });
}

function readFile(kind: ProtocolFileKind, root: XmlElement | null): ProtocolFile {
  const referring = ['Riferimenti', 'MessaggioRicevuto'].flatMap((name) => {
    const found = root && findElement(root, name);
    return found ? [found] : [];
  });
  // The registration of the one who writes stands outside what it refers to.
  const own = root && findIdentifier(root);
  const value = (element: XmlElement | null, name: string): string | null => {
    const found = element && findElement(element, name);
    return found ? clean(wholeText(found)).slice(0, 1000) || null : null;
  };
  return {
    kind,
    parsed:
      ROOTS[root?.name.toLowerCase() ?? ''] === kind && value(own, 'NumeroRegistrazione') !== null,
    office: value(own, 'CodiceAmministrazione')?.toLowerCase() ?? null,
    number: value(own, 'NumeroRegistrazione'),
    date: dayOf(value(own, 'DataRegistrazione')),
    subject: value(root && findElement(root, 'Intestazione'), 'Oggetto'),
    references: referring.flatMap((element) =>
      REFERENCES.flatMap((name) => value(element, name) ?? []),
    ),
    described: referring.map((element) => value(element, 'DescrizioneMessaggio') ?? '').join(' '),
    reason: value(root, 'Motivo'),
  };
}

function findIdentifier(element: XmlElement): XmlElement | null {
  for (const child of element.children) {
    const name = child.name.toLowerCase();
    if (name === 'identificatore') return child;
    if (name === 'riferimenti' || name === 'messaggioricevuto') continue;
    const found = findIdentifier(child);
    if (found !== null) return found;
  }
  return null;
}

function dayOf(text: string | null): LocalDate | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text ?? '');
  const italian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/.exec(text ?? '');
  const [, year, month, day] = iso ?? [];
  const [, d = '', m = '', y] = italian ?? [];
  try {
    if (iso !== null) return localDate(`${year}-${month}-${day}`);
    if (italian !== null) return localDate(`${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`);
  } catch {
    // A day that does not exist: the number alone is kept.
  }
  return null;
}
