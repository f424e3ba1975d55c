import { describe, expect, it } from '@jest/globals';
import { unflow } from './flowed.js';
import { htmlToText } from './html-text.js';

describe('HTML as harmless text', () => {
  it.each([
    ['<p>Alloggi: <b>0</b></p>', 'Alloggi: 0'],
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['<ul><li>uno</li><li>due</li></ul>', 'uno\n\ndue'],
    ['<tr><td>a</td><td>b</td></tr>', 'a b'],
    ['a<script>alert("</p>")</script>b', 'ab'],
    ['a<style>p{}</style >b<SCRIPT src=x></SCRIPT>c', 'abc'],
    ['a<!-- <b>no</b> -->b', 'ab'],
    ['<head><title>no</title></head>sì', 'sì'],
    ['perch&eacute; &agrave; &#232; &#xE0; &euro; &lt;b&gt;', 'perché à è à € <b>'],
    ['&Egrave; &ignota; &#0; &#xD800; &#99999999;', 'È &ignota; &#99999999;'],
    ['2 < 3 e 4 > 1', '2 < 3 e 4 > 1'],
    ['<img src=x onerror="alert(1)">testo', 'testo'],
    ['<a href="javascript:x">qui</a>', 'qui'],
    ['<script>mai chiuso', ''],
    ['<b', ''],
    ['', ''],
  ])('%j', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });
});

describe('flowed text (RFC 3676)', () => {
  it.each([
    ['uno \ndue', false, 'uno due'],
    ['uno \ndue', true, 'unodue'],
    ['uno\ndue', false, 'uno\ndue'],
    ['> uno \n> due\ntre', false, '> uno due\ntre'],
    ['uno \n> due', false, 'uno \n> due'],
    [' From qui', false, 'From qui'],
    ['ciao \n-- \nfirma', false, 'ciao \n-- \nfirma'],
    ['fine ', false, 'fine '],
  ])('%j', (text, delSp, joined) => {
    expect(unflow(text, delSp)).toBe(joined);
  });
});
