import { UPLOAD_CAPS, type UploadCaps } from './upload-caps.js';
import { zipEntries, type ZipEntry } from './zip-entries.js';

export interface UploadedMessage {
  /** File name, inside the archive where there is one. */
  readonly name: string;
  readonly raw: Uint8Array;
}

/** An entry that was not taken, with a stable code and an Italian sentence. */
export interface RefusedEntry {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

export interface Upload {
  readonly messages: readonly UploadedMessage[];
  readonly refused: readonly RefusedEntry[];
}

const REASONS: Readonly<Record<string, string>> = {
  empty: 'il file è vuoto',
  'too-large': 'supera la dimensione massima per un messaggio',
  'total-too-large': 'con gli altri file supera la dimensione massima di un caricamento',
  'too-many-entries': 'i file sono troppi per un solo caricamento',
  ratio:
    "si espande in modo anomalo: l'archivio potrebbe essere costruito per bloccare chi lo apre",
  compression: 'usa una compressione che non è letta (sono lette "store" e "deflate")',
  damaged: "è danneggiato o l'archivio è incompleto",
  'nested-archive': "è un archivio dentro l'archivio: estrarlo e caricare i file .eml che contiene",
  'not-eml': 'non è un file .eml',
};

/**
 * Opens what a person uploads: one `.eml`, or a ZIP of them. Nothing is written to disk; every entry that is
 * not taken is named with its reason.
 *
 * @param name the file name as uploaded
 * @example openUpload(bytes, 'ricevuta.eml').messages.length //=> 1
 */
export function openUpload(
  bytes: Uint8Array,
  name: string,
  caps: UploadCaps = UPLOAD_CAPS,
): Upload {
  if (isZip(bytes)) return openZip(bytes, name, caps);
  if (bytes.length === 0) return sorted([refusal(name, 'empty')]);
  if (bytes.length > caps.maxEntryBytes) return sorted([refusal(name, 'too-large')]);
  if (caps.maxEntries === 0) return sorted([refusal(name, 'too-many-entries')]);
  if (bytes.length > caps.maxTotalBytes) return sorted([refusal(name, 'total-too-large')]);
  return sorted([isEml(name) ? { name, raw: bytes } : refusal(name, 'not-eml')]);
}

/** Several files uploaded at once, as one upload: the caps hold for all of them together. */
export function openUploads(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  caps: UploadCaps = UPLOAD_CAPS,
): Upload {
  const messages: UploadedMessage[] = [];
  const refused: RefusedEntry[] = [];
  let entries = 0;
  let bytes = 0;
  for (const file of files) {
    const left = {
      ...caps,
      maxEntries: Math.max(0, caps.maxEntries - entries),
      maxTotalBytes: Math.max(0, caps.maxTotalBytes - bytes),
    };
    const one = openUpload(file.bytes, file.name, left);
    messages.push(...one.messages);
    refused.push(...one.refused);
    entries += one.messages.length + one.refused.length;
    bytes += one.messages.reduce((sum, { raw }) => sum + raw.length, 0);
  }
  return { messages, refused };
}

function openZip(bytes: Uint8Array, name: string, caps: UploadCaps): Upload {
  const entries = zipEntries(bytes, caps).map(inside);
  return sorted(hasEnd(bytes) ? entries : [...entries, refusal(name, 'damaged')]);
}

/** A ZIP ends with its directory's end record and a comment of at most 64 kB: without it, it was cut. */
function hasEnd(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 22 - 0xffff)));
  return tail.includes(Buffer.from([0x50, 0x4b, 5, 6]));
}

function inside(entry: ZipEntry): UploadedMessage | RefusedEntry {
  if ('refused' in entry) return refusal(entry.name, entry.refused);
  if (isZip(entry.bytes) || /\.(zip|7z|rar|t?gz|tar)$/i.test(entry.name))
    return refusal(entry.name, 'nested-archive');
  // macOS puts a resource fork `__MACOSX/._name.eml` beside each file.
  if (!isEml(entry.name) || /(^|\/)\._|^__MACOSX\//.test(entry.name))
    return refusal(entry.name, 'not-eml');
  return entry.bytes.length === 0
    ? refusal(entry.name, 'empty')
    : { name: entry.name, raw: entry.bytes };
}

function refusal(name: string, code: string): RefusedEntry {
  return { name, code, message: `«${name}» ${REASONS[code] ?? 'non può essere letto'}` };
}

function sorted(entries: readonly (UploadedMessage | RefusedEntry)[]): Upload {
  return {
    messages: entries.filter((one) => 'raw' in one),
    refused: entries.filter((one) => 'code' in one),
  };
}

/** By content: `PK` with a local header, or the end record of an empty archive. */
function isZip(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  return (bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6);
}

function isEml(name: string): boolean {
  return /\.eml$/i.test(name);
}
