import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changesOf, lineDiff } from './line-diff.js';

const short = (older: string, newer: string): string[] =>
  lineDiff(older, newer).map(({ kind, text }) => ({ same: ' ', removed: '-', added: '+' })[kind] + text);

describe('the comparison of two versions', () => {
  it.each<[string, string, string, string[]]>([
    ['two equal texts', 'a\nb', 'a\nb', [' a', ' b']],
    ['a changed line', 'a\nb\nc', 'a\nB\nc', [' a', '-b', '+B', ' c']],
    ['a line put in', 'a\nc', 'a\nb\nc', [' a', '+b', ' c']],
    ['a line taken out', 'a\nb\nc', 'a\nc', [' a', '-b', ' c']],
    ['an empty text that is filled', '', 'a', ['+a']],
    ['a text that is emptied', 'a', '', ['-a']],
    ['line ends of another system', 'a\r\nb\r\n', 'a\nb', [' a', ' b']],
    ['an empty line in the middle', 'a\n\nb', 'a\nb', [' a', '-', ' b']],
    ['a repeated line', 'a\na\nb', 'a\nb', [' a', '-a', ' b']],
  ])('shows %s', (_what, older, newer, expected) => {
    expect(short(older, newer)).toEqual(expected);
  });

  it('numbers the lines of both sides', () => {
    expect(lineDiff('a\nb\nd', 'a\nc\nd')).toEqual([
      { kind: 'same', text: 'a', before: 1, after: 1 },
      { kind: 'removed', text: 'b', before: 2, after: null },
      { kind: 'added', text: 'c', before: null, after: 2 },
      { kind: 'same', text: 'd', before: 3, after: 3 },
    ]);
  });

  it('gives either text back from its own lines, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = lineDiff(`${before.join('\n')}\n`, `${after.join('\n')}\n`);
        const side = (hidden: string): string[] =>
          lines.filter(({ kind }) => kind !== hidden).map(({ text: line }) => line);
        const own = (all: string[]): string[] => (all.length === 0 ? [''] : all);
        expect(side('added')).toEqual(own(before));
        expect(side('removed')).toEqual(own(after));
      }),
    );
  });

  it('is quick on long texts of which every line changed', () => {
    const text = (mark: string): string => Array.from({ length: 5000 }, (_, i) => `${mark}${i}`).join('\n');
    expect(lineDiff(text('a'), text('b'))).toHaveLength(10_000);
  });
});

describe('the changes alone', () => {
  const numbers = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

  it('are shown with some lines around, and long unchanged runs as a gap', () => {
    const older = numbers(1, 20).join('\n');
    const shown = changesOf(lineDiff(older, older.replace('\n10\n', '\nten\n')), 2);
    expect(shown.map((one) => (one.kind === 'gap' ? `… ${one.lines}` : one.text))).toEqual([
      '… 7',
      '8',
      '9',
      '10',
      'ten',
      '11',
      '12',
      '… 8',
    ]);
  });

  it('are none between equal texts', () => {
    expect(changesOf(lineDiff('a\nb', 'a\nb'))).toEqual([]);
  });
});
