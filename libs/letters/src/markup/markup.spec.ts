import { describe, it, expect } from '@jest/globals';
import { checkHtml, htmlWords } from './check-html.js';
import { parseMarkup } from './parse.js';
import { toHtml } from './to-html.js';
import { toText } from './to-text.js';
import { TYPED_BREAK } from './types.js';

const text = (source: string): string => toText(parseMarkup(source, 'x.hbs'));
const html = (source: string): string => toHtml(parseMarkup(source, 'x.hbs'));
const fault = (source: string): string => {
  try {
    parseMarkup(source, 'x.hbs');
    return 'nessun errore';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the markup of a letter as text', () => {
  it('separates blocks by a blank line and indents what is to be copied', () => {
    expect(text('<h1>A</h1>\n<p>B\n   <strong>C</strong></p><blockquote>D – E</blockquote>')).toBe(
      'OGGETTO: A\n\nB C\n\n    D – E',
    );
  });

  it('writes lists and tables line by line', () => {
    expect(text('<ul><li>a</li><li>b</li></ul>')).toBe('- a\n- b');
    expect(text('<ol><li>a</li><li>b</li></ol>')).toBe('1. a\n2. b');
    expect(text('<table><caption>T</caption><tr><th>K</th><td>V</td></tr></table>')).toBe(
      'T:\n- K: V',
    );
    expect(
      text(
        '<table><caption>T</caption><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>',
      ),
    ).toBe('T:\n- A: 1; B: 2');
  });

  it('gives the address of a link unless its words are the address', () => {
    expect(text('<p><a href="https://a.it/">qui</a></p>')).toBe('qui (https://a.it/)');
    expect(text('<p><a href="https://a.it/">https://a.it/</a></p>')).toBe('https://a.it/');
    expect(text('<p><a href="mailto:a@b.it">a@b.it</a></p>')).toBe('a@b.it');
  });

  it('keeps line ends typed in a value, not those of the source', () => {
    expect(text(`<p>a\nb${TYPED_BREAK}c</p>`)).toBe('a b\nc');
  });
});

describe('the markup of a letter as HTML', () => {
  it('escapes every value again', () => {
    expect(html('<p>&lt;script&gt; &amp;amp; &#39;x&#39;</p>')).toContain(
      '&lt;script&gt; &amp;amp; &#39;x&#39;',
    );
  });

  it('tells columns from rows for those who listen to a table', () => {
    expect(html('<table><caption>T</caption><tr><th>K</th><td>V</td></tr></table>')).toContain(
      '<th scope="row"',
    );
    const columns = html(
      '<table><caption>T</caption><tr><th>A</th></tr><tr><td>1</td></tr></table>',
    );
    expect(columns).toMatch(/<caption[^>]*>T<\/caption>\n<thead><tr><th scope="col"/);
  });
});

describe('the parser refuses, with the line', () => {
  it.each([
    ['<p>a</p>\n<div>b</div>', 'x.hbs, riga 2, «div»'],
    [
      '<p>a</p>\n<p>b',
      'x.hbs, riga 2, «marcatura»: non ben formata alla colonna 14: si chiude un elemento',
    ],
    ['fuori', 'x.hbs, riga 1, «fuori»: testo fuori da un capoverso'],
    ['<p onclick="x">a</p>', '«onclick»: attributo non ammesso in <p>'],
    ['<p><a href="javascript:x">a</a></p>', 'collegamento non ammesso: «javascript:x»'],
    ['<p><a href="http://a.it">a</a></p>', 'collegamento non ammesso'],
    ['<p><img src="x"/></p>', '«img»: dentro a <p> si attende'],
    ['<ul></ul>', '«ul»: elenco senza voci'],
    ['<table><tr><td>a</td></tr></table>', 'la tabella deve iniziare con il titolo <caption>'],
    [
      '<table><caption>T</caption><tr><td>a</td></tr>\n<tr><td>a</td><td>b</td></tr></table>',
      'riga 2, «tr»: righe di 1 celle',
    ],
    ['<p>&nbsp;</p>', 'non ben formata alla colonna 18: entità sconosciuta: scrivere il carattere'],
    ['<p>a</p></lettera><p>b</p>', 'testo dopo la fine della lettera'],
    ['<p>a\uffff</p>', 'un carattere che qui non può stare'],
    ['<p><em>a</p></em>', 'si chiude un elemento mentre un altro è aperto'],
    ['<p>a & b</p>', '<p> non è chiuso, oppure una «&» sta da sola (scrivere &amp;)'],
  ])('%s', (source, message) => {
    expect(fault(source)).toContain(message);
  });
});

describe('checkHtml', () => {
  const page = (body: string): string =>
    `<!DOCTYPE html>\n<html lang="it"><body>${body}</body></html>`;

  it('passes structure, text and links', () => {
    expect(
      checkHtml(page('<p style="color:#000">a<br /><a href="https://a.it">b</a></p>'), 'x'),
    ).toEqual([]);
  });

  it.each([
    ['<script>x</script>', '«script»: elemento non ammesso'],
    ['<img src="https://a.it/x.png" />', '«img»: elemento non ammesso'],
    ['<p background="https://a.it">a</p>', '«background»: contenuto remoto non ammesso'],
    ['<p style="background:url(https://a.it)">a</p>', '«style»: contenuto remoto non ammesso'],
    ['<p onclick="x">a</p>', '«onclick»: i gestori di eventi non sono ammessi'],
    ['<a href="javascript:x">a</a>', '«href»: collegamento non ammesso'],
    ['<form action="https://a.it"><p>a</p></form>', '«form»: elemento non ammesso'],
    ['<p>a', 'non ben formato'],
  ])('refuses %s', (body, message) => {
    expect(checkHtml(page(body), 'x').map(String).join('\n')).toContain(message);
  });

  it('refuses a page without language', () => {
    expect(String(checkHtml('<html><body></body></html>', 'x')[0])).toContain('manca la lingua');
  });

  it('reads the words of a page', () => {
    expect(htmlWords('<p>a &lt;b&gt; &amp;amp;</p>').trim()).toBe('a <b> &amp;');
  });
});
