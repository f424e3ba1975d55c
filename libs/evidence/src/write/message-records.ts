import { sha256 } from '../digest.js';
import { messageFile } from '../layout.js';
import type { EvidenceMessage, MessageRecord } from '../types.js';
import { publicRootOf, SignatureJudge } from './signatures.js';

/**
 * What each message says and whether its signature holds, by digest so that the order given doesn't matter, and the
 * anchors that were needed (PEM).
 */
export function messageRecords(
  messages: readonly EvidenceMessage[],
  anchors: readonly string[],
): { readonly records: readonly MessageRecord[]; readonly anchors: readonly string[] } {
  const judge = new SignatureJudge(anchors, []);
  const used = new Set(anchors.map(pemText));
  const rootFound = new Set<string>();
  const records = new Map<string, MessageRecord>();
  for (const message of messages) {
    const digest = sha256(message.raw);
    if (records.has(digest)) continue;
    const judged = judge.judge(message.raw);
    const top = judged.signature.chain.at(-1) ?? '';
    if (judged.anchor === 'built-in' && !rootFound.has(top)) {
      rootFound.add(top);
      const root = publicRootOf(message.raw, judged);
      if (root !== null) used.add(pemText(root));
    }
    const { kind, subject, from, refersTo, at } = judged.message;
    records.set(digest, {
      file: messageFile(digest),
      sha256: digest,
      direction: message.direction,
      at: message.at,
      origin: message.origin ?? null,
      kind,
      subject,
      from,
      refersTo,
      certifiedAt: at,
      signature: judged.signature,
      decided:
        message.decided === undefined
          ? null
          : { verdict: message.decided.signature.verdict, at: message.decided.at },
    });
  }
  const sorted = [...records.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  return { records: sorted, anchors: [...used].sort() };
}

function pemText(pem: string): string {
  return `${pem.replace(/\r\n?/g, '\n').trim()}\n`;
}
