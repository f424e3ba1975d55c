import { createReadStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { createGunzip } from 'node:zlib';

const BLOCK = 512;
const OWNER_ONLY = '0000600';

/** One file of an archive. */
export interface TarFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The archive is cut off or is none. */
export class TarError extends Error {
  readonly code = 'not-an-archive';
}

/**
 * Appends a file to a tar archive (POSIX ustar). Names are ASCII and at most 100 characters: they are all ours.
 *
 * @param seconds time of the file, seconds since 1970
 */
export async function appendFile(
  out: Writable,
  { name, bytes }: TarFile,
  seconds: number,
): Promise<void> {
  await write(out, header(name, bytes.length, seconds));
  await write(out, bytes);
  const rest = bytes.length % BLOCK;
  if (rest > 0) await write(out, Buffer.alloc(BLOCK - rest));
}

/** Two empty blocks end an archive. */
export async function endArchive(out: Writable): Promise<void> {
  await write(out, Buffer.alloc(2 * BLOCK));
  await new Promise<void>((resolve, reject) => {
    out.once('error', reject);
    out.end(resolve);
  });
}

async function write(out: Writable, bytes: Buffer): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    out.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

function header(name: string, size: number, seconds: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
  block.write(name, 0, 100, 'ascii');
  block.write(OWNER_ONLY, 100, 'ascii');
  block.write(octal(0, 7), 108, 'ascii');
  block.write(octal(0, 7), 116, 'ascii');
  block.write(octal(size, 11), 124, 'ascii');
  block.write(octal(seconds, 11), 136, 'ascii');
  block.write('        ', 148, 'ascii');
  block.write('0', 156, 'ascii');
  block.write('ustar\u000000', 257, 'ascii');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\u0000 `, 148, 'ascii');
  return block;
}

/**
 * Reads a gzipped tar file by file, in order; one file at a time is in memory.
 *
 * @param most no file may be larger than this, bytes
 * @throws TarError when the archive ends early, or is none
 */
export async function* readArchive(path: string, most: number): AsyncGenerator<TarFile> {
  const source = new Bytes(path);
  try {
    for (;;) {
      const block = await source.take(BLOCK);
      if (block.every((byte) => byte === 0)) return await source.end();
      const name = block.subarray(0, 100).toString('ascii').replace(/\0.*$/s, '');
      const size = Number.parseInt(block.subarray(124, 136).toString('ascii'), 8);
      const isArchive = block.subarray(257, 262).toString('ascii') === 'ustar';
      if (!isArchive || !Number.isSafeInteger(size) || size < 0 || size > most) {
        throw new TarError(`«${path}» non è una copia di sicurezza di Sollecito.`);
      }
      const bytes = await source.take(size);
      await source.take((BLOCK - (size % BLOCK)) % BLOCK);
      yield { name, bytes };
    }
  } finally {
    source.close();
  }
}

/** The unzipped bytes of a file, taken in lengths that the reader asks for. */
class Bytes {
  readonly #file;
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer[] = [];
  #length = 0;

  constructor(private readonly path: string) {
    this.#file = createReadStream(path);
    const unzipped = createGunzip();
    this.#file.on('error', (error) => unzipped.destroy(error));
    this.#chunks = this.#file.pipe(unzipped)[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async take(length: number): Promise<Buffer> {
    while (this.#length < length) {
      const next = await this.#chunks.next().catch((error: unknown) => this.#broken(error));
      if (next.done === true) throw new TarError(`«${this.path}» è incompleto.`);
      this.#held.push(next.value);
      this.#length += next.value.length;
    }
    const all = Buffer.concat(this.#held);
    this.#held = [all.subarray(length)];
    this.#length = all.length - length;
    return all.subarray(0, length);
  }

  /** Reads what is left: at its very end gzip has a checksum, without which the file is cut. */
  async end(): Promise<void> {
    let next: IteratorResult<Buffer>;
    do next = await this.#chunks.next().catch((error: unknown) => this.#broken(error));
    while (next.done !== true);
  }

  close(): void {
    this.#file.destroy();
  }

  #broken(error: unknown): never {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!code.startsWith('Z_')) throw error;
    throw new TarError(
      code === 'Z_BUF_ERROR'
        ? `«${this.path}» è incompleto.`
        : `«${this.path}» è danneggiato, oppure non è una copia di sicurezza di Sollecito.`,
    );
  }
}
