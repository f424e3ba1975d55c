import type { PecMessage } from '@app/pec';
import { LAYOUT, messageFile } from '../layout.js';
import type { MessageRecord } from '../types.js';
import { SignatureJudge } from '../write/signatures.js';
import type { Contents } from './contents.js';
import { textOf } from './contents.js';
import { isRecord, json } from './parse-manifest.js';
import type { Problem, VerifiedFile, VerifyOptions } from './types.js';

/** An enclosed original as it is read and verified here and now. */
export interface EnclosedMessage {
  readonly name: string;
  readonly sha256: string;
  readonly raw: Uint8Array;
  /** As the file itself says: nothing rests on it alone. */
  readonly direction: MessageRecord['direction'] | null;
  readonly message: PecMessage;
  readonly signature: NonNullable<VerifiedFile['signature']>;
}

export interface CheckedMessages {
  /** By the name of their file. */
  readonly messages: ReadonlyMap<string, EnclosedMessage>;
  readonly problems: readonly Problem[];
  readonly notices: readonly string[];
}

/** Verifies every message anew and compares with what the file says of it. */
export function checkMessages(contents: Contents, options: VerifyOptions): CheckedMessages {
  const problems: Problem[] = [];
  const enclosed = options.trust === undefined ? enclosedAnchors(contents, problems) : [];
  const judge = new SignatureJudge(options.trust ?? [], enclosed);
  const messages = new Map<string, EnclosedMessage>();
  const records = recordsOf(contents, problems);
  for (const [name, file] of contents.files) {
    if (!name.startsWith(LAYOUT.messages)) continue;
    const judged = judge.judge(file.bytes);
    const signature = { ...judged.signature, anchor: judged.anchor };
    const record = records.get(name);
    const { sha256, bytes: raw } = file;
    const direction = record?.direction ?? null;
    messages.set(name, { name, sha256, raw, direction, message: judged.message, signature });
    if (name !== messageFile(file.sha256))
      problems.push({
        code: 'digest-name',
        name,
        message: `«${name}» non ha per nome la sua impronta (${file.sha256})`,
      });
    if (record?.signature.verdict === 'valid' && signature.verdict !== 'valid')
      problems.push({
        code: 'signature',
        name,
        message: `«${name}»: la firma non è valida (${signature.verdict}${why(signature.reasons)})`,
      });
  }
  return { messages, problems, notices: notices([...messages.values()]) };
}

function why(reasons: readonly { readonly message: string }[]): string {
  return reasons.map((reason) => `: ${reason.message}`).join('');
}

function enclosedAnchors(contents: Contents, problems: Problem[]): readonly string[] {
  const text = textOf(contents.files.get(LAYOUT.anchors)?.bytes);
  if (text === null || text.trim() === '') return [];
  try {
    new SignatureJudge([], [text]);
    return [text];
  } catch (error) {
    problems.push({
      code: 'anchors',
      name: LAYOUT.anchors,
      message: `«${LAYOUT.anchors}» non è leggibile: ${(error as Error).message}`,
    });
    return [];
  }
}

function recordsOf(
  contents: Contents,
  problems: Problem[],
): ReadonlyMap<string, Pick<MessageRecord, 'signature' | 'direction'>> {
  const file = contents.files.get(LAYOUT.verification);
  const value = json(textOf(file?.bytes) ?? '');
  const shaped =
    Array.isArray(value) &&
    value.every(
      (one: unknown) =>
        isRecord(one) && typeof one['file'] === 'string' && isRecord(one['signature']),
    );
  if (file !== undefined && !shaped)
    problems.push({
      code: 'verification',
      name: LAYOUT.verification,
      message: `«${LAYOUT.verification}» non è leggibile`,
    });
  if (!shaped) return new Map();
  return new Map((value as MessageRecord[]).map((record) => [record.file, record]));
}

function notices(messages: readonly EnclosedMessage[]): readonly string[] {
  const count = messages.filter(({ signature }) => signature.anchor === 'enclosed').length;
  if (count === 0) return [];
  const whose =
    count === 1 ? 'la firma di 1 messaggio porta' : `le firme di ${count} messaggi portano`;
  return [
    `${whose} a un'autorità allegata al fascicolo e non nota a questo computer: prova che nulla è cambiato, ma chi ha ` +
      `firmato va confermato confrontando la sua impronta (${LAYOUT.anchors}) o indicandola con --trust`,
  ];
}
