import type { Authority } from '../ca/authority.js';
import { providerId } from '../ids.js';
import { compose } from '../pec/compose.js';
import type { Original } from '../pec/kinds.js';
import { renumbered } from '../pec/original.js';
import { PROVIDER_A } from '../providers.js';
import type { LetterEvent } from '../queue/events.js';
import type { History } from '../queue/history.js';
import { providerOf } from '../queue/receipts.js';
import type { Store } from '../queue/store.js';
import { recipientFor, type ParsedScript } from '../script/schema.js';
import { readHead } from '../smtp/checks.js';
import { draftOf, type Answered } from './draft.js';
import { writeMessage, type Draft } from './message.js';

export interface ReplyParts {
  readonly script: ParsedScript;
  readonly authority: Authority;
  readonly maildirs: ReadonlyMap<string, string>;
  readonly store: Store;
  readonly history: History;
}

/**
 * The message of a scripted municipality as it arrives: inside the envelope signed by its provider, or
 * wrapped as an anomaly by ours when it comes from ordinary mail. Null when the sandbox has no mailbox.
 */
export async function composeReply(
  event: LetterEvent,
  parts: ReplyParts,
): Promise<{ mailbox: string; raw: Buffer } | null> {
  const answered = await answeredBy(event, parts);
  const mailbox = answered?.submission.user ?? [...parts.maildirs.keys()][0];
  if (mailbox === undefined) return null;
  const draft = draftOf(event, mailbox, answered);
  const inner = writeMessage(draft);
  const ordinary = 'ordinary' in event.action && event.action.ordinary === true;
  return {
    mailbox,
    raw: ordinary
      ? await anomaly(event, draft, inner, parts.authority)
      : await envelope(event, draft, inner, parts),
  };
}

/** The letter that set it off, or the last one that had reached the municipality by then. */
async function answeredBy(event: LetterEvent, parts: ReplyParts): Promise<Answered | null> {
  const submission =
    event.about === null
      ? parts.history.lastDelivered(event.municipality, event.at)
      : parts.history.get(event.about);
  if (submission === null) return null;
  const { text } = readHead(await parts.store.raw(submission.seq));
  return { submission, text };
}

async function envelope(
  event: LetterEvent,
  draft: Draft,
  inner: Buffer,
  parts: ReplyParts,
): Promise<Buffer> {
  const provider = providerOf(recipientFor(parts.script, draft.from), draft.from);
  const id = providerId(provider, event.at, event.id);
  return compose(
    {
      kind: 'envelope',
      at: event.at,
      messageId: id,
      to: draft.to,
      original: originalOf(draft, id),
      receiptType: 'completa',
      attached: renumbered(inner, id),
    },
    provider,
    parts.authority,
  );
}

/** Our own provider wraps what isn't certified: it vouches for the wrapping alone. */
function anomaly(
  event: LetterEvent,
  draft: Draft,
  inner: Buffer,
  authority: Authority,
): Promise<Buffer> {
  const id = providerId(PROVIDER_A, event.at, event.id);
  return compose(
    {
      kind: 'anomaly',
      at: event.at,
      messageId: id,
      to: draft.to,
      original: originalOf(draft, id),
      detail: 'il messaggio non proviene da un sistema di posta certificata',
      attached: inner,
    },
    PROVIDER_A,
    authority,
  );
}

const originalOf = (draft: Draft, id: string): Original => ({
  providerId: id,
  messageId: `<${draft.messageId}>`,
  sender: draft.from,
  recipients: [{ address: draft.to, certified: true }],
  replyTo: draft.from,
  subject: draft.subject,
});
