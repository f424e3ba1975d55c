import { describe, expect, it } from '@jest/globals';
import { findElement, readXml, wholeText } from './xml.js';
import type { XmlElement } from './xml.js';

/** `name(text|child child)`, so that a table can spell a tree. */
const drawn = (element: XmlElement | null): string => {
  if (element === null) return 'nothing';
  const { name, text, children } = element;
  return `${name}(${[text, ...children.map(drawn)].join('|')})`;
};
const text = (source: string): string | undefined => readXml(`<a>${source}</a>`)?.text;

describe('the tree of a small XML file', () => {
  it.each([
    ['an element', '<a>1</a>', 'a(1)'],
    ['elements in one another', '<a><b>1</b><c><d>2</d></c></a>', 'a(|b(1)|c(|d(2)))'],
    ['text around an element', '<a>x<b>1</b>y</a>', 'a(xy|b(1))'],
    ['an empty element', '<a><b/><c>1</c></a>', 'a(|b()|c(1))'],
    ['an empty root', '<a/>', 'a()'],
    ['attributes', '<a x="1"><b y="2">3</b></a>', 'a(|b(3))'],
    ['prefixes', '<p:a><p:b-c.d>1</p:b-c.d></p:a>', 'a(|b-c.d(1))'],
    ['space in a tag', '< a >1</ a >', 'a(1)'],
    ['a declaration', '<?xml version="1.0"?><a>1</a>', 'a(1)'],
    ['a comment', '<a><!-- <b>no</b> -->1</a>', 'a(1)'],
    ['a comment that never ends', '<a>1<!-- <b>no</b>', 'a(1)'],
    ['CDATA', '<a><![CDATA[<b>&amp;]]>1</a>', 'a(<b>&amp;1)'],
    ['empty CDATA', '<a><![CDATA[]]>1</a>', 'a(1)'],
    ['a DOCTYPE', '<!DOCTYPE a SYSTEM "a.dtd"><a>1</a>', 'a(1)'],
    [
      'a DOCTYPE with declarations',
      '<!DOCTYPE a [<!ENTITY x "y"><!ELEMENT b ANY>]><a>&x;</a>',
      'a(&x;)',
    ],
    [
      'a DOCTYPE with a tag in a declaration',
      '<!DOCTYPE a [<!ENTITY x "<b>no</b>">]><a>1</a>',
      'a(1)',
    ],
    [
      'a DOCTYPE with several tags in a declaration',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "<b><c>no</c></b>">]><a>1</a>',
      'a(1)',
    ],
    ['a DOCTYPE before brackets', '<!DOCTYPE a><a>[1]</a>', 'a([1])'],
    ['long prefixes', '<prot:a><prot:b>1</prot:b></prot:a>', 'a(|b(1))'],
    ['a root that is never closed', '<a>12', 'a(12)'],
    ['a tag that is never closed', '<a><b>1<c>2</c></a>', 'a(|b(1|c(2)))'],
    ['an end without a beginning', '<a>1</b>2</a>', 'a(12)'],
    ['an end that closes several', '<a><b><c>1</a>', 'a(|b(|c(1)))'],
    ['what follows the root', '<a>1</a><b>2</b>', 'a(1)'],
    ['text before the root', 'x<a>1</a>', 'a(1)'],
    ['a tag without a name', '<a>1<>2</a>', 'a(12)'],
    ['a tag that begins with a sign', '<a>1<="b">2</a>', 'a(12)'],
    ['an end without a name', '<a>1</>2</a>', 'a(12)'],
    ['an end without a name before the root', '</><a>1</a>', 'a(1)'],
    ['CDATA that never ends', '<a>1<![CDATA[', 'a(1)'],
    ['a tag that never ends', '<a>1<b', 'a(1)'],
  ])('of %s', (_, source, wanted) => {
    expect(drawn(readXml(source))).toBe(wanted);
  });

  it.each([
    ['an empty file', ''],
    ['plain text', 'Gentile Comune'],
    ['a declaration alone', '<?xml version="1.0"?>'],
    ['a comment alone', '<!-- <a/> -->'],
  ])('is none for %s', (_, source) => {
    expect(readXml(source)).toBeNull();
  });

  it('is none beyond 256 KiB', () => {
    const long = (length: number): string => `<a>${' '.repeat(length - 7)}</a>`;
    expect(readXml(long(256 * 1024))?.name).toBe('a');
    expect(readXml(long(256 * 1024 + 1))).toBeNull();
  });

  it('is none beyond 5,000 elements', () => {
    expect(readXml(`<a>${'<b/>'.repeat(4999)}</a>`)?.children).toHaveLength(4999);
    expect(readXml(`<a>${'<b/>'.repeat(5000)}</a>`)).toBeNull();
  });

  it('is none beyond 40 elements in one another', () => {
    expect(readXml('<a>'.repeat(40))?.name).toBe('a');
    expect(readXml('<a>'.repeat(41))).toBeNull();
  });
});

describe('an entity', () => {
  it.each([
    ['&lt;&gt;&amp;&quot;&apos;', `<>&"'`],
    ['&LT;', '<'],
    ['&#224;', 'à'],
    ['&#xE0;&#Xe0;', 'àà'],
    ['&#1114111;', '\u{10ffff}'],
    ['x&#1114112;y', 'xy'],
    ['x&#0;y', 'xy'],
    ['&egrave;', '&egrave;'],
    ['&amp;lt;', '&lt;'],
    ['A & B;', 'A & B;'],
  ])('%s is %j', (source, wanted) => {
    expect(text(source)).toBe(wanted);
  });
});

describe('an element of a name', () => {
  const root = readXml('<a><x><y/></x><b><C>1</C></b><c>2</c></a>') as XmlElement;

  it.each([
    ['c', '1'],
    ['C', '1'],
    ['B', ''],
    ['a', undefined],
    ['d', undefined],
  ])('"%s" is the first in the file: %j', (name, wanted) => {
    expect(findElement(root, name)?.text).toBe(wanted);
  });

  it('has the text of all that is in it, spaces joined', () => {
    const element = readXml('<a> x\n <b>y</b><c> z<d>w</d></c> </a>') as XmlElement;
    expect(wholeText(element)).toBe('x y z w');
  });
});
