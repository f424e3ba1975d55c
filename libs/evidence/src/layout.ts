/** Where things stand inside an evidence file. Names are part of the format. */
export const LAYOUT = {
  index: 'index.html',
  howTo: 'COME-VERIFICARE.txt',
  manifest: 'manifest.json',
  sums: 'SHA256SUMS',
  timeline: 'timeline.jsonl',
  verification: 'verification.json',
  signatures: 'firme.txt',
  anchors: 'trust/anchors.pem',
  messages: 'messages/',
  letters: 'letters/',
} as const;

export const FORMAT = 'sollecito-evidence/1';

/** Present in every evidence file, in this order, before messages and letters. */
export const ALWAYS: readonly string[] = [
  LAYOUT.index,
  LAYOUT.howTo,
  LAYOUT.manifest,
  LAYOUT.sums,
  LAYOUT.timeline,
  LAYOUT.verification,
  LAYOUT.signatures,
  LAYOUT.anchors,
];

/**
 * Where the original with this digest lies.
 *
 * @example messageFile('ab12') //=> 'messages/ab12.eml'
 */
export function messageFile(sha256: string): string {
  return `${LAYOUT.messages}${sha256}.eml`;
}
