import type { EntityManager } from 'typeorm';
import { sha256 } from '@app/evidence';
import { keepFile, markRecorded } from '@app/persistence';
import { noteActIn } from '../acts/note-act.js';
import type { ImportRequest } from './types.js';

/** Keeps a file with the facts that it brought, so that their evidence can always be shown, and says who imported it. */
export async function keepRecorded(
  tx: EntityManager,
  { kind, bytes, name = `${kind}.csv`, actor, at }: ImportRequest,
  facts: number,
): Promise<void> {
  const digest = sha256(bytes);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const file = { sha256: digest, kind };
  await keepFile(tx, { ...file, name, bytes: buffer, uploadedBy: actor, uploadedAt: at });
  const record = { ...file, recordedBy: actor, recordedAt: at, recorded: facts };
  if (!(await markRecorded(tx, record))) return;
  const detail = { kind, name, facts };
  await noteActIn(tx, { at, actor, act: 'file-imported', subject: digest, detail });
}
