import { describe, expect, it } from '@jest/globals';
import { idsOf, parseAddresses } from './address.js';
import { decodeCharset } from './charset.js';
import { Faults } from './fault.js';
import { readHeaders, valueOf, valuesOf } from './headers.js';
import { splitMultipart } from './multipart.js';
import { parameterText, parseStructured } from './parameters.js';
import { decodeTransfer, transferEncoding } from './transfer.js';
import { decodeWords } from './words.js';

const headersOf = (text: string) => {
  const faults = new Faults();
  const bytes = Buffer.from(text, 'latin1');
  const block = readHeaders(bytes, 0, bytes.length, faults);
  return {
    block,
    body: bytes.toString('latin1', block.bodyStart),
    codes: faults.list().map((one) => one.code),
  };
};

describe('headers (RFC 5322 §2.2)', () => {
  it.each(['A: 1\r\nB: 2\r\n\r\ncorpo', 'A: 1\nB: 2\n\ncorpo', 'a:1\r\nb:\r\n 2\r\n\r\ncorpo'])(
    'are read from %j',
    (text) => {
      const { block, body, codes } = headersOf(text);
      expect([valueOf(block, 'a'), valueOf(block, 'b'), body, codes]).toEqual([
        '1',
        '2',
        'corpo',
        [],
      ]);
    },
  );
  it('keep what a fold joins and every value of a repeated name', () => {
    const { block } = headersOf('A: uno\r\n due\r\n\ttre\r\na: quattro\r\n\r\n');
    expect(valuesOf(block, 'a')).toEqual(['uno due\ttre', 'quattro']);
  });
  it('skip what is no header with a warning, and an mbox separator without', () => {
    expect(headersOf('niente\r\nA: 1\r\n\r\n')).toMatchObject({ codes: ['header-malformed'] });
    expect(headersOf('From a@b Thu Mar 10\nA: 1\n\n')).toMatchObject({ codes: [] });
  });
  it('may be all there is', () => {
    expect(headersOf('A: 1').body).toBe('');
    expect(headersOf('').block.fields).toEqual([]);
  });
  it('over the limit say so', () => {
    expect(headersOf('A: 1\r\n'.repeat(5_001))).toMatchObject({
      block: { overflow: true },
      codes: ['too-many-headers'],
    });
    expect(headersOf('A: 1\r\n'.repeat(5_000)).block.overflow).toBe(false);
  });
});

describe('parameters (RFC 2045 §5.1, RFC 2231)', () => {
  it.each([
    ['text/plain; name="a;b.txt"', 'a;b.txt'],
    ['text/plain; name=a.txt', 'a.txt'],
    ['text/plain; name=a b.txt; x=y', 'a b.txt'],
    ['text/plain; name=nota (1).pdf; x=y', 'nota (1).pdf'],
    ['text/plain; name=nota.pdf (copia); x=y', 'nota.pdf'],
    ['text/plain (nota; name=no); NAME = "a\\"b.txt"', 'a"b.txt'],
    ["text/plain; name*=iso-8859-1'it'perch%E9.txt", 'perché.txt'],
    ["text/plain; name*0*=utf-8''citt%C3; name*1*=%A0; name*2=.txt", 'città.txt'],
    ['text/plain; name*0="a"; name*1="b"', 'ab'],
    ['text/plain; name="=?iso-8859-1?Q?perch=E9.txt?="', 'perché.txt'],
    ['text/plain; name="citt\xc3\xa0"', 'città'],
    ['text/plain', null],
    ['text/plain; name', null],
  ])('%s', (header, name) => {
    expect(parameterText(parseStructured(header), 'name')).toBe(name);
  });
  it('tell those given twice', () => {
    expect(parseStructured('a/b; boundary=x; Boundary=y')).toMatchObject({
      value: 'a/b',
      repeated: ['boundary'],
    });
  });
});

describe('encoded words (RFC 2047)', () => {
  it.each([
    ['=?UTF-8?Q?Citt=C3=A0_di_Trani?=', 'Città di Trani'],
    ['=?utf-8?B?Q2l0dMOg?= x', 'Città x'],
    ['=?utf-8?B?Q2l0dMM=?=\r\n =?utf-8?B?oA==?=', 'Città'],
    ['=?iso-8859-1?Q?Citt=E0?= =?utf-8?Q?_=C3=A8?=', 'Città è'],
    ['=?windows-1252?Q?a_=96_b?=', 'a – b'],
    ['=?utf-8*it?Q?ok?=', 'ok'],
    ['=?x-ignoto?Q?ok?=', 'ok'],
    ['=?utf-8?X?no?=', '=?utf-8?X?no?='],
    ['prima =?utf-8?Q?dopo?=', 'prima dopo'],
  ])('%j', (header, text) => {
    expect(decodeWords(header)).toBe(text);
  });
});

describe('transfer encodings (RFC 2045 §6)', () => {
  it.each([
    ['base64', 'Y2lhbw==', 'ciao'],
    ['base64', 'Y2\r\nlh\n bw==\r\nspazzatura', 'ciao'],
    ['quoted-printable', 'a=E8=\r\nb =\n=3D =zz =', 'aèb = =zz '],
    ['8bit', 'a=E8', 'a=E8'],
  ])('%s of %j', (encoding, body, text) => {
    expect(decodeTransfer(Buffer.from(body, 'latin1'), encoding).toString('latin1')).toBe(text);
  });
  it('are named in any case, with comments', () => {
    expect(transferEncoding(' Base64 (sempre)')).toBe('base64');
    expect(transferEncoding(null)).toBe('');
  });
});

