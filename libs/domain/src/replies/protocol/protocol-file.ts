import { localDate } from '../../calendar/local-date.js';
import type { LocalDate } from '../../calendar/types.js';
import { clean } from '../text/clean.js';
import type { ReplyMessage } from '../types.js';
import { findElement, readXml, wholeText } from './xml.js';
import type { XmlElement } from './xml.js';

export type ProtocolFileKind =
  'signature' | 'confirmation' | 'update' | 'exception' | 'cancellation';

/** What an XML names of another message: its id, or how somebody registered it. */
export type ProtocolReference =
  | { readonly messageId: string }
  | {
      readonly number: string;
      readonly date: LocalDate | null;
      /** `CodiceAmministrazione` and `CodiceAOO`, as written. */
      readonly codes: readonly string[];
    };

/** What a protocol system says of a document (circolare AIPA 28/2001, AgID 60/2013). */
export interface ProtocolFile {
  /** Of the attachment. */
  readonly name: string;
  readonly kind: ProtocolFileKind;
  /** Read as the XML that it should be, with a registration in it: not told by its name alone. */
  readonly parsed: boolean;
  /** `CodiceAmministrazione` of the registering office, lower case: `c_a285`. */
  readonly office: string | null;
  readonly number: string | null;
  readonly date: LocalDate | null;
  readonly subject: string | null;
  /** What `Riferimenti` and `MessaggioRicevuto` name: registrations and message ids. */
  readonly references: readonly ProtocolReference[];
  /** How they describe our message: its subject, in general. */
  readonly described: string;
  readonly reason: string | null;
  /** It says more than a registration needs: notes, a reason, enclosures, a second subject, anything unknown. */
  readonly saysMore: boolean;
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

/** Elements of a registration, its sender and addressee (Segnatura.dtd): what else an XML has is for a person. */
const PLAIN = new Set(
  `intestazione identificatore codiceamministrazione codiceaoo codiceregistro numeroregistrazione dataregistrazione oraregistrazione
   primaregistrazione origine indirizzotelematico mittente amministrazione denominazione indirizzopostale toponimo civico
   cap comune provincia nazione telefono fax unitaorganizzativa identificativo persona nome cognome titolo codicefiscale
   ruolo aoo destinazione destinatario oggetto classifica livello riferimenti messaggio messaggioricevuto messageid
   descrizionemessaggio descrizione testodelmessaggio documento impronta`.split(/\s+/),
);

/** The files of protocol systems among the attachments. A damaged one is told by its name alone. */
export function protocolFiles(attachments: ReplyMessage['attachments']): readonly ProtocolFile[] {
  return attachments.slice(0, 100).flatMap(({ name, text }) => {
    const byName = NAMES.find(([pattern]) => pattern.test(name.trim()))?.[1];
    if (byName === undefined && !/\.xml(\.p7m)?$/i.test(name)) return [];
    const root = text === null ? null : readXml(text);
    const kind = ROOTS[root?.name.toLowerCase() ?? ''] ?? byName;
    return kind === undefined ? [] : [readFile(name, kind, root)];
  });
}

function readFile(name: string, kind: ProtocolFileKind, root: XmlElement | null): ProtocolFile {
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
    name,
    kind,
    parsed:
      ROOTS[root?.name.toLowerCase() ?? ''] === kind && value(own, 'NumeroRegistrazione') !== null,
    office: value(own, 'CodiceAmministrazione')?.toLowerCase() ?? null,
    number: value(own, 'NumeroRegistrazione'),
    date: dayOf(value(own, 'DataRegistrazione')),
    subject: value(root && findElement(root, 'Intestazione'), 'Oggetto'),
    references: referring.flatMap((element) => {
      const number = value(element, 'NumeroRegistrazione');
      const messageId = value(element, 'MessageID');
      const codes = ['CodiceAmministrazione', 'CodiceAOO'].flatMap(
        (name) => value(element, name) ?? [],
      );
      const date = dayOf(value(element, 'DataRegistrazione'));
      return [
        ...(number === null ? [] : [{ number, date, codes }]),
        ...(messageId === null ? [] : [{ messageId }]),
      ];
    }),
    described: referring.map((element) => value(element, 'DescrizioneMessaggio') ?? '').join(' '),
    reason: value(root, 'Motivo'),
    saysMore: root !== null && saysMore(root, value(root, 'Oggetto')),
  };
}

/** Words beside elements, elements that a registration doesn't need, subjects that differ from the first. */
function saysMore({ text, children }: XmlElement, subject: string | null): boolean {
  if (children.length > 0 && text.trim() !== '') return true;
  return children.some((child) => {
    const name = child.name.toLowerCase();
    const said = clean(wholeText(child)).slice(0, 1000);
    if (name === 'oggetto' && said !== subject) return true;
    const empty = child.children.length === 0 && said === '' && /^(?:note|motivo)$/.test(name);
    return (!PLAIN.has(name) && !empty) || saysMore(child, subject);
  });
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
