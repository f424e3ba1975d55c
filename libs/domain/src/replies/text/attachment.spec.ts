import { describe, expect, it } from '@jest/globals';
import { attachmentText, looksLikeStock } from './attachment.js';

const file = (name: string, text: string | null = 'testo') => ({ name, text });

describe('the prose of the attachments', () => {
  it.each(['nota.txt', 'NOTA.TXT', 'nota.text', 'nota.html', 'nota.htm'])(
    'is read in %s',
    (name) => {
      expect(attachmentText([file(name)])).toEqual({ text: 'testo', truncated: false });
    },
  );

  it.each(['nota.pdf', 'nota.eml', 'dati.csv', 'segnatura.xml', 'txt', 'nota.txt.p7m', 'notahtml'])(
    'is not read in %s',
    (name) => {
      expect(attachmentText([file(name)])).toEqual({ text: '', truncated: false });
    },
  );

  it('is that of all files, an empty line between them', () => {
    const files = [file('a.txt', 'uno'), file('b.txt', null), file('c.pdf'), file('d.txt', 'due')];
    expect(attachmentText(files).text).toBe('uno\n\ndue');
  });

  it('is that of the first 50 files', () => {
    const files = Array.from({ length: 51 }, (_, at) => file('a.txt', String(at)));
    expect(attachmentText(files).text.split('\n\n')).toHaveLength(50);
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
    expect(attachmentText([file('a.html', html)]).text).toBe(wanted);
    expect(attachmentText([file('A.HTM', html)]).text).toBe(wanted);
  });

  it('keeps what looks like a tag in plain text', () => {
    expect(attachmentText([file('a.txt', '<b>')]).text).toBe('<b>');
    expect(attachmentText([file('a.html.txt', '<b>')]).text).toBe('<b>');
  });

  it('is cut after 40,000 characters, and says so', () => {
    const read = (length: number) => attachmentText([file('a.txt', 'x'.repeat(length))]);
    expect([read(40_000).text.length, read(40_000).truncated]).toEqual([40_000, false]);
    expect([read(40_001).text.length, read(40_001).truncated]).toEqual([40_000, true]);
    expect(attachmentText([file('a.pdf', 'x'.repeat(200_000))]).truncated).toBe(false);
  });

  it('of HTML is looked for in the first 160,000 characters, and says so', () => {
    const html = (length: number) => `<${' '.repeat(length - 6)}>zero`;
    const read = (source: string) => attachmentText([file('a.html', source), file('b.pdf', null)]);
    expect(read(html(159_999))).toEqual({ text: ' zero', truncated: false });
    expect(read(html(160_000))).toEqual({ text: ' zero', truncated: false });
    expect(read(html(160_001))).toEqual({ text: ' zer', truncated: true });
  });
});

describe('a list of dwellings', () => {
  it.each([
    'alloggi.xlsx',
    'ALLOGGI.XLS',
    'alloggi.csv',
    'alloggi.ods',
    'flusso.xml',
    'flusso.zip',
    'elenco.csv.p7m',
    ' alloggi.xlsx ',
    'elenco segnatura.xml',
    'segnatura.xml.zip',
    `segnatura${'_'.repeat(41)}.xml`,
  ])('may be %j', (name) => {
    expect(looksLikeStock([file('nota.pdf', null), file(name, null)], false)).toBe(true);
  });

  it.each([
    'nota.pdf',
    'nota.pdf.p7m',
    'xlsx',
    'alloggi.csv.pdf',
    'segnatura.xml',
    'Segnatura.xml.p7m',
    ' conferma.xml',
    'Conferma_ricezione (1).xml',
    'segnatura-2022.03.xml',
    `segnatura${'_'.repeat(40)}.xml`,
    'aggiornamento.xml',
    'eccezione.xml',
    'NotificaEccezione.xml',
    'annullamento.xml',
    'daticert.xml',
  ])('is not %j', (name) => {
    expect(looksLikeStock([file(name)], false)).toBe(false);
  });

  it.each(['signature.xml', 'suap.xml', 'fattura.xml'])(
    'is not %s beside the file of a protocol',
    (name) => {
      expect(looksLikeStock([file(name)], true)).toBe(false);
      expect(looksLikeStock([file(name)], false)).toBe(true);
      expect(looksLikeStock([file(`elenco-${name}`)], true)).toBe(true);
    },
  );

  it('is not an unattached one', () => {
    expect(looksLikeStock([], true)).toBe(false);
  });
});
