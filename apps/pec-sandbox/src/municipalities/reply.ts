import type { Authority } from '../ca/authority.js';
import type { LetterEvent, Submission } from '../queue/events.js';
import type { Store } from '../queue/store.js';
import type { ParsedScript } from '../script/schema.js';

export interface ReplyParts {
  readonly script: ParsedScript;
  readonly authority: Authority;
  readonly maildirs: ReadonlyMap<string, string>;
  readonly store: Store;
  readonly submissions: readonly Submission[];
}

export async function composeReply(
  _event: LetterEvent,
  _parts: ReplyParts,
): Promise<{ mailbox: string; raw: Buffer } | null> {
  return null;
}
