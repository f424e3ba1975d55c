import { sha256 } from '../digest.js';
import { type ReadZip, readZip } from '../zip/zip-read.js';
import { LAYOUT } from '../layout.js';
import type { Manifest } from '../types.js';
import { parseManifest } from './parse-manifest.js';

export interface FoundContent {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly crcOk: boolean;
}

/** An evidence file taken apart: what it holds and what its two lists say of it. */
export interface Contents {
  readonly zip: ReadZip;
  readonly files: ReadonlyMap<string, FoundContent>;
  readonly manifest: Manifest | null;
  /** Name → digest by SHA256SUMS; null when it can't be read. */
  readonly sums: ReadonlyMap<string, string> | null;
}

/** Opens an evidence file in memory. Never throws. */
export function openContents(zipBytes: Uint8Array): Contents {
  const zip = readZip(zipBytes);
  const files = new Map(
    zip.files.map(({ name, bytes, crcOk }) => [name, { bytes, sha256: sha256(bytes), crcOk }]),
  );
  return {
    zip,
    files,
    manifest: parseManifest(textOf(files.get(LAYOUT.manifest)?.bytes)),
    sums: parseSums(textOf(files.get(LAYOUT.sums)?.bytes)),
  };
}

/** UTF-8 text, or null for a file that is missing or none. */
export function textOf(bytes: Uint8Array | undefined): string | null {
  if (bytes === undefined) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function parseSums(text: string | null): ReadonlyMap<string, string> | null {
  if (text === null || !text.endsWith('\n')) return null;
  const sums = new Map<string, string>();
  for (const line of text.slice(0, -1).split('\n')) {
    const match = /^([0-9a-f]{64}) {2}(.+)$/.exec(line);
    if (match === null || sums.has(match[2]!)) return null;
    sums.set(match[2]!, match[1]!);
  }
  return sums;
}
