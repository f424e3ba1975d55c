import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { folderFileSchema, OWN_SECRETS } from '../backup/manifest.js';
import { RefusedCopyError } from './check.js';

/** A file of the data folder, out of a copy. */
interface FolderFile {
  readonly path: string;
  readonly bytes: Buffer;
}

/**
 * Reads the files of a part. Paths lead into the folders of secrets and of the simulated provider and nowhere else.
 *
 * @throws RefusedCopyError
 */
export function folderFiles(rows: readonly unknown[]): readonly FolderFile[] {
  return rows.map((row) => {
    const parsed = folderFileSchema.safeParse(row);
    if (!parsed.success || OWN_SECRETS.has(parsed.data.path.slice('secrets/'.length))) {
      throw new RefusedCopyError('La copia contiene un file fuori dalle cartelle previste.');
    }
    return { path: parsed.data.path, bytes: Buffer.from(parsed.data.content, 'base64') };
  });
}

/**
 * Writes the files into the data folder, readable by the owner alone. One that is there with the same content stays.
 *
 * @throws RefusedCopyError when another one is there under its name: it belongs to another installation
 */
export async function writeFolder(dataDir: string, files: readonly FolderFile[]): Promise<void> {
  for (const { path, bytes } of files) {
    const target = join(dataDir, path);
    const known = await contentOf(target);
    if (known?.equals(bytes)) continue;
    if (known !== null) {
      throw new RefusedCopyError(
        `La cartella dati contiene già «${path}» di un’altra installazione: indicare con SOLLECITO_DATA una cartella nuova.`,
      );
    }
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await writeFile(`${target}.nuovo`, bytes, { mode: 0o600 });
    await rename(`${target}.nuovo`, target);
  }
}

async function contentOf(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
