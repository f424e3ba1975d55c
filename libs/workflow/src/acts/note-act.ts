import type { NewAct } from '@app/persistence';
import { appendAct } from '@app/persistence';
import type { DataSource, EntityManager } from 'typeorm';
import { actHash } from './act-hash.js';

/** What people do that is no fact of a municipality. */
export type ActWord =
  | 'file-imported'
  | 'messages-uploaded'
  | 'message-retried'
  | 'message-filed'
  | 'unread-closed'
  | 'doubt-decided'
  | 'letter-released'
  | 'mailbox-resumed'
  | 'sandbox-restarted'
  | 'account-added'
  | 'account-changed';

/** An act of a person. */
export interface Act extends NewAct {
  readonly act: ActWord;
}

/** Writes an act down in the caller's transaction. Last in it: acts wait for each other. */
export async function noteActIn(tx: EntityManager, act: Act): Promise<void> {
  await appendAct(tx, act, actHash);
}

/** Writes an act down in a transaction of its own. */
export async function noteActNow(db: DataSource, act: Act): Promise<void> {
  await db.transaction((tx) => noteActIn(tx, act));
}
