import { EvidenceError } from '../errors.js';
import { ALWAYS, LAYOUT } from '../layout.js';
import type { Manifest, MessageRecord } from '../types.js';
import { KIND_WORDS, VERDICT_WORDS } from '../html/message-words.js';
import { openContents, textOf } from './contents.js';

/** A message of an evidence file, in words. */
export interface ListedMessage {
  readonly file: string;
  readonly sha256: string;
  readonly direction: MessageRecord['direction'];
  readonly kind: string;
  readonly subject: string | null;
  /** The signed time, else when it was sent or read. */
  readonly at: string | null;
  readonly verdict: MessageRecord['signature']['verdict'];
  readonly signature: string;
}

/** What an evidence file of our own holds. */
export interface EvidenceList {
  readonly bytes: number;
  readonly messages: readonly ListedMessage[];
  readonly letters: Manifest['letters'];
  /** The other files, by name. */
  readonly others: readonly { readonly name: string; readonly size: number }[];
  /** Hash of the last fact of the chain. */
  readonly head: string;
  readonly facts: number;
  /** Digests of proofs that facts name and that are not in the file. */
  readonly missing: readonly string[];
}

/**
 * What is inside an evidence file that was just written: its messages in the order of time, its letters and the rest.
 *
 * @throws EvidenceError `not-evidence` for bytes that are none
 * @example listEvidence(zip).messages[0]?.kind //=> 'Ricevuta di accettazione'
 */
export function listEvidence(zip: Uint8Array): EvidenceList {
  const { files, manifest } = openContents(zip);
  const records = textOf(files.get(LAYOUT.verification)?.bytes);
  if (manifest === null || records === null) {
    throw new EvidenceError('not-evidence', 'these bytes are no evidence file');
  }
  const messages = (JSON.parse(records) as MessageRecord[]).map(listed);
  return {
    bytes: zip.length,
    messages: messages.sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1)),
    letters: manifest.letters,
    others: ALWAYS.flatMap((name) => {
      const file = files.get(name);
      return file === undefined ? [] : [{ name, size: file.bytes.length }];
    }),
    head: manifest.chains[0]?.head ?? '',
    facts: manifest.chains.reduce((sum, { events }) => sum + events, 0),
    missing: manifest.missing,
  };
}

function listed(record: MessageRecord): ListedMessage {
  const { file, sha256, direction, subject, signature } = record;
  return {
    ...{ file, sha256, direction, subject },
    kind: direction === 'sent' ? 'Lettera inviata' : (KIND_WORDS[record.kind] ?? record.kind),
    at: record.certifiedAt ?? record.at,
    verdict: signature.verdict,
    signature: VERDICT_WORDS[signature.verdict],
  };
}
