import { LAYOUT, messageFile } from '../layout.js';
import type { MessageRecord } from '../types.js';
import { type AnchorSource, SignatureJudge } from '../write/signatures.js';
import type { Contents } from './contents.js';
import { textOf } from './contents.js';
import { isRecord, json } from './parse-manifest.js';
import type { Problem, VerifiedFile, VerifyOptions } from './types.js';

export interface CheckedMessages {
  readonly signatures: ReadonlyMap<string, NonNullable<VerifiedFile['signature']>>;
  readonly problems: readonly Problem[];
  readonly notices: readonly string[];
}

/** Verifies every message anew and compares with what the file says of it. */
export function checkMessages(contents: Contents, options: VerifyOptions): CheckedMessages {
  const problems: Problem[] = [];
  const enclosed = options.trust === undefined ? enclosedAnchors(contents, problems) : [];
  const judge = new SignatureJudge(options.trust ?? [], enclosed);
  const signatures = new Map<string, NonNullable<VerifiedFile['signature']>>();
  const records = recordsOf(contents, problems);
  for (const [name, file] of contents.files) {
    if (!name.startsWith(LAYOUT.messages)) continue;
    const judged = judge.judge(file.bytes);
    const signature = { ...judged.signature, anchor: judged.anchor };
    signatures.set(name, signature);
    if (name !== messageFile(file.sha256))
      problems.push({
        code: 'digest-name',
        name,
        message: `«${name}» non ha per nome la sua impronta (${file.sha256})`,
      });
    const stated = records.get(name)?.signature.verdict;
    if (stated === 'valid' && signature.verdict !== 'valid')
      problems.push({
        code: 'signature',
        name,
        message: `«${name}»: la firma non è valida (${signature.verdict}${why(signature.reasons)})`,
      });
  }
  return { signatures, problems, notices: notices(signatures) };
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
): ReadonlyMap<string, Pick<MessageRecord, 'signature'>> {
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

function notices(
  signatures: ReadonlyMap<string, { readonly anchor: AnchorSource | null }>,
): readonly string[] {
  const count = [...signatures.values()].filter((one) => one.anchor === 'enclosed').length;
  if (count === 0) return [];
  const whose =
    count === 1 ? 'la firma di 1 messaggio porta' : `le firme di ${count} messaggi portano`;
  return [
    `${whose} a un'autorità allegata al fascicolo e non nota a questo computer: prova che nulla è cambiato, ma chi ha ` +
      `firmato va confermato confrontando la sua impronta (${LAYOUT.anchors}) o indicandola con --trust`,
  ];
}
