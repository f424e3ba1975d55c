import { inflateRawSync } from 'node:zlib';
import type { ZipFile } from '@app/evidence';
import { centralEntries, writeZip } from '@app/evidence';
import { WORKBOOK } from '../untrusted/limits.js';

const DAMAGED = 'il foglio di calcolo è incompleto: salvarlo di nuovo';

/**
 * A workbook's ZIP with everything unfolded, counted byte by byte as it comes out: what its headers say is believed of nothing. Who
 * reads the result can find neither more nor other bytes in it.
 *
 * @returns the same files, stored, or the Italian sentence that refuses them
 */
export function unpackWorkbook(zip: Buffer): Buffer | string {
  const entries = centralEntries(zip, false);
  if (entries === null) return DAMAGED;
  if (entries.length > WORKBOOK.entries) {
    return `il foglio di calcolo è fatto di ${entries.length} file, al massimo ${WORKBOOK.entries}: salvarlo di nuovo`;
  }
  const files: ZipFile[] = [];
  let left: number = WORKBOOK.unfoldedBytes;
  for (const { name, method, packedSize, dataAt } of entries) {
    if (dataAt === null || dataAt + packedSize > zip.length) return DAMAGED;
    const packed = zip.subarray(dataAt, dataAt + packedSize);
    if (method !== 0 && method !== 8) return DAMAGED;
    const most = Math.max(WORKBOOK.ratioFromBytes, packedSize * WORKBOOK.ratio);
    const bytes = method === 0 ? packed : inflated(packed, Math.min(left, most));
    if (bytes === 'damaged') return DAMAGED;
    if (bytes === 'larger' || bytes.length > left) {
      return most < left
        ? `«${name.slice(0, 80)}», dentro il foglio di calcolo, si espande più di ${WORKBOOK.ratio} volte: salvarlo di nuovo`
        : `estratto, il foglio di calcolo supera ${WORKBOOK.unfoldedBytes / 2 ** 20} MB: togliere le righe vuote o dividerlo`;
    }
    left -= bytes.length;
    files.push({ name, bytes });
  }
  const whole = writeZip(files);
  return Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength);
}

function inflated(packed: Buffer, most: number): Buffer | 'larger' | 'damaged' {
  if (most <= 0) return 'larger';
  try {
    return inflateRawSync(packed, { maxOutputLength: most });
  } catch (error) {
    return (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'larger' : 'damaged';
  }
}
