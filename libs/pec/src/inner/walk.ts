import { LIMITS } from '../limits.js';
import { contentOfSignedFile } from '../cms/signed-file.js';
import type { Faults } from '../mime/fault.js';
import { splitMultipart } from '../mime/multipart.js';
import type { Part } from '../mime/part.js';
import { decodedBody, readPart } from '../mime/part.js';
import { textOf } from './text.js';

export interface FoundAttachment {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
  readonly within?: string;
  /** An image of the page itself: a logo, a drawing in a signature. */
  readonly inline?: true;
  /** A part that a report has by its form: its status, or the message that it is about. */
  readonly report?: true;
}

/** What one walk over a message found. Counts go down and, at zero, nothing more is opened. */
export interface Walk {
  readonly faults: Faults;
  readonly onAttachment: (found: FoundAttachment) => void;
  readonly texts: string[];
  /** Bodies that stand as another form beside one of `texts`. */
  readonly others: string[];
  parts: number;
  bytes: number;
  textLeft: number;
  sourceLeft: number;
}

export function newWalk(faults: Faults, onAttachment: (found: FoundAttachment) => void): Walk {
  return {
    faults,
    onAttachment,
    texts: [],
    others: [],
    parts: LIMITS.innerParts,
    bytes: LIMITS.decodedBytes,
    textLeft: LIMITS.textBytes,
    sourceLeft: LIMITS.textSourceBytes,
  };
}

/** Where a part stands: how many multiparts and how many files are around it. */
interface Place {
  readonly depth: number;
  readonly nesting: number;
  readonly within: string | undefined;
  /** In a form of the message beside the one that is read. */
  readonly beside: boolean;
  /** In a page with its images, `multipart/related`. */
  readonly related: boolean;
  /** A part of the report that the whole message is, `multipart/report`. */
  readonly report: boolean;
  /** In the message that a report is about. */
  readonly reported: boolean;
}

const OUTERMOST = {
  depth: 0,
  nesting: 0,
  beside: false,
  related: false,
  report: false,
  reported: false,
};

/** Visits a message's parts: bodies to text, everything else to `onAttachment`, files inside files too. */
export function walkMessage(message: Part, walk: Walk): void {
  visit(message, { ...OUTERMOST, within: undefined }, walk);
}

function visit(part: Part, place: Place, walk: Walk): void {
  walk.parts -= 1;
  if (walk.parts < 0) {
    walk.faults.add('inner-parts', 'Il messaggio contiene troppe parti: le ultime non sono lette.');
    return;
  }
  if (part.type.value.startsWith('multipart/')) visitMultipart(part, place, walk);
  else if (isBody(part) && place.nesting === 0)
    addText(part, walk, place.beside ? walk.others : walk.texts);
  else visitFile(part, place, walk);
}

function visitMultipart(part: Part, place: Place, walk: Walk): void {
  const boundary = part.type.raw.get('boundary') ?? '';
  if (place.depth >= LIMITS.depth || boundary === '' || boundary.length > 200) {
    walk.faults.add(
      'inner-depth',
      'Il messaggio ha parti troppo annidate o senza delimitatore: non lette.',
    );
    return;
  }
  const split = splitMultipart(part.bytes, part.body.start, part.body.end, boundary);
  if (split.overflow)
    walk.faults.add('inner-parts', 'Il messaggio contiene troppe parti: le ultime non sono lette.');
  if (!split.closed)
    walk.faults.add('inner-unclosed', 'Una parte del messaggio interno non è chiusa.');
  const children = split.parts.map((range) => readPart(part.bytes, range, walk.faults));
  const related = place.related || part.type.value === 'multipart/related';
  const report = place.depth === 0 && place.nesting === 0 && part.type.value === 'multipart/report';
  const below = { ...place, related, report, depth: place.depth + 1 };
  const chosen = part.type.value === 'multipart/alternative' ? preferred(children) : undefined;
  for (const child of children) {
    visit(
      child,
      { ...below, beside: below.beside || (chosen !== undefined && child !== chosen) },
      walk,
    );
  }
}

/** Of alternatives that say the same, the plain text; else the last, the richest (RFC 2046 §5.1.4). */
function preferred(children: readonly Part[]): Part | undefined {
  const bodies = children.filter(isBody);
  return bodies.find((child) => child.type.value === 'text/plain') ?? bodies.at(-1);
}

function isBody(part: Part): boolean {
  if (part.type.value !== 'text/plain' && part.type.value !== 'text/html') return false;
  return part.disposition?.value !== 'attachment' && part.name === null;
}

