import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { canonicalJson } from '../canonical.js';
import { chainOf, fact } from '../testing/facts.js';
import { CA, DELIVERY, sampleInput } from '../testing/sample.js';
import { sha256 } from '../digest.js';
import { writeEvidence } from '../write/write-evidence.js';
import { readZip } from '../zip/zip-read.js';
import { writeZip, type ZipFile } from '../zip/zip-write.js';
import type { EvidenceReport } from './types.js';
import { verifyEvidence } from './verify-evidence.js';

const GOOD = writeEvidence(sampleInput());
const FILES: readonly ZipFile[] = readZip(GOOD).files.map(({ name, bytes }) => ({ name, bytes }));
const DELIVERY_FILE = `messages/${sha256(DELIVERY)}.eml`;

const found = (report: EvidenceReport) => report.problems.map((one) => `${one.code} ${one.name}`);
const verifyFiles = (files: readonly ZipFile[]) => verifyEvidence(writeZip(files));
const edit = (name: string, change: (text: string) => string) =>
  FILES.map((file) =>
    file.name === name
      ? { name, bytes: Buffer.from(change(Buffer.from(file.bytes).toString('latin1')), 'latin1') }
      : file,
  );

describe('verifyEvidence: a file as made', () => {
  const report = verifyEvidence(GOOD);

  it('is ok, every file by name, digest and signature, with the head of the chain', () => {
    expect(report.problems).toEqual([]);
    expect(report.ok).toBe(true);
    expect(report.files).toHaveLength(FILES.length);
    expect(report.files.find((one) => one.name === DELIVERY_FILE)).toMatchObject({
      sha256: sha256(DELIVERY),
      ok: true,
      signature: {
        verdict: 'valid',
        signer: 'posta-certificata@sicurezzapostale.gestore-c.example',
        anchor: 'enclosed',
      },
    });
    expect(report.chain).toMatchObject({ ok: true, events: 5 });
    expect(report.chain.head).toMatch(/^[0-9a-f]{64}$/);
    expect(report.chain.chains.map((one) => [one.municipality, one.events])).toEqual([
      ['110001', 4],
      ['110002', 1],
    ]);
  });

  it('says when signatures lead to an authority that only the file itself brings', () => {
    expect(report.notices[0]).toContain('2 messaggi');
    const trusted = verifyEvidence(GOOD, { trust: [CA] }).notices;
    expect(trusted).toEqual([expect.stringContaining('1 fatto si fonda su file importati')]);
  });

  it('trusts no enclosed authority when the person names those to trust', () => {
    const other = `-----BEGIN CERTIFICATE-----${CA.split('-----')[2]}-----END CERTIFICATE-----`;
    expect(verifyEvidence(GOOD, { trust: [other] }).ok).toBe(true);
    expect(() => verifyEvidence(GOOD, { trust: ['no certificate'] })).toThrow(
      expect.objectContaining({ code: 'trust-pem' }),
    );
    expect(found(verifyEvidence(GOOD, { trust: [] }))).toContain(`signature ${DELIVERY_FILE}`);
  });

  it('compares the head with the one noted elsewhere', () => {
    expect(verifyEvidence(GOOD, { head: report.chain.head.toUpperCase() }).ok).toBe(true);
    expect(found(verifyEvidence(GOOD, { head: '0'.repeat(64) }))).toEqual(['head timeline.jsonl']);
  });

  it('is ok for a single municipality, whose head is that of its last fact', () => {
    const facts = chainOf([fact(1), fact(2)]);
    const one = verifyEvidence(writeEvidence(sampleInput({ facts, messages: [] })));
    expect(one.ok).toBe(true);
    expect(one.chain.head).toBe(facts[1]!.hash);
  });
});

