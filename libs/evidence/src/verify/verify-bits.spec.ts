import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sha256 } from '../digest.js';
import { ACCEPTANCE, DELIVERY, sampleInput } from '../testing/sample.js';
import { writeEvidence } from '../write/write-evidence.js';
import { readZip } from '../zip/zip-read.js';
import { verifyEvidence } from './verify-evidence.js';

const GOOD = writeEvidence(sampleInput());
const FILES = readZip(GOOD).files;
/** They speak of the letter, and facts rest on them. */
const RECEIPT_FILES = [ACCEPTANCE, DELIVERY].map((raw) => `messages/${sha256(raw)}.eml`);

/** Which file each byte before the directory belongs to: its header or its content. */
function ownerOf(at: number): string | null {
  let offset = 0;
  for (const file of FILES) {
    offset += 30 + file.name.length + file.bytes.length;
    if (at < offset) return file.name;
  }
  return null;
}

function flipped(at: number, bit: number): Uint8Array {
  const bytes = Uint8Array.from(GOOD);
  bytes[at]! ^= 1 << bit;
  return bytes;
}

describe('verifyEvidence: one bit', () => {
  it('of 300 at random over the whole ZIP is always found, and the file that it is in is named', () => {
    fc.assert(
      fc.property(fc.nat(GOOD.length - 1), fc.nat(7), (at, bit) => {
        const report = verifyEvidence(flipped(at, bit));
        expect(report.ok).toBe(false);
        expect(report.problems.length).toBeGreaterThan(0);
        const owner = ownerOf(at);
        if (owner !== null) expect(report.problems.map((one) => one.name)).toContain(owner);
      }),
      { numRuns: 300 },
    );
  });

  it('of any byte of the directory and its end is found', () => {
    const from = FILES.reduce((sum, file) => sum + 30 + file.name.length + file.bytes.length, 0);
    for (let at = from; at < GOOD.length; at += 11)
      expect(verifyEvidence(flipped(at, at % 8)).ok).toBe(false);
  }, 60_000);

  it('of any byte of every file header is found and the file named', () => {
    let at = 0;
    for (const file of FILES) {
      for (let n = 0; n < 30 + file.name.length; n += 5) {
        const report = verifyEvidence(flipped(at + n, n % 8));
        expect([file.name, n, report.problems.map((one) => one.name)]).toEqual([
          file.name,
          n,
          expect.arrayContaining([file.name]),
        ]);
      }
      at += 30 + file.name.length + file.bytes.length;
    }
  }, 60_000);

  it('inside one file makes that file not ok and leaves the others ok', () => {
    let end = 0;
    for (const file of FILES) {
      end += 30 + file.name.length + file.bytes.length;
      const report = verifyEvidence(flipped(end - file.bytes.length + 5, 3));
      expect(report.files.find((one) => one.name === file.name)!.ok).toBe(false);
      const others = report.files.filter((one) => !one.ok && one.name !== file.name);
      const follows = ['timeline.jsonl', ...RECEIPT_FILES].concat(
        file.name.startsWith('trust/') ? FILES.map((one) => one.name) : [],
      );
      expect(others.filter((one) => !follows.includes(one.name))).toEqual([]);
    }
  });
});
