import { describe, expect, it } from '@jest/globals';
import { htmlToText } from './html-text.js';

const DOUBTFUL = 'l’HTML usa elementi o stili che possono nascondere parole';
const SHEET = 'un foglio di stile può nascondere o barrare parole';

describe('HTML that shows every word', () => {
  it.each([
    '<span>non</span>',
    '<p class="MsoNormal" style="margin:0cm 0cm .0001pt;mso-line-height-alt:12.0pt"><span lang="IT" style="font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif;color:#1F497D;mso-fareast-language:EN-US">non<o:p></o:p></span></p>',
    '<div dir="ltr" style="color: rgb(34, 34, 34); background-color: rgb(255, 255, 255); font-style: normal; letter-spacing: normal; white-space: pre-wrap; text-decoration: none">non<br></div>',
    '<font color="#000080" face="Arial" size="2">non</font>',
    '<table border="0" width="100%" cellpadding="0" bgcolor="#fff2cc"><tbody><tr><td valign="top" width="300">non</td></tr></tbody></table>',
    '<blockquote type="cite" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">non</blockquote>',
    '<style><!-- /* x */ @font-face {font-family:Calibri; panose-1:2 15 5;} p.MsoNormal, li {margin:0cm; font-size:11.0pt;} a:link {color:#0563C1;} @page WordSection1 {size:612.0pt 792.0pt; margin:70.85pt 2.0cm;} div.WordSection1 {page:WordSection1;} --></style>non',
  ])('is taken as it is: %j', (html) => {
    expect(htmlToText(html)).toBe('non');
  });
});

describe('HTML that may hide a word', () => {
  it.each([
    '<dialog>non</dialog>',
    '<details><summary></summary>non</details>',
    '<datalist>non</datalist>',
    '<audio>non</audio>',
    '<progress>non</progress>',
    '<map>non</map>',
    '<noframes>non</noframes>',
    '<x-y>non</x-y>',
    '<p-x>non</p-x>',
    '<ruby>non</ruby>',
    '<span style="scale:0">non</span>',
    '<span style="zoom:.01">non</span>',
    '<span style="max-height:1px">non</span>',
    '<span style="overflow:hidden">non</span>',
    '<span style="filter:opacity(0)">non</span>',
    '<span style="mask:linear-gradient(transparent,transparent)">non</span>',
    '<span style="content-visibility:hidden">non</span>',
    '<span style="letter-spacing:-2em">non</span>',
    '<span style="line-height:0">non</span>',
    '<span style="margin-left:-40px">non</span>',
    '<span style="font:1px Arial">non</span>',
    '<span style="font-size:900px">non</span>',
    '<span style="color:#dddddd">non</span>',
    '<span style="color:lightyellow">non</span>',
    '<span style="color:#000;background:#111">non</span>',
    '<span style="color:rgba(0,0,0,.1)">non</span>',
    '<span style="float:right">non</span>',
    '<span style="text-decoration:overline">non</span>',
    '<span style="font-family:a;all:unset">non</span>',
    '<span style="pointless">non</span>',
    '<span style="mso-char-wrap:1">non</span>',
    '<span popover>non</span>',
    '<span inert>non</span>',
    '<td width="0">non</td>',
    '<body link="#ffffff">non</body>',
    '<body background="x.png">non</body>',
    '<table bgcolor="black"><tr><td>non</td></tr></table>',
    '<font size="0">non</font>',
    '<input value="dodici">non',
    '<link rel="stylesheet" href="x">non',
    '<span title="x"y">non</span>',
    `<span title="${'x'.repeat(4001)}">non</span>`,
  ])('says so behind the words: %j', (html) => {
    expect(htmlToText(html).replace(/ ?\[immagine\] ?/g, '')).toBe(`non\n\n[${DOUBTFUL}]`);
  });

  it.each([
    'p{display:none}',
    'p{float:left}',
    'p::after{color:red}',
    'p:first-letter{color:red}',
    '@media screen{p{color:red}}',
    '@import url(x);',
    '.x{color:#fff}',
  ])('says so of a style sheet: %j', (css) => {
    expect(htmlToText(`<style>${css}</style>non`)).toBe(`[${SHEET}]\nnon`);
  });
});