describe('verifyEvidence: whole files, in a container made well', () => {
  it('finds a file changed', () => {
    const report = verifyFiles(
      edit(DELIVERY_FILE, (text) => text.replace('Il giorno', 'Un giorno')),
    );
    expect(found(report)).toEqual(
      expect.arrayContaining([
        `changed ${DELIVERY_FILE}`,
        `digest-name ${DELIVERY_FILE}`,
        `signature ${DELIVERY_FILE}`,
      ]),
    );
  });

  it('finds a file removed, added, renamed', () => {
    expect(found(verifyFiles(FILES.filter((one) => one.name !== 'letters/l1.pdf')))).toEqual([
      'missing letters/l1.pdf',
    ]);
    const extra = { name: 'letters/l2.pdf', bytes: Buffer.from('x') };
    expect(found(verifyFiles([...FILES, extra]))).toEqual(['added letters/l2.pdf']);
    const renamed = FILES.map((one) =>
      one.name === 'letters/l1.pdf' ? { ...one, name: 'letters/l9.pdf' } : one,
    );
    expect(found(verifyFiles(renamed))).toEqual(['renamed letters/l1.pdf', 'added letters/l9.pdf']);
  });

  it('finds two files exchanged in their order', () => {
    const turned = [FILES[1]!, FILES[0]!, ...FILES.slice(2)];
    expect(found(verifyFiles(turned))).toEqual(['order COME-VERIFICARE.txt']);
  });

  it.each(['manifest.json', 'SHA256SUMS'])('finds %s removed', (name) => {
    expect(found(verifyFiles(FILES.filter((one) => one.name !== name)))).toContain(
      `missing ${name}`,
    );
  });

  it('finds a list that says something else than the other one', () => {
    const swap = (text: string) => text.replace(sha256(DELIVERY), '0'.repeat(64));
    expect(found(verifyFiles(edit('SHA256SUMS', swap)))).toEqual(['changed SHA256SUMS']);
    expect(found(verifyFiles(edit('manifest.json', swap)))).toEqual(
      expect.arrayContaining(['changed manifest.json']),
    );
  });

  it('finds both lists adapted to a changed message by its signature and its name', () => {
    const changed = edit(DELIVERY_FILE, (text) => text.replace('Il giorno', 'Un giorno'));
    const digest = sha256(changed.find((one) => one.name === DELIVERY_FILE)!.bytes);
    const adapted = relist(changed, sha256(DELIVERY), digest);
    expect(found(verifyFiles(adapted))).toEqual(
      expect.arrayContaining([`digest-name ${DELIVERY_FILE}`, `signature ${DELIVERY_FILE}`]),
    );
  });

  it('finds a fact changed although the lists were adapted', () => {
    const changed = edit('timeline.jsonl', (text) =>
      text.replace('"actor":"gestore PEC"', '"actor":"un altro gest"'),
    );
    const before = sha256(FILES.find((one) => one.name === 'timeline.jsonl')!.bytes);
    const after = sha256(changed.find((one) => one.name === 'timeline.jsonl')!.bytes);
    const report = verifyFiles(relist(changed, before, after));
    expect(found(report)).toContain('chain timeline.jsonl');
    expect(report.chain.ok).toBe(false);
  });

  it('finds the last facts cut off although the lists were adapted, by the head', () => {
    const cut = (text: string) => `${text.trimEnd().split('\n').slice(0, -1).join('\n')}\n`;
    const changed = edit('timeline.jsonl', cut);
    expect(found(verifyFiles(changed))).toContain('head timeline.jsonl');
  });

  it('finds a fact by PEC whose proof is not verified, and a proof that is not there', () => {
    const forged = sampleInput({ anchors: [] });
    const report = verifyEvidence(writeEvidence(forged));
    expect(found(report)).toContain(`unverified-proof ${DELIVERY_FILE}`);
    const missing = edit('manifest.json', (text) =>
      text.replace(`"${sha256('un documento non allegato')}"`, `"${'0'.repeat(64)}"`),
    );
    expect(found(verifyFiles(missing))).toContain('proof timeline.jsonl');
  });

  /** Puts another digest into both lists, as a careful forger would. */
  function relist(files: readonly ZipFile[], before: string, after: string): readonly ZipFile[] {
    const swap = (bytes: Uint8Array, from: string, to: string) =>
      Buffer.from(
        Buffer.from(bytes)
          .toString('utf8')
          .replace(`"sha256": "${from}"`, `"sha256": "${to}"`)
          .replace(`${from}  `, `${to}  `),
      );
    const step = files.map((one) =>
      ['manifest.json', 'SHA256SUMS'].includes(one.name)
        ? { ...one, bytes: swap(one.bytes, before, after) }
        : one,
    );
    const digestOf = (list: readonly ZipFile[]) =>
      sha256(list.find((one) => one.name === 'manifest.json')!.bytes);
    return step.map((one) =>
      one.name === 'SHA256SUMS'
        ? { ...one, bytes: swap(one.bytes, digestOf(files), digestOf(step)) }
        : one,
    );
  }
});

