import { describe, expect, it } from '@jest/globals';
import { deflateRawSync } from 'node:zlib';
import { zipSync, type Zippable } from 'fflate';
import { openUpload, openUploads } from './open-upload.js';
import { UPLOAD_CAPS } from './upload-caps.js';

const MAIL = Buffer.from('Subject: ricevuta\r\n\r\ntesto\r\n');
const zip = (files: Zippable) => Buffer.from(zipSync(files));
const names = (entries: readonly { name: string }[]) => entries.map((one) => one.name);
const refusals = (entries: readonly { name: string; code: string }[]) =>
  entries.map((one) => `${one.name}: ${one.code}`);

describe('openUpload', () => {
  it('takes one .eml as it is', () => {
    expect(openUpload(MAIL, 'Ricevuta.EML')).toEqual({
      messages: [{ name: 'Ricevuta.EML', raw: MAIL }],
      refused: [],
    });
  });

  it('takes every .eml of a ZIP, stored or deflated, and names what it does not take', () => {
    const upload = openUpload(
      zip({
        'a/uno.eml': [MAIL, { level: 0 }],
        'due.eml': [Buffer.from(`${MAIL}${'x'.repeat(200_000)}`), { level: 9 }],
        'vuoto.eml': new Uint8Array(),
        'nota.txt': MAIL,
        '__MACOSX/._uno.eml': MAIL,
      }),
      'casella.zip',
    );
    expect(names(upload.messages)).toEqual(['a/uno.eml', 'due.eml']);
    expect(Buffer.from(upload.messages[0]!.raw)).toEqual(MAIL);
    expect(upload.messages[1]!.raw).toHaveLength(MAIL.length + 200_000);
    expect(refusals(upload.refused)).toEqual([
      'vuoto.eml: empty',
      'nota.txt: not-eml',
      '__MACOSX/._uno.eml: not-eml',
    ]);
    expect(upload.refused[1]!.message).toBe('«nota.txt» non è un file .eml');
  });

  it('knows an archive by its content, whatever its name', () => {
    expect(openUpload(zip({ 'a.eml': MAIL }), 'a.eml').messages).toHaveLength(1);
  });

  it('refuses an archive inside the archive, also under the name of a message', () => {
    const inner = zip({ 'a.eml': MAIL });
    const upload = openUpload(zip({ 'inner.zip': inner, 'inner.eml': inner }), 'x.zip');
    expect(upload.messages).toEqual([]);
    expect(refusals(upload.refused)).toEqual([
      'inner.zip: nested-archive',
      'inner.eml: nested-archive',
    ]);
  });

  it('stops a bomb by its ratio while it unfolds, and goes on with the rest', () => {
    const bomb = Buffer.alloc(40 * 1024 * 1024);
    const upload = openUpload(zip({ 'bomba.eml': bomb, 'buono.eml': MAIL }), 'x.zip');
    expect(refusals(upload.refused)).toEqual(['bomba.eml: ratio']);
    expect(names(upload.messages)).toEqual(['buono.eml']);
  });

  it('stops an entry, a whole and a count over the caps', () => {
    const files = { 'a.eml': MAIL, 'b.eml': MAIL, 'c.eml': MAIL };
    const caps = (change: object) => ({ ...UPLOAD_CAPS, ...change });
    const run = (change: object) => refusals(openUpload(zip(files), 'x.zip', caps(change)).refused);
    expect(run({ maxEntryBytes: MAIL.length })).toEqual([]);
    expect(run({ maxEntryBytes: MAIL.length - 1 })).toHaveLength(3);
    expect(run({ maxTotalBytes: MAIL.length * 2 })).toEqual(['c.eml: total-too-large']);
    expect(run({ maxEntries: 2 })).toEqual(['(altri 1): too-many-entries']);
    expect(openUpload(MAIL, 'a.eml', caps({ maxEntryBytes: 3 })).refused[0]!.code).toBe(
      'too-large',
    );
  });

  it('names a damaged entry, and an archive that was cut', () => {
    const whole = zip({ 'a.eml': MAIL, 'b.eml': Buffer.from('Subject: b\r\n\r\n'.repeat(999)) });
    expect(refusals(openUpload(whole.subarray(0, -30), 'x.zip').refused)).toEqual([
      'x.zip: damaged',
    ]);
    const cut = openUpload(whole.subarray(0, MAIL.length + 70), 'x.zip');
    expect(refusals(cut.refused)).toContain('x.zip: damaged');
  });

  it('names an entry in a compression that it does not read', () => {
    const odd = zip({ 'a.eml': MAIL, 'b.eml': MAIL });
    odd.writeUInt16LE(12, 8);
    expect(refusals(openUpload(odd, 'x.zip').refused)).toEqual(['a.eml: compression']);
  });

  it('does not believe a size that the archive states', () => {
    const lying = zip({ 'a.eml': Buffer.from('x'.repeat(5000)) });
    lying.writeUInt32LE(10, 22);
    expect(refusals(openUpload(lying, 'x.zip').refused)).toEqual(['a.eml: damaged']);
  });

  it('never throws on bytes that only begin like an archive', () => {
    const junk = Buffer.concat([Buffer.from('PK\x03\x04'), deflateRawSync(MAIL)]);
    expect(refusals(openUpload(junk, 'x.zip').refused)).toEqual(['x.zip: damaged']);
  });

  it('holds the caps for all the files of an upload together', () => {
    const three = ['a.eml', 'b.eml', 'c.eml'].map((name) => ({ name, bytes: MAIL }));
    const run = (change: object) =>
      refusals(openUploads(three, { ...UPLOAD_CAPS, ...change }).refused);
    expect(run({ maxEntries: 3, maxTotalBytes: MAIL.length * 3 })).toEqual([]);
    expect(run({ maxEntries: 2 })).toEqual(['c.eml: too-many-entries']);
    expect(run({ maxTotalBytes: MAIL.length * 3 - 1 })).toEqual(['c.eml: total-too-large']);
  });

  it('takes several files at once', () => {
    const upload = openUploads([
      { name: 'a.eml', bytes: MAIL },
      { name: 'b.pdf', bytes: MAIL },
      { name: 'c.zip', bytes: zip({ 'd.eml': MAIL }) },
    ]);
    expect(names(upload.messages)).toEqual(['a.eml', 'd.eml']);
    expect(refusals(upload.refused)).toEqual(['b.pdf: not-eml']);
  });
});
