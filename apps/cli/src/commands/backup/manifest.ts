import { z } from 'zod';

/** Name of the last file of a copy: without it the copy is not whole. */
export const MANIFEST = 'manifest.json';

/** No file of a copy is larger: one row may hold a message of 40 MB, as base64. */
export const MOST_PART_BYTES = 256 * 1024 * 1024;

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const part = z.object({
  name: z.string().max(100),
  rows: z.int().min(0),
  bytes: z.int().min(0),
  sha256: digest,
});
const column = z.object({ name: z.string(), type: z.string() });

/** What a copy says of itself. */
export const manifestSchema = z.object({
  format: z.literal('sollecito-backup'),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  mode: z.enum(['sandbox', 'live']),
  /** Names of the migrations that had run, in order: the schema of the copy. */
  migrations: z.array(z.string()).min(1),
  /** In an order in which they can be filled. */
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(column),
      rows: z.int().min(0),
      parts: z.array(part),
    }),
  ),
  /** Files of the data folder: secrets, and in trial mode the simulated provider. */
  folder: z.object({ files: z.int().min(0), parts: z.array(part) }),
});

export type BackupManifest = z.output<typeof manifestSchema>;
export type Part = z.output<typeof part>;
export type Column = z.output<typeof column>;

/** A file of the data folder inside a part. */
export const folderFileSchema = z.object({
  path: z
    .string()
    .regex(/^(?:secrets|sandbox)\/[^\0\\]+$/)
    .refine(
      (path) => !path.split('/').some((name) => name === '..' || name === '.' || name === ''),
    ),
  content: z.base64(),
});

/** Secrets that belong to one embedded PostgreSQL and to no copy. */
export const OWN_SECRETS: ReadonlySet<string> = new Set(['postgres', 'postgres-admin']);
