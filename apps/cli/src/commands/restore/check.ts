import { sha256 } from '@app/evidence';
import type { BackupManifest, Part } from '../backup/manifest.js';
import { manifestSchema, MANIFEST, MOST_PART_BYTES } from '../backup/manifest.js';
import { linesOf } from '../backup/parts.js';
import { readArchive } from '../backup/tar.js';
import { ChainCheck } from './chain-check.js';

/** A copy that may not be restored, with the sentence for whoever asked. */
export class RefusedCopyError extends Error {
  readonly code = 'refused-copy';
}

/**
 * Reads a copy from end to end before anything is written: every file has its digest, none is missing or too many, and
 * the chain of every municipality's facts holds.
 *
 * @throws RefusedCopyError, or TarError when it is no archive or a cut one
 */
export async function checkCopy(file: string): Promise<BackupManifest> {
  const found = new Map<string, Omit<Part, 'name'>>();
  const chains = new ChainCheck();
  let manifest: BackupManifest | null = null;
  for await (const { name, bytes } of readArchive(file, MOST_PART_BYTES)) {
    if (name === MANIFEST) {
      manifest = readManifest(file, bytes);
      continue;
    }
    const lines = linesIn(file, name, bytes);
    found.set(name, { rows: lines.length, bytes: bytes.length, sha256: sha256(bytes) });
    if (name.startsWith('tabelle/fact/')) chains.addFacts(lines);
    if (name.startsWith('tabelle/chain/')) chains.addHeads(lines);
  }
  if (manifest === null) throw new RefusedCopyError(`«${file}» è incompleto: manca l’indice.`);
  compare(file, manifest, found);
  const problem = chains.problem();
  if (problem !== null) {
    throw new RefusedCopyError(`«${file}»: la catena dei fatti non è integra: ${problem}.`);
  }
  return manifest;
}

function readManifest(file: string, bytes: Buffer): BackupManifest {
  const wrong = (): RefusedCopyError =>
    new RefusedCopyError(`«${file}»: l’indice della copia non è quello di questa versione.`);
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw wrong();
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) throw wrong();
  return parsed.data;
}

function linesIn(file: string, name: string, bytes: Buffer): readonly unknown[] {
  try {
    return linesOf(bytes);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new RefusedCopyError(`«${file}» è stato alterato: «${name}» non si può leggere.`);
  }
}

/** Every part that the index names, as it names it, and no other. */
function compare(
  file: string,
  manifest: BackupManifest,
  found: ReadonlyMap<string, Omit<Part, 'name'>>,
): void {
  const named = [...manifest.tables.flatMap(({ parts }) => parts), ...manifest.folder.parts];
  for (const { name, ...expected } of named) {
    const one = found.get(name);
    if (one?.sha256 !== expected.sha256 || one.rows !== expected.rows) {
      throw new RefusedCopyError(
        `«${file}» è stato alterato: «${name}» non corrisponde alla sua impronta.`,
      );
    }
  }
  if (found.size !== new Set(named.map(({ name }) => name)).size) {
    throw new RefusedCopyError(
      `«${file}» è stato alterato: contiene file che l’indice non nomina.`,
    );
  }
  for (const { name, rows, parts } of manifest.tables) {
    if (parts.reduce((total, part) => total + part.rows, 0) === rows) continue;
    throw new RefusedCopyError(`«${file}» è stato alterato: le righe di «${name}» non tornano.`);
  }
}
