import { SaxesParser } from 'saxes';
import { LIMITS } from './limits.js';
import { Faults } from './mime/fault.js';
import type { PecRecipient, Warning } from './types.js';
import { daticertInstant } from './time.js';
import { decodeXml } from './xml-text.js';

/** What the provider signed. RFC 6109 §4.2 and its DTD; every field may be missing in a damaged message. */
export interface Daticert {
  readonly type: string | null;
  readonly error: string | null;
  readonly sender: string | null;
  readonly recipients: readonly PecRecipient[];
  readonly subject: string | null;
  readonly issuer: string | null;
  readonly at: string | null;
  readonly providerId: string | null;
  readonly originalId: string | null;
  readonly receiptType: string | null;
  readonly deliveredTo: string | null;
  readonly receivedBy: readonly string[];
  readonly detail: string | null;
}

export type DaticertResult =
  | { readonly daticert: Daticert; readonly warnings: readonly Warning[] }
  | { readonly daticert: null; readonly reason: Warning; readonly warnings: readonly Warning[] };

/** Elements whose text is kept, by path below the root. */
const SINGLE = new Set([
  'intestazione/mittente', 'intestazione/oggetto', 'dati/gestore-emittente', 'dati/data/giorno',
  'dati/data/ora', 'dati/identificativo', 'dati/msgid', 'dati/consegna', 'dati/errore-esteso',
]); // prettier-ignore

class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What the XML said, element by element. */
interface Collected {
  readonly texts: Map<string, string>;
  readonly attributes: Map<string, string>;
  readonly recipients: PecRecipient[];
  readonly receivedBy: string[];
}

/**
 * Reads a `daticert.xml`. Byte order marks, undeclared or wrong encodings, another root name and text
 * around the root are tolerated with a warning; DOCTYPE, entities, broken XML, fields given twice and
 * more than 64 kB are refused with a reason. Never throws.
 */
export function readDaticert(bytes: Buffer): DaticertResult {
  const faults = new Faults();
  try {
    if (bytes.length > LIMITS.daticertBytes) {
      throw new Refused('daticert-size', 'daticert.xml supera i 64 kB.');
    }
    const collected = parse(decodeXml(bytes, faults), faults);
    return { daticert: daticertOf(collected, faults), warnings: faults.list() };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return {
      daticert: null,
      reason: { code: error.code, message: error.message },
      warnings: faults.list(),
    };
  }
}

function parse(text: string, faults: Faults): Collected {
  const collected: Collected = {
    texts: new Map(),
    attributes: new Map(),
    recipients: [],
    receivedBy: [],
  };
  const path: string[] = [];
  let buffer = '';
  let tipo = '';
  let closed = false;
  const parser = new SaxesParser({ xmlns: false as const, position: false });
  parser.on('doctype', () => {
    throw new Refused('daticert-doctype', 'daticert.xml contiene un DOCTYPE, non ammesso.');
  });
  parser.on('error', (error) => {
    if (closed)
      faults.add('daticert-trailing', 'Dopo la fine di daticert.xml c’è altro testo: ignorato.');
    else throw new Refused('daticert-xml', `daticert.xml non è XML leggibile (${error.message}).`);
  });
  parser.on('opentag', (tag) => {
    if (closed) return;
    const name = tag.name.slice(tag.name.indexOf(':') + 1).toLowerCase();
    path.push(name);
    if (path.length > 16) throw new Refused('daticert-depth', 'daticert.xml ha troppi livelli.');
    buffer = '';
    if (path.length === 1) root(name, tag.attributes, collected, faults);
    else if (name === 'data' || name === 'ricevuta') {
      const value = tag.attributes['zona'] ?? tag.attributes['tipo'];
      if (value !== undefined) collected.attributes.set(below(path), value);
    } else if (name === 'destinatari') tipo = tag.attributes['tipo'] ?? '';
  });
  parser.on('text', (piece) => {
    buffer += piece;
  });
  parser.on('cdata', (piece) => {
    buffer += piece;
  });
  parser.on('closetag', () => {
    if (closed) return;
    keep(below(path), buffer.trim(), tipo, collected);
    buffer = '';
    path.pop();
    closed = path.length === 0;
  });
  parser.write(text).close();
  if (!closed) throw new Refused('daticert-xml', 'daticert.xml è vuoto o tronco.');
  return collected;
}

function root(
  name: string,
  attributes: Readonly<Record<string, string>>,
  collected: Collected,
  faults: Faults,
): void {
  if (name !== 'postacert') {
    faults.add(
      'daticert-root',
      `La radice di daticert.xml è «${name.slice(0, 60)}» e non «postacert».`,
    );
  }
  for (const key of ['tipo', 'errore']) {
    const value = attributes[key];
    if (value !== undefined) collected.attributes.set(key, value.trim().toLowerCase());
  }
}

function below(path: readonly string[]): string {
  return path.slice(1).join('/');
}

function keep(path: string, text: string, tipo: string, collected: Collected): void {
  if (path === 'intestazione/destinatari') {
    if (text !== '')
      collected.recipients.push({
        address: address(text),
        certified: tipo.trim().toLowerCase() !== 'esterno',
      });
  } else if (path === 'dati/ricezione') collected.receivedBy.push(address(text));
  else if (SINGLE.has(path)) {
    if (collected.texts.has(path)) {
      throw new Refused('daticert-repeated', `daticert.xml dà due volte «${path}».`);
    }
    collected.texts.set(path, text);
  }
}

function daticertOf(
  { texts, attributes, recipients, receivedBy }: Collected,
  faults: Faults,
): Daticert {
  const text = (path: string): string | null => {
    const found = texts.get(path);
    return found === undefined || found === '' ? null : found;
  };
  const type = attributes.get('tipo') ?? null;
  if (type === null) throw new Refused('daticert-type', 'daticert.xml non dichiara il tipo.');
  const day = text('dati/data/giorno');
  const time = text('dati/data/ora');
  const at =
    day === null || time === null
      ? null
      : daticertInstant(day, time, attributes.get('dati/data') ?? null);
  if (at === null) faults.add('daticert-time', 'daticert.xml non porta una data e ora leggibili.');
  const originalId = text('dati/msgid');
  const deliveredTo = text('dati/consegna');
  const sender = text('intestazione/mittente');
  return {
    type,
    error: attributes.get('errore') ?? null,
    sender: sender === null ? null : address(sender),
    recipients,
    subject: text('intestazione/oggetto'),
    issuer: text('dati/gestore-emittente'),
    at,
    providerId: plainId(text('dati/identificativo')),
    originalId: plainId(originalId),
    receiptType: attributes.get('dati/ricevuta') ?? null,
    deliveredTo: deliveredTo === null ? null : address(deliveredTo),
    receivedBy,
    detail: text('dati/errore-esteso'),
  };
}

function address(text: string): string {
  return text
    .replace(/^.*<([^<>]*)>.*$/s, '$1')
    .replace(/^mailto:/i, '')
    .trim()
    .toLowerCase();
}

/** An id as providers write it: with brackets, bare, escaped twice, or percent-encoded. */
export function plainId(text: string | null): string | null {
  if (text === null) return null;
  let id = text.trim();
  if (/^&lt;/i.test(id))
    id = id.replace(/&lt;/gi, '<').replace(/&gt;/gi, '>').replace(/&amp;/gi, '&');
  if (/^%3c/i.test(id) || /%40/.test(id)) {
    id = id.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
  id = id.replace(/^<+|>+$/g, '').replace(/\s+/g, '');
  return id === '' ? null : id;
}
