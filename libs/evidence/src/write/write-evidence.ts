import { canonicalJson } from '../canonical.js';
import { sha256 } from '../digest.js';
import { EvidenceError } from '../errors.js';
import { indexHtml } from '../html/index-html.js';
import { ALWAYS, FORMAT, LAYOUT, messageFile } from '../layout.js';
import { checkTimeline, timelineText } from '../timeline.js';
import type { EvidenceInput, EvidenceLetter, Manifest, MessageRecord } from '../types.js';
import { writeZip, type ZipFile } from '../zip/zip-write.js';
import { instructions } from './instructions.js';
import { messageRecords } from './message-records.js';

/**
 * Makes an evidence file: a ZIP with the originals, the facts with their chain, what the signatures say, a page to
 * read and how to check it all with openssl and sha256sum alone. The same input gives the same bytes.
 *
 * @throws EvidenceError `chain` (the facts given don't make a whole chain), `letter-name`, `too-large`, `trust-pem`
 * @example writeFileSync('fascicolo.zip', writeEvidence(input))
 */
export function writeEvidence(input: EvidenceInput): Uint8Array {
  const timeline = checkTimeline(input.facts);
  if (!timeline.ok)
    throw new EvidenceError('chain', timeline.problems.map((one) => one.message).join('; '));
  const { records, anchors } = messageRecords(input.messages, input.anchors ?? []);
  const letters = letterFiles(input.letters);
  const content = new Map<string, Uint8Array>();
  const put = (name: string, data: string | Uint8Array): void => {
    content.set(name, typeof data === 'string' ? Buffer.from(data, 'utf8') : data);
  };
  put(LAYOUT.timeline, timelineText(input.facts));
  put(LAYOUT.verification, jsonText(records));
  put(LAYOUT.signatures, signaturesText(records));
  put(LAYOUT.anchors, anchors.join(''));
  for (const message of input.messages) put(messageFile(sha256(message.raw)), message.raw);
  for (const letter of letters) put(letter.name, letter.bytes);
  const base = {
    format: FORMAT,
    title: input.title,
    description: input.description,
    generatedAt: input.generatedAt,
    generator: input.generator,
    names: input.names ?? {},
    addresses: input.addresses ?? {},
    chains: timeline.chains,
    head: timeline.head,
    missing: missingProofs(input, content),
    letters: letters.map(({ name, description }) => ({ file: name, description })),
  };
  put(LAYOUT.howTo, instructions(base, records));
  put(LAYOUT.index, indexHtml(base, input.facts, records));
  const order = fileOrder([...content.keys()]);
  const manifest: Manifest = { ...base, files: order.map((name) => listed(name, content)) };
  put(LAYOUT.manifest, jsonText(manifest));
  put(LAYOUT.sums, sumsText(manifest, sha256(content.get(LAYOUT.manifest)!)));
  const files = zipOrder(order).map((name): ZipFile => ({ name, bytes: content.get(name)! }));
  return writeZip(files);
}

/** The fixed files first, then messages and letters by name. */
function fileOrder(names: readonly string[]): readonly string[] {
  const fixed = ALWAYS.filter((name) => names.includes(name));
  return [...fixed, ...names.filter((name) => !fixed.includes(name)).sort()];
}

/**
 * Order inside the ZIP of the files that a manifest lists: the manifest and the sums take their fixed places.
 *
 * @example zipOrder(['index.html', 'messages/a.eml']) // index.html, manifest.json, SHA256SUMS, messages/a.eml
 */
export function zipOrder(listedNames: readonly string[]): readonly string[] {
  return fileOrder([...listedNames, LAYOUT.manifest, LAYOUT.sums]);
}

function listed(name: string, content: ReadonlyMap<string, Uint8Array>) {
  const bytes = content.get(name)!;
  return { name, size: bytes.length, sha256: sha256(bytes) };
}

/** In the form of coreutils, for `sha256sum -c`. */
export function sumsText(manifest: Pick<Manifest, 'files'>, manifestDigest: string): string {
  const lines = manifest.files.map((file) => `${file.sha256}  ${file.name}\n`);
  return [...lines, `${manifestDigest}  ${LAYOUT.manifest}\n`].join('');
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(value)), null, 2)}\n`;
}

/** `<epoch> <file>` for each signature that openssl can confirm at its time. */
function signaturesText(records: readonly MessageRecord[]): string {
  return records
    .filter((one) => one.signature.verdict === 'valid')
    .map((one) => `${epochOf(one)} ${one.file}\n`)
    .join('');
}

function epochOf(record: MessageRecord): number {
  const at = record.certifiedAt ?? record.signature.signedAt ?? record.at ?? '1970-01-01T00:00:00Z';
  return Math.floor(Date.parse(at) / 1000);
}

function letterFiles(letters: readonly EvidenceLetter[]) {
  const seen = new Set<string>();
  return letters.map((letter) => {
    const key = letter.name.toLowerCase();
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/.test(letter.name) || seen.has(key))
      throw new EvidenceError(
        'letter-name',
        `letter "${letter.name}": expected a file name of its own, of letters, digits, dot, hyphen`,
      );
    seen.add(key);
    return { ...letter, name: `${LAYOUT.letters}${letter.name}` };
  });
}

/** Digests that facts rest on and that no enclosed file has. */
function missingProofs(
  input: EvidenceInput,
  content: ReadonlyMap<string, Uint8Array>,
): readonly string[] {
  const enclosed = new Set([...content.values()].map((bytes) => sha256(bytes)));
  const named = input.facts.flatMap(({ fact }) => (fact.evidence === null ? [] : [fact.evidence]));
  return [...new Set(named)].filter((digest) => !enclosed.has(digest)).sort();
}
