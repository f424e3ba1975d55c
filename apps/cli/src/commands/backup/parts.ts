import { sha256 } from '@app/evidence';
import type { Part } from './manifest.js';
import type { TarFile } from './tar.js';

/** A part is closed at this size, so that neither end holds more than a part in memory. */
const PART_BYTES = 8 * 1024 * 1024;
const PART_ROWS = 20_000;

/** Gathers JSON lines into files of a bounded size, each with its digest. */
export class PartWriter {
  readonly parts: Part[] = [];
  rows = 0;
  #lines: string[] = [];
  #bytes = 0;

  /** @param folder `tabelle/fact`: files are `tabelle/fact/000001.jsonl` … */
  constructor(
    private readonly folder: string,
    private readonly append: (file: TarFile) => Promise<void>,
  ) {}

  async add(value: unknown): Promise<void> {
    const line = `${JSON.stringify(value)}\n`;
    this.#lines.push(line);
    this.#bytes += Buffer.byteLength(line);
    this.rows += 1;
    if (this.#bytes >= PART_BYTES || this.#lines.length >= PART_ROWS) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#lines.length === 0) return;
    const number = String(this.parts.length + 1).padStart(6, '0');
    const name = `${this.folder}/${number}.jsonl`;
    const bytes = Buffer.from(this.#lines.join(''));
    await this.append({ name, bytes });
    this.parts.push({
      ...{ name, rows: this.#lines.length },
      ...{ bytes: bytes.length, sha256: sha256(bytes) },
    });
    this.#lines = [];
    this.#bytes = 0;
  }
}

/** The values of a part. */
export function linesOf(bytes: Buffer): unknown[] {
  return bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
