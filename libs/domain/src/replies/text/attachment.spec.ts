import { describe, expect, it } from '@jest/globals';
import { attachmentText } from './attachment.js';

const file = (name: string, text: string | null = 'testo') => ({ name, text });

describe('the prose of the attachments', () => {
  it.each(['nota.txt', 'NOTA.TXT', 'nota.text', 'nota.html', 'nota.htm'])(
    'is read in %s',
    (name) => {
      expect(attachmentText([file(name)])).toBe('testo');
    },
  );

  it.each(['nota.pdf', 'nota.eml', 'dati.csv', 'segnatura.xml', 'txt', 'nota.txt.p7m', 'notahtml'])(
    'is not read in %s',
    (name) => {
      expect(attachmentText([file(name)])).toBe('');
    },
  );

  it('is that of all files, an empty line between them', () => {
    const files = [file('a.txt', 'uno'), file('b.txt', null), file('c.pdf'), file('d.txt', 'due')];
    expect(attachmentText(files)).toBe('uno\n\ndue');
  });

  it('is that of the first 50 files', () => {
    const files = Array.from({ length: 51 }, (_, at) => file('a.txt', String(at)));
    expect(attachmentText(files).split('\n\n')).toHaveLength(50);
  });

  it.each([
    ['<p>uno</p><p>due</p>', '\nuno\n\ndue\n'],
    ['uno<br>due<br/>tre', 'uno\ndue\ntre'],
    ['<DIV>uno</DIV>', '\nuno\n'],
    ['<h1>uno</h1>', '\nuno\n'],
    ['<table><tr><td>1</td></tr></table>', '\n\n 1 \n\n'],
    ['<b>uno</b> due', ' uno  due'],
    ['<pre>uno</pre>', ' uno '],
    ['uno <br', 'uno '],
    ['<x <p>uno', ' uno'],
    ['2 > 1', '2 > 1'],
    ['', ''],
  ])('has no tags: %j', (html, wanted) => {
    expect(attachmentText([file('a.html', html)])).toBe(wanted);
    expect(attachmentText([file('A.HTM', html)])).toBe(wanted);
  });

  it('keeps what looks like a tag in plain text', () => {
    expect(attachmentText([file('a.txt', '<b>')])).toBe('<b>');
    expect(attachmentText([file('a.html.txt', '<b>')])).toBe('<b>');
  });

  it('is cut after 40,000 characters', () => {
    const read = (length: number) => attachmentText([file('a.txt', 'x'.repeat(length))]).length;
    expect([read(40_000), read(40_001)]).toEqual([40_000, 40_000]);
  });

  it('of HTML is looked for in the first 160,000 characters', () => {
    const html = (length: number) => `<${' '.repeat(length - 6)}>zero`;
    const read = (source: string) => attachmentText([file('a.html', source), file('b.pdf', null)]);
    expect([read(html(160_000)), read(html(160_001))]).toEqual([' zero', ' zer']);
  });
});
