import { describe, expect, it } from '@jest/globals';
import { unflow } from './flowed.js';
import { htmlToText } from './html-text.js';

const DOUBTFUL = '[l’HTML usa elementi o stili che possono nascondere parole]';

describe('HTML as harmless text', () => {
  it.each([
    ['<p>Alloggi: <b>0</b></p>', 'Alloggi: 0'],
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['<ul><li>uno</li><li>due</li></ul>', 'uno\n\ndue'],
    ['<tr><td>a</td><td>b</td></tr>', 'a b'],
    ['a<script>alert("</p>")</script>b', `ab\n\n${DOUBTFUL}`],
    ['a<style>p{}</style >b<SCRIPT src=x></SCRIPT>c', `abc\n\n${DOUBTFUL}`],
    ['a<!-- <b>no</b> -->b', 'ab'],
    ['<head><title>no</title></head>sì', 'sì'],
    ['perch&eacute; &agrave; &#232; &#xE0; &euro; &lt;b&gt;', 'perché à è à € <b>'],
    ['&Egrave; &ignota; &#0; &#xD800; &#99999999;', 'È &ignota; &#99999999;'],
    ['2 < 3 e 4 > 1', '2 < 3 e 4 > 1'],
    ['<img src=x onerror="alert(1)">testo', `[immagine] testo\n\n${DOUBTFUL}`],
    ['<a href="javascript:x">qui</a>', 'qui'],
    ['<script>mai chiuso', DOUBTFUL],
    ['Il Comune <s>non</s> possiede', 'Il Comune [barrato: non] possiede'],
    ['<strike>no</strike><del>n</del>', '[barrato: no][barrato: n]'],
    ['a <span style="text-decoration: line-through">non</span> b', 'a [barrato: non] b'],
    ['a <span style="DISPLAY : none">non</span> b', 'a [nascosto: non] b'],
    ['a <span style="display:/**/none">x <span>y</span> z</span> b', 'a [nascosto: x y z] b'],
    ['a <span style="&#100;isplay:none">non</span> b', 'a [nascosto: non] b'],
    ['a <span hidden>non</span> b', 'a [nascosto: non] b'],
    ['a <font color="#FFFFFF">non</font> b', 'a [nascosto: non] b'],
    ['a <b style="color:rgb(255, 255, 254)">non</b> b', 'a [nascosto: non] b'],
    ['a <b style="color:#eee">non</b> b', 'a [nascosto: non] b'],
    ['<p style="background-color:white;color:#000">a</p>', 'a'],
    ['<a style="color:#0563C1;text-transform:none">a</a>', 'a'],
    ['a <i style="color:red;background:red">non</i> b', 'a [nascosto: non] b'],
    ['a <i style="font-size:1px">non</i> b', 'a [nascosto: non] b'],
    ['a <i style="font-size:11.0pt;line-height:1.2">b</i>', 'a b'],
    ['a <bdo dir="rtl">non</bdo> b', 'a [nascosto: non] b'],
    ['a <i style="position:absolute;left:-9999px">non</i>', 'a [nascosto: non]'],
    ['a <s>non', 'a [barrato: non]'],
    ['a<!--> non <!-- x -->b', 'a non b'],
    ['a<!-- x --!> non <!-- y -->b', 'a non b'],
    ['<html><head><title>x</title><p>quattro</p><body>zero', 'quattro\nzero'],
    ['a<noscript>non</noscript>b', `anonb\n\n${DOUBTFUL}`],
    ['a <img src="cid:non.png"> b', 'a [immagine] b'],
    ['a<svg><text>non</text></svg>b', `a [immagine] nonb\n\n${DOUBTFUL}`],
    ['a<!--[if mso]> <b>non</b> <![endif]-->b', 'a [testo condizionale] b'],
    ['a<!--[if gte mso 9]><xml><o:x>non</o:x></xml><![endif]-->b', 'ab'],
    ['<style>p.MsoNormal{margin:0} a:link{color:#0563C1;text-decoration:underline}</style>a', 'a'],
    [
      '<style>.x { text-decoration: line-through }</style>a',
      '[un foglio di stile può nascondere o barrare parole]\na',
    ],
    [
      '<style>b::before { content: "non" }</style>a',
      '[un foglio di stile può nascondere o barrare parole]\na',
    ],
    ['<b', ''],
    ['', ''],
  ])('%j', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });
});

describe('HTML made to take long', () => {
  it.each([
    '<p ' + ' '.repeat(9),
    '<style>/*',
    '<style> : ',
    '<s>',
    '<!--[if x]><',
    '<!--',
    '</s>',
    '<img ',
  ])('comes to an end: a megabyte of %j', (piece) => {
    const text = htmlToText(piece.repeat(Math.ceil(1_000_000 / piece.length)));
    expect(typeof text).toBe('string');
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