describe('verifyEvidence: other containers', () => {
  const packed = (level: 0 | 9, files = FILES) =>
    zipSync(Object.fromEntries(files.map((one) => [one.name, one.bytes])), { level });

  it('finds a file packed anew, although every content is right', () => {
    for (const level of [0, 9] as const) {
      const report = verifyEvidence(packed(level));
      expect(found(report)).toEqual(['container null']);
      expect(report.files.every((one) => one.ok)).toBe(true);
    }
  });

  it('names the file changed in a container packed anew', () => {
    const changed = edit('letters/l1.pdf', (text) => `${text}!`);
    const report = verifyEvidence(packed(9, [...changed]));
    expect(found(report)).toEqual(['changed letters/l1.pdf', 'container null']);
  });

  it('refuses names that lead outside or stand twice, also by case', () => {
    const bytes = Buffer.from('x');
    for (const name of ['../a', '/etc/passwd', 'a/../b', 'a\\b', 'C:a', 'a//b', '', 'a\u0000'])
      expect(found(verifyFiles([...FILES, { name, bytes }]))).toContain(`unsafe-name ${name}`);
    for (const name of ['index.html', 'INDEX.html'])
      expect(found(verifyFiles([...FILES, { name, bytes }]))).toContain(`duplicate-name ${name}`);
  });

  it('refuses a bomb without unfolding it', () => {
    const bomb = zipSync({ 'index.html': new Uint8Array(8 * 1024 * 1024) }, { level: 6 });
    expect(found(verifyEvidence(bomb))).toContain('ratio index.html');
    const lying = Buffer.from(bomb);
    const central = lying.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
    lying.writeUInt32LE(1000, central + 24);
    expect(found(verifyEvidence(lying))).toContain('ratio index.html');
  });

  it('finds bytes before, after and between', () => {
    const extra = Buffer.from('x');
    expect(verifyEvidence(Buffer.concat([GOOD, extra])).ok).toBe(false);
    expect(verifyEvidence(Buffer.concat([extra, GOOD])).ok).toBe(false);
  });

  it('is never ok and never throws for bytes that are none, or cut anywhere', () => {
    fc.assert(
      fc.property(fc.nat(GOOD.length - 1), (length) => {
        expect(verifyEvidence(GOOD.subarray(0, length)).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(verifyEvidence(bytes).ok).toBe(false);
      }),
    );
  });

  it('refuses lists and timelines of another shape', () => {
    const odd = [
      '[]',
      '{}',
      'null',
      '{"files":3}',
      canonicalJson({ files: [{ name: 1 }] }),
      '\u00ff',
    ];
    for (const text of odd)
      for (const name of ['manifest.json', 'SHA256SUMS', 'timeline.jsonl', 'verification.json'])
        expect(verifyFiles(edit(name, () => text)).ok).toBe(false);
  });
});
