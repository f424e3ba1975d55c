import { crc32 } from 'node:zlib';
import { EvidenceError } from '../errors.js';

export interface ZipFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Checksum to state instead of the true one: to build again what was found. */
  readonly crc?: number;
}

const MAX_FILES = 0xffff - 1;
const MAX_BYTES = 0xffff_ffff;

/** 1980-01-01 00:00, the first time that a ZIP can write: the container tells nothing but its content. */
const DOS_TIME = 0;
const DOS_DATE = (1 << 5) | 1;
const VERSION = 20;
/** Bit 11: names are UTF-8. */
const FLAGS = 1 << 11;

/**
 * The one ZIP of these files in this order: stored, without times, comments, extra fields or descriptors. Nothing in
 * the container is free to vary, so a reader can build it again and compare every bit.
 *
 * @throws EvidenceError `too-large` beyond 65,534 files or 4 GB
 */
export function writeZip(files: readonly ZipFile[]): Uint8Array {
  const total = files.reduce(
    (sum, file) => sum + file.bytes.length + 2 * file.name.length + 128,
    0,
  );
  if (files.length > MAX_FILES || total > MAX_BYTES)
    throw new EvidenceError(
      'too-large',
      `${files.length} files, ${total} bytes: more than a ZIP holds`,
    );
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name, 'utf8');
    const common = commonFields(name.length, file);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, name]);
    directory.push(centralHeader(common, name, offset));
    parts.push(local, file.bytes);
    offset += local.length + file.bytes.length;
  }
  const central = Buffer.concat(directory);
  return new Uint8Array(
    Buffer.concat([...parts, central, endRecord(files.length, central.length, offset)]),
  );
}

/** The 26 bytes that local and central header share, version needed to extra length. */
function commonFields(nameLength: number, { bytes, crc }: ZipFile): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(FLAGS, 2);
  fields.writeUInt16LE(DOS_TIME, 6);
  fields.writeUInt16LE(DOS_DATE, 8);
  fields.writeUInt32LE(crc ?? crc32(bytes), 10);
  fields.writeUInt32LE(bytes.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

function centralHeader(common: Buffer, name: Buffer, offset: number): Buffer {
  const head = Buffer.from([0x50, 0x4b, 1, 2, VERSION, 0]);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([head, common, tail, name]);
}

function endRecord(files: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
