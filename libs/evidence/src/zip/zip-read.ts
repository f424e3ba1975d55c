import { crc32, inflateRawSync } from 'node:zlib';
import { centralEntries, type ZipEntryInfo, sequentialEntries } from './zip-walk.js';

/** Something wrong with the container or with one file of it. */
export interface ZipProblem {
  readonly code:
    | 'container'
    | 'duplicate-name'
    | 'unsafe-name'
    | 'ratio'
    | 'too-large'
    | 'compression'
    | 'damaged';
  /** The file that it is about, or null for the container. */
  readonly name: string | null;
  readonly message: string;
}

export interface FoundFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The checksum that the container states. */
  readonly crc: number;
  /** Whether it is that of the bytes. */
  readonly crcOk: boolean;
}

export interface ReadZip {
  readonly files: readonly FoundFile[];
  readonly problems: readonly ZipProblem[];
}

/** Expanded bytes of compressed entries, together, and bytes out per byte in (from 1 MB on). */
const MAX_EXPANDED = 1024 * 1024 * 1024;
const MAX_RATIO = 200;
const RATIO_FROM = 1024 * 1024;

/**
 * Reads a ZIP in memory, without believing it: by its directory, or by the headers before each file when the
 * directory is damaged. Never throws; what is wrong is named. Compressed entries are expanded within caps.
 */
export function readZip(zip: Uint8Array): ReadZip {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  const problems: ZipProblem[] = [];
  let entries = centralEntries(bytes);
  if (entries === null) {
    problems.push({
      code: 'container',
      name: null,
      message: "l'indice del file ZIP è danneggiato o manca",
    });
    entries = sequentialEntries(bytes);
  }
  const budget = { stored: bytes.length, expanded: MAX_EXPANDED };
  const files: FoundFile[] = [];
  const names = new Set<string>();
  for (const entry of entries) {
    const content = nameProblem(entry.name, names) ?? contentOf(bytes, entry, budget);
    if ('code' in content) {
      problems.push(content);
      continue;
    }
    const { name, crc } = entry;
    files.push({ name, bytes: content, crc, crcOk: crc32(content) === crc });
  }
  return { files, problems };
}

function nameProblem(name: string, names: Set<string>): ZipProblem | null {
  const unsafe =
    name === '' ||
    name.length > 255 ||
    /[\\:\u0000-\u001f\u007f\uFFFD]/.test(name) ||
    name.split('/').some((part) => part === '' || part === '.' || part === '..');
  if (unsafe)
    return {
      code: 'unsafe-name',
      name,
      message: `nome di file non ammesso: «${printable(name)}»`,
    };
  // Two names that one disk takes for the same file would hide one of them.
  const key = name.normalize('NFC').toLowerCase();
  if (names.has(key))
    return { code: 'duplicate-name', name, message: `«${printable(name)}» compare due volte` };
  names.add(key);
  return null;
}

function contentOf(
  bytes: Buffer,
  entry: ZipEntryInfo,
  budget: { stored: number; expanded: number },
): Uint8Array | ZipProblem {
  const { name } = entry;
  const wrong = (code: ZipProblem['code'], message: string): ZipProblem => ({
    code,
    name,
    message: `«${printable(name)}»: ${message}`,
  });
  if (entry.dataAt === null) return wrong('damaged', 'non si trova dove indicato');
  const data = bytes.subarray(entry.dataAt, entry.dataAt + entry.packedSize);
  if (data.length < entry.packedSize) return wrong('damaged', 'è incompleto');
  budget.stored -= data.length;
  if (budget.stored < 0) return wrong('container', 'si sovrappone ad altri file');
  if (entry.method === 0) return data;
  if (entry.method !== 8) return wrong('compression', 'usa una compressione che non è letta');
  return expand(data, entry, budget, wrong);
}

function expand(
  data: Buffer,
  entry: ZipEntryInfo,
  budget: { stored: number; expanded: number },
  wrong: (code: ZipProblem['code'], message: string) => ZipProblem,
): Uint8Array | ZipProblem {
  const most = Math.min(Math.max(RATIO_FROM, data.length * MAX_RATIO), budget.expanded);
  if (entry.size > most) return wrong('ratio', 'si espande in modo anomalo');
  try {
    const content = inflateRawSync(data, { maxOutputLength: most });
    budget.expanded -= content.length;
    return content;
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
      ? wrong('ratio', 'si espande in modo anomalo')
      : wrong('damaged', 'il contenuto compresso è danneggiato');
  }
}

/** A name as it can be shown in a message. */
export function printable(name: string): string {
  return name.replace(/[\u0000-\u001f\u007f]/g, '\u00B7').slice(0, 255);
}