function addText(part: Part, walk: Walk, texts: string[]): void {
  if (walk.textLeft <= 0 || walk.sourceLeft <= 0) return;
  const bytes = decodedBody(part);
  const text = textOf(part, bytes.subarray(0, walk.sourceLeft), walk.textLeft).trim();
  walk.textLeft -= text.length;
  walk.sourceLeft -= bytes.length;
  if (walk.textLeft <= 0 || walk.sourceLeft <= 0)
    walk.faults.add('inner-text', 'Il testo è troppo lungo: letto in parte.');
  if (text !== '') texts.push(text);
}

function visitFile(part: Part, place: Place, walk: Walk): void {
  const bytes = decodedBody(part);
  const type = part.type.value === '' ? 'application/octet-stream' : part.type.value;
  const message = type === 'message/rfc822' || type === 'message/global';
  const name = safeName(part.name ?? (message ? 'messaggio.eml' : defaultName(type)));
  const inline =
    place.related && type.startsWith('image/') && part.disposition?.value !== 'attachment';
  const report = place.reported || (place.report && REPORTED.test(type));
  const marks = { ...(inline ? { inline } : {}), ...(report ? { report } : {}) };
  addFile({ name, contentType: type, bytes, ...marks }, place, walk);
}

/** Parts of a report beside its words. RFC 6522 §3, RFC 3464, RFC 6533, RFC 8098. */
const REPORTED =
  /^(?:message\/(?:(?:global-)?(?:delivery-status|disposition-notification|headers)|rfc822|global)|text\/rfc822-headers)$/;

/** Lists a file, then what is inside it when it is a message or a signed `.p7m`. */
function addFile(file: Omit<FoundAttachment, 'within'>, place: Place, walk: Walk): void {
  walk.bytes -= file.bytes.length;
  if (walk.bytes < 0) {
    walk.faults.add('inner-size', 'Gli allegati superano il limite: gli ultimi non sono letti.');
    return;
  }
  walk.onAttachment(place.within === undefined ? file : { ...file, within: place.within });
  const signed = isSignedFile(file);
  const message = !signed && (file.contentType === 'message/rfc822' || /\.eml$/i.test(file.name));
  if (!signed && !message) return;
  if (place.nesting >= LIMITS.nesting) {
    walk.faults.add(
      'inner-nesting',
      'Troppi file uno dentro l’altro: i più interni non sono letti.',
    );
    return;
  }
  const below = {
    ...OUTERMOST,
    nesting: place.nesting + 1,
    within: file.name,
    reported: place.reported || file.report === true,
  };
  if (signed) visitSigned(file, below, walk);
  else visitNested(file.bytes, below, walk);
}

function visitNested(bytes: Buffer, place: Place, walk: Walk): void {
  visit(readPart(bytes, { start: 0, end: bytes.length }, walk.faults), place, walk);
}

/** The file inside a `.p7m` (CAdES). Its signature is the sender's own affair: it is unpacked, not verified. */
function visitSigned(file: Omit<FoundAttachment, 'within'>, place: Place, walk: Walk): void {
  const content = contentOfSignedFile(file.bytes);
  if (content === null) {
    walk.faults.add('p7m', `Il file «${file.name}» non è un file firmato leggibile.`);
    return;
  }
  const name = file.name.replace(/\.p7m$/i, '');
  const inner = name === '' || name === file.name ? `${file.name}.contenuto` : name;
  walk.parts -= 1;
  addFile({ name: inner, contentType: typeOfName(inner), bytes: content }, place, walk);
}

function isSignedFile(file: Omit<FoundAttachment, 'within'>): boolean {
  if (/\.p7m$/i.test(file.name)) return true;
  return (
    file.contentType === 'application/pkcs7-mime' || file.contentType === 'application/x-pkcs7-mime'
  );
}

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf', xml: 'application/xml', txt: 'text/plain', html: 'text/html', eml: 'message/rfc822',
  zip: 'application/zip', csv: 'text/csv', p7m: 'application/pkcs7-mime',
}; // prettier-ignore

function typeOfName(name: string): string {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return TYPES[extension] ?? 'application/octet-stream';
}

function defaultName(type: string): string {
  const extension = Object.entries(TYPES).find(([, one]) => one === type)?.[0];
  return extension === undefined ? 'allegato' : `allegato.${extension}`;
}

/** A name is shown, never a path: no directories, no control characters, at most 255 characters. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return clean === '' || clean === '.' || clean === '..' ? 'allegato' : clean.slice(0, 255);
}
