import type { ImapFlow, FetchMessageObject, FetchQueryObject } from 'imapflow';
import { MailError } from '../errors.js';
import type { FetchedMessage, MessagePlace, UnreadMessage } from '../types.js';
import { examine, isConnectionFault, serverWords } from './imap-read.js';
import { isWhole } from './is-whole.js';

/** Bytes of messages held at once. */
const BATCH_BYTES = 4 * 1024 * 1024;

/** A fetch that failed in a folder that had opened: the fault may be one message's. */
export class FetchFault extends Error {
  /** Read by `isConnectionFault`: the connection went with it. */
  readonly code: 'NoConnection' | 'fetch';

  constructor(problem: string, lost: boolean, options?: ErrorOptions) {
    super(problem, options);
    this.name = 'FetchFault';
    this.code = lost ? 'NoConnection' : 'fetch';
  }
}

/** Whether a fetch failed, also where the connection that it took along is what is told. */
export function isFetchFault(error: unknown): boolean {
  return error instanceof FetchFault || (error as { cause?: unknown }).cause instanceof FetchFault;
}

export interface Batch {
  readonly messages: readonly FetchedMessage[];
  /** How many of the UIDs asked for are done with, those gone meanwhile included. */
  readonly taken: number;
}

/**
 * Reads the first of these messages, up to 4 MB together and one at least.
 *
 * @throws FetchFault when any of them did not come whole: to be read one by one
 */
export async function readBatch(
  client: ImapFlow,
  folder: string,
  uidValidity: string,
  uids: readonly number[],
): Promise<Batch> {
  return examine(client, folder, async (box) => {
    if (box.uidValidity.toString() !== uidValidity)
      throw new MailError(
        'uidvalidity-changed',
        `IMAP: UIDVALIDITY of "${folder}" changed from ${uidValidity} to ${box.uidValidity} while reading`,
      );
    const sizes = await ask(client, uids, { uid: true, size: true });
    const taken = fitting(uids, sizes);
    const wanted = uids.slice(0, taken).filter((uid) => sizes.has(uid));
    if (wanted.length === 0) return { messages: [], taken };
    const found = await ask(client, wanted, { uid: true, source: true });
    const messages = wanted.map((uid) => {
      const read = messageOf({ folder, uidValidity, uid }, sizes.get(uid), found.get(uid));
      if ('raw' in read) return read;
      throw new FetchFault(read.problem, false);
    });
    return { messages, taken };
  });
}

/**
 * Reads one message, or says why it can't be read; null when it isn't there any more.
 *
 * @throws FetchFault when the connection ends on it
 */
export async function readOne(
  client: ImapFlow,
  place: MessagePlace,
): Promise<FetchedMessage | UnreadMessage | null> {
  return examine(client, place.folder, async (box) => {
    if (box.uidValidity.toString() !== place.uidValidity) return null;
    const size = { uid: true, size: true };
    try {
      const known = (await ask(client, [place.uid], size)).get(place.uid);
      if (known === undefined) return null;
      const found = await ask(client, [place.uid], { uid: true, source: true });
      const read = messageOf(place, known, found.get(place.uid));
      // No bytes: deleted between the two questions, which is nobody's fault, or not given.
      if ('raw' in read || (await ask(client, [place.uid], size)).has(place.uid)) return read;
      return null;
    } catch (error) {
      if (!(error instanceof FetchFault) || isConnectionFault(error)) throw error;
      return { ...place, size: null, problem: error.message };
    }
  });
}

/** The messages that a FETCH answers with, by UID. Of several answers for one, what any of them said. */
async function ask(
  client: ImapFlow,
  uids: readonly number[],
  what: FetchQueryObject,
): Promise<ReadonlyMap<number, Partial<FetchMessageObject>>> {
  try {
    const found = new Map<number, Partial<FetchMessageObject>>();
    for (const one of await client.fetchAll([...uids], what, { uid: true })) {
      if (uids.includes(one.uid)) found.set(one.uid, { ...found.get(one.uid), ...one });
    }
    return found;
  } catch (error) {
    const words = serverWords(error);
    // Too much was asked of it: no message's fault.
    if ((error as { code?: unknown }).code === 'ETHROTTLE')
      throw new MailError('imap-refused', `IMAP: ${words}`, { cause: error });
    const lost = !client.usable || isConnectionFault(error);
    const problem = lost
      ? `il collegamento cade durante la lettura («${words}»)`
      : `il server risponde «${words}»`;
    throw new FetchFault(problem, lost, { cause: error });
  }
}

function messageOf(
  place: MessagePlace,
  { size: stated }: Partial<FetchMessageObject> = {},
  { source: given }: Partial<FetchMessageObject> = {},
): FetchedMessage | UnreadMessage {
  const size = stated ?? null;
  // Its type says a Buffer or nothing; a NIL of the server is something else again.
  const source = given instanceof Uint8Array ? given : undefined;
  if (source !== undefined && isWhole(source, size))
    return { ...place, raw: new Uint8Array(source) };
  if (size === 0) return { ...place, raw: new Uint8Array(0) };
  const bytes = source?.byteLength ?? 0;
  const problem =
    bytes === 0
      ? `il server non ne dà il contenuto (${size === null ? 'dimensione non dichiarata' : `${size} byte dichiarati`})`
      : `il server ne dà ${bytes} byte dei ${size} che dichiara`;
  return { ...place, size, problem };
}

function fitting(
  uids: readonly number[],
  sizes: ReadonlyMap<number, Partial<FetchMessageObject>>,
): number {
  let bytes = 0;
  let taken = 0;
  for (const uid of uids) {
    bytes += sizes.get(uid)?.size ?? 0;
    if (taken > 0 && bytes > BATCH_BYTES) break;
    taken += 1;
  }
  return taken;
}
