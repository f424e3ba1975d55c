import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { headerText, quotedPrintable, toLatin1 } from './encode.js';
import { addresses, decodeHeader, decodeQuoted, headerValue, splitHeader } from './read.js';
import { leaves, readableText } from './text.js';

const unfold = (value: string): string => value.replace(/\r\n(?=[ \t])/g, '');

describe('writing headers', () => {
  it('gives back any text after folding and encoding', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const written = headerText(text);
        const clean = text.replace(/[\r\n\0]+/g, ' ').trim();
        const read = decodeHeader(unfold(written));
        // Plain text is not encoded, so text that looks like an encoded word is read as one.
        fc.pre(!clean.includes('=?'));
        expect(read).toBe(clean);
        expect(written).not.toMatch(/\r\n(?![ \t])|(?<!\r)\n/);
      }),
    );
  });

  it('keeps every line with encoded words within 76 characters', () => {
    const lines = headerText('“così è” '.repeat(40)).split('\r\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(76);
  });

  it('lets no line end through into a header', () => {
    expect(headerText('a\r\nBcc: x@y.it')).toBe('a Bcc: x@y.it');
  });
});

describe('quoted-printable', () => {
  it('gives back any bytes but for line ends, in lines of at most 76 characters', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const text = Buffer.from(bytes).toString('latin1').replace(/\r?\n/g, '\r\n');
        const written = quotedPrintable(Buffer.from(text, 'latin1'));
        expect(decodeQuoted(written).toString('latin1')).toBe(text);
        expect(Math.max(...written.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(
          76,
        );
        expect(written).toMatch(/^[\t\x20-\x7e\r\n]*$/);
        expect(written).not.toMatch(/[ \t](\r\n|$)/);
      }),
    );
  });
});

it('writes what ISO-8859-1 lacks as its nearest twin, or as a question mark', () => {
  expect(toLatin1('“È” – 5 € 漢').toString('latin1')).toBe('"È" - 5 EUR ?');
});

describe('reading what users submit', () => {
  it('finds addresses behind names, quotes and comments', () => {
    expect(addresses('"Rossi, Mario" <M.Rossi@pec.it>, b@pec.it (ufficio, casa)')).toEqual([
      'm.rossi@pec.it',
      'b@pec.it',
    ]);
    expect(addresses('Comuni: a@x.it, b@x.it;')).toEqual(['a@x.it', 'b@x.it']);
    expect(addresses('')).toEqual([]);
  });

  it('reads folded headers in any case, with LF line ends too', () => {
    const { headers, bodyAt } = splitHeader(Buffer.from('sUbject: uno\n due\nX: y\n\ncorpo'));
    expect(headerValue(headers, 'Subject')).toBe('uno due');
    expect(bodyAt).toBe(24);
  });

  it('decodes encoded words in both manners, joined where only blanks part them', () => {
    expect(decodeHeader('=?UTF-8?Q?cos=C3=AC_?= =?iso-8859-1?B?6A==?= ok')).toBe('così è ok');
    expect(decodeHeader('=?x-unknown?Q?abc?=')).toBe('abc');
  });

  it('reads the text of alternatives and leaves attachments aside', () => {
    const raw = Buffer.from(
      [
        'Content-Type: multipart/mixed; boundary="m"',
        '',
        '--m',
        'Content-Type: multipart/alternative; boundary=a',
        '',
        '--a',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from('dati al 31/12/2021').toString('base64'),
        '--a',
        'Content-Type: text/html; charset=utf-8',
        '',
        '<b>due</b>',
        '--a--',
        '--m',
        'Content-Type: text/plain; name="nota.txt"',
        '',
        'allegato',
        '--m--',
      ].join('\r\n'),
    );
    expect(readableText(raw).replace(/\s+/g, ' ')).toBe('dati al 31/12/2021 due ');
    expect(leaves(raw).map(({ name }) => name)).toEqual([null, null, 'nota.txt']);
  });
});
