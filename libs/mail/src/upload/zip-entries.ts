import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';
import { RATIO_FROM_BYTES, type UploadCaps } from './upload-caps.js';

export type ZipEntry =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly refused: string };

/** An archive is fed in slices, so that a bomb is stopped while it unfolds and not after. */
const SLICE = 64 * 1024;

/**
 * The entries of a ZIP in the order written, each with its bytes or the code of its refusal: `too-large`,
 * `total-too-large`, `ratio`, `compression`, `damaged`, `too-many-entries`. Directories are left out.
 */
export function zipEntries(zip: Uint8Array, caps: UploadCaps): readonly ZipEntry[] {
  const readers: EntryReader[] = [];
  const budget = { total: 0, fed: 0 };
  let dropped = 0;
  const unzip = new Unzip((file) => {
    if (file.name.endsWith('/')) return;
    if (readers.length >= caps.maxEntries) dropped += 1;
    else readers.push(new EntryReader(file, caps, budget));
  });
  unzip.register(UnzipInflate);
  let fault = false;
  for (; budget.fed < zip.length && !fault; budget.fed += SLICE) {
    const last = budget.fed + SLICE >= zip.length;
    fault = !attempt(() => unzip.push(zip.subarray(budget.fed, budget.fed + SLICE), last));
  }
  const entries = readers.map((reader) => reader.result());
  return dropped === 0
    ? entries
    : [...entries, { name: `(altri ${dropped})`, refused: 'too-many-entries' }];
}

class EntryReader {
  private readonly chunks: Uint8Array[] = [];
  private size = 0;
  private refused: string | null = null;
  private ended = false;

  constructor(
    private readonly file: UnzipFile,
    private readonly caps: UploadCaps,
    private readonly budget: { total: number; fed: number },
  ) {
    this.startedAt = budget.fed;
    file.ondata = (error, chunk, final) => this.take(error, chunk, final);
    if (!attempt(() => file.start())) this.stop('compression');
  }

  private readonly startedAt: number;

  private take(error: Error | null, chunk: Uint8Array | null, final: boolean): void {
    if (this.refused !== null) return;
    if (error !== null) return this.stop('damaged');
    this.size += chunk?.length ?? 0;
    this.budget.total += chunk?.length ?? 0;
    if (this.size > this.caps.maxEntryBytes) return this.stop('too-large');
    if (this.budget.total > this.caps.maxTotalBytes) return this.stop('total-too-large');
    if (this.size > RATIO_FROM_BYTES && this.size / this.consumed() > this.caps.maxRatio)
      return this.stop('ratio');
    if (chunk !== null && chunk.length > 0) this.chunks.push(chunk);
    this.ended ||= final;
  }

  /** At most this many bytes of the archive went into this entry so far. */
  private consumed(): number {
    return Math.min(this.file.size ?? Infinity, this.budget.fed + SLICE - this.startedAt);
  }

  private stop(code: string): void {
    this.refused = code;
    this.chunks.length = 0;
    if (code !== 'compression') attempt(() => this.file.terminate());
  }

  result(): ZipEntry {
    const { name } = this.file;
    if (this.refused !== null) return { name, refused: this.refused };
    if (!this.ended || (this.file.originalSize ?? this.size) !== this.size)
      return { name, refused: 'damaged' };
    return { name, bytes: Buffer.concat(this.chunks) };
  }
}

/** fflate tells of bad input by throwing: false then. */
function attempt(run: () => void): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}
