import type { ReplyMessage } from '@app/domain';
import type { InnerMessage, PecMessage, Signature, TrustOptions, TrustStore } from '@app/pec';
import { readMessage, trustStore, verifyMessage, writtenIn } from '@app/pec';
import { replyMessage } from './reply-message.js';

/** A message to read, and the anchors that its signature is checked against. */
export interface MailOrder {
  readonly raw: Uint8Array;
  readonly anchors: TrustOptions;
  /** UTC instant at which certificates must be valid, instead of the receipt's own. */
  readonly at?: string;
}

/** What stands in a message: all that is read of its bytes. */
export interface MailReading {
  readonly message: PecMessage;
  readonly signature: Signature;
  /** The inner message or, of bare ordinary mail, the message itself. */
  readonly written: InnerMessage | null;
  /** What the reply rules read; null when there is nothing. */
  readonly reply: ReplyMessage | null;
}

/** A store remembers the chains that held: it is made once for the same anchors. */
let known: { readonly key: string; readonly store: TrustStore } | null = null;

function storeOf(anchors: TrustOptions): TrustStore {
  const key = JSON.stringify([anchors.builtIn, anchors.pems]);
  if (known?.key !== key) known = { key, store: trustStore(anchors) };
  return known.store;
}

/** Reads and verifies one message. Never throws, for any bytes, but for anchors that are none (TrustError). */
export function readMail({ raw, anchors, at }: MailOrder): MailReading {
  const message = readMessage(raw);
  const options = at === undefined ? {} : { at };
  const signature = verifyMessage(raw, message, storeOf(anchors), options);
  const verified = message.kind === 'envelope' && signature.verdict === 'valid';
  const written = writtenIn(raw, message);
  return { message, signature, written, reply: replyMessage(raw, message, written, verified) };
}