describe('character sets', () => {
  it.each([
    ['windows-1252', [0x80, 0x96, 0xe8], '€–è'],
    ['iso-8859-1', [0x96, 0xe8], '–è'],
    ['utf-8', [0xc3, 0xa8], 'è'],
    ['utf-8', [0xe8], 'è'],
    ['us-ascii', [0xe8], 'è'],
    ['utf-16le', [0xe8, 0x00], 'è'],
    ['nessuno', [0xc3, 0xa8], 'è'],
    [null, [0xe8], 'è'],
  ])('%s', (charset, bytes, text) => {
    expect(decodeCharset(Buffer.from(bytes), charset)).toBe(text);
  });
});

describe('multipart (RFC 2046 §5.1.1)', () => {
  const parts = (text: string, boundary = 'b') => {
    const bytes = Buffer.from(text);
    const split = splitMultipart(bytes, 0, bytes.length, boundary);
    return {
      ...split,
      texts: split.parts.map(({ start, end }) => bytes.toString('latin1', start, end)),
    };
  };
  it('gives the line break before a delimiter to the delimiter', () => {
    expect(parts('--b\r\nuno\r\n\r\n--b\r\ndue\r\n--b--\r\n').texts).toEqual(['uno\r\n', 'due']);
    expect(parts('--b\nuno\n\n--b\ndue\n--b--').texts).toEqual(['uno\n', 'due']);
  });
  it('tells preamble, epilogue and a missing end', () => {
    expect(parts('ciao\r\n--b\r\nuno\r\n--b--\r\nfine')).toMatchObject({
      preamble: true,
      closed: true,
      texts: ['uno'],
    });
    expect(parts('\r\n--b\r\nuno')).toMatchObject({
      preamble: false,
      closed: false,
      texts: ['uno'],
    });
  });
  it('allows white space after the delimiter and flags anything else', () => {
    expect(parts('--b \t\r\nuno\r\n--b--')).toMatchObject({ prefix: false, texts: ['uno'] });
    expect(parts('--b\r\nuno\r\n--bb\r\ndue\r\n--b--')).toMatchObject({
      prefix: true,
      texts: ['uno\r\n--bb\r\ndue'],
    });
  });
  it('takes delimiters only at the start of a line', () => {
    expect(parts('--b\r\nx--b\r\n--b--').texts).toEqual(['x--b']);
  });
  it('gives empty parts where delimiters touch', () => {
    expect(parts('--b\r\n--b\r\n\r\n--b--').texts).toEqual(['', '']);
  });
  it('stops at the limit of parts', () => {
    expect(parts('--b\r\nx\r\n'.repeat(1_002))).toMatchObject({ overflow: true, closed: false });
  });
});

describe('addresses (RFC 5322 §3.4)', () => {
  it.each([
    ['"Per conto di: x@y.it" <Posta-Certificata@Gestore.it>', ['posta-certificata@gestore.it']],
    ['Per conto di: x@y.it <a@b.it>', ['a@b.it']],
    ['Comune di Trani, Ufficio casa <a@b.it>', ['a@b.it']],
    ['a@b.it (commento <c@d.it>), "e, f" <g@h.it>', ['a@b.it', 'g@h.it']],
    ['Gruppo: a@b.it, c@d.it;', ['a@b.it', 'c@d.it']],
    ['<a@b.it', ['a@b.it']],
    ['', []],
    ['nessuno', []],
  ])('%s', (header, addresses) => {
    expect(parseAddresses(header).map((one) => one.address)).toEqual(addresses);
  });
  it('decode the name, also where it ends in a byte that looks like a space', () => {
    expect(parseAddresses('"Citt\xc3\xa0" <a@b.it>')[0]?.name).toBe('Città');
  });
  it('read ids with or without brackets', () => {
    expect(idsOf('<a@b>\r\n <c@d> testo')).toEqual(['a@b', 'c@d']);
    expect(idsOf('a@b')).toEqual(['a@b']);
    expect(idsOf('testo senza id')).toEqual([]);
  });
});

describe('what decoding a header may cost', () => {
  const words = (count: number) =>
    Array.from({ length: count }, (_, n) => `=?x-${n}?q?a?=`).join(' ');

  it('is that of 250 words: the rest stays as it is written', () => {
    const text = decodeWords(words(5_000));
    expect(text.startsWith('a'.repeat(250))).toBe(true);
    expect(text.slice(250)).toMatch(/^=\?x-250\?q\?a\?=/);
  });

  it.each([
    ['one parameter', `a; name="${words(5_000)}"`, 1],
    ['RFC 2231', `a; name*=utf-8''${'%41'.repeat(20_000)}`, 600],
    [
      'RFC 2231 in pieces',
      `a; ${Array.from({ length: 60 }, (_, n) => `name*${n}*=${'%41'.repeat(300)}`).join('; ')}`,
      600,
    ],
  ])('of a file name is that of its first 2,000 characters: %s', (_what, header, least) => {
    const { length } = parameterText(parseStructured(header), 'name') ?? '';
    expect(length).toBeGreaterThanOrEqual(least);
    expect(length).toBeLessThanOrEqual(2_000);
  });
});
