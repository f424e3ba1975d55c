import { describe, it, expect } from '@jest/globals';
import { hasControl, isolate, printable } from './safe-text.js';

describe('printable', () => {
  it('keeps line ends as LF and shows other controls by their pictures', () => {
    expect(printable('a\r\nb\rc\nd')).toBe('a\nb\nc\nd');
    expect(printable('\u0000\u001b\u007f\u0085')).toBe('␀␛␡�');
  });

  it('replaces half a surrogate pair and keeps a whole one', () => {
    expect(printable('a\ud83cb🏛')).toBe('a�b🏛');
  });

  it('replaces what is no character', () => {
    expect(printable('guasto\uffff\ufffe \ufdd0\u{1ffff}\u{10fffe}.')).toBe('guasto�� ���.');
  });
});

describe('isolate', () => {
  it('leaves left-to-right text alone', () => {
    expect(isolate('Comune di Andria – 31/03/2022')).toBe('Comune di Andria – 31/03/2022');
  });

  it('puts right-to-left text between FSI and PDI', () => {
    expect(isolate('שלום')).toBe('\u2068שלום\u2069');
  });

  it('closes what the value left open and opens for what it closed too much', () => {
    expect(isolate('a\u202eb')).toBe('\u2068a\u202eb\u202c\u2069');
    expect(isolate('a\u2067b')).toBe('\u2068a\u2067b\u2069\u2069');
    expect(isolate('a\u2069b')).toBe('\u2068\u2068a\u2069b\u2069');
    expect(isolate('a\u202e\u2066b\u2069c\u202c')).toBe('\u2068a\u202e\u2066b\u2069c\u202c\u2069');
  });
});

describe('hasControl', () => {
  it('finds CR, LF, NUL and their relatives, and nothing in ordinary text', () => {
    for (const bad of ['\r', '\n', '\u0000', '\t', '\u007f', '\u0085', '\u2028'])
      expect(hasControl(`a${bad}b`)).toBe(true);
    expect(hasControl('Comune di Sant’Àgata – n. 1 🏛')).toBe(false);
  });
});
