import { describe, expect, it } from '@jest/globals';
import { textFault, unreadableIn } from './text-fault.js';

/** XML 1.0, `Char`: all that a letter or a table may be written with. */
const XML = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]$/u;
const plane = [...Array(17).keys()].map((n) => n * 0x1_0000);

describe('what is no text', () => {
  it.each([
    ...[0xfdd0, 0xfdda, 0xfdef],
    ...plane.flatMap((first) => [first + 0xfffe, first + 0xffff]),
  ])('is a code point that is no character, named: %i', (code) => {
    const name = code.toString(16).toUpperCase();
    const told = `contiene un codice che non è un carattere (U+${name})`;
    for (const kind of ['line', 'text'] as const) {
      expect(textFault(`guasto${String.fromCodePoint(code)}`, kind)).toBe(told);
    }
  });

  it('is all that XML has no place for, of the first plane', () => {
    const taken = [...Array(0x1_0000).keys()].filter(
      (code) => textFault(String.fromCharCode(code), 'text') === null,
    );
    expect(taken.filter((code) => !XML.test(String.fromCharCode(code)))).toEqual([]);
  });

  it.each(['\ufdcf', '\ufdf0', '\ufffd', '\ufffc', '\u{1fffd}', '\ue000', 'Giòvanni 𝄞 D’Aurìa 漢'])(
    'is not %j',
    (text) => expect(textFault(text, 'line')).toBeNull(),
  );

  it('is found in the name of a field, which is shown without it', () => {
    expect(unreadableIn({ 'x\u{2fffe}': 'y' })).toEqual({
      name: 'x\u{FFFD}',
      value: null,
      fault: 'contiene un codice che non è un carattere (U+2FFFE)',
    });
  });
});
