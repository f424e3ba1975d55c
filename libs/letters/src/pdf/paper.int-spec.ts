import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith } from '../../../../test/support/requires.js';
import { renderWith } from '../renderer.js';
import { FileTemplateSource } from '../templates/source.js';
import { CASES } from '../testing/cases.js';
import { modelDays, modelTimes, saidDays, saidTimes } from '../testing/said.js';
import type { LetterModel } from '../types.js';
import { typstPrinter } from './typst.js';

const source = new FileTemplateSource();
const print = typstPrinter();

/** Lines are broken, words hyphenated, lists marked otherwise: what is said is the same. */
const squeezed = (text: string): string => text.replace(/[\s\u00ad\u200b\u2010-]+/g, '');

/** Foot of each page: rule of the layout, not of the letter. */
const FOOT = /Rif\. \S+\s+(?:Messaggio di prova: non produce alcun effetto\s+)?pagina \d+ di \d+/g;

const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

describeWith(['poppler', 'qpdf'], 'the paper of a letter, read by other programs', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sollecito-paper-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const papers = CASES.map(({ file, letter }) => ({ file, letter }));
  const printed = (file: string, letter: LetterModel) => {
    const rendered = renderWith(source.read(letter.template), letter, print);
    const path = join(folder, `${file}.pdf`);
    writeFileSync(path, rendered.pdf);
    return { ...rendered, path, words: run('pdftotext', '-enc', 'UTF-8', path, '-') };
  };

  it.each(papers)('$file says every sentence of the e-mail', ({ file, letter }) => {
    const { text, words } = printed(file, letter);
    const paper = squeezed(words.replace(FOOT, ''));
    // From the subject to the signatures; above stands the letterhead, below what only a message says.
    const from = text.indexOf('OGGETTO:');
    const to = text.indexOf('La lettera in formato PDF');
    const sentences = text
      .slice(from, to)
      .split('\n')
      // A row of a table on paper has no labels, a list another mark, a continued cell an indent.
      .flatMap((line) => line.replace(/^\s*- /, '').split(/: |; (?=[A-Z])/))
      .map((line) => line.replace(/:$/, '').trim())
      .filter((line) => line !== '');
    expect(sentences.length).toBeGreaterThan(20);
    expect(sentences.filter((one) => !paper.includes(squeezed(one)))).toEqual([]);
  });

  it.each(papers)('$file holds the record’s facts and no others', ({ file, letter }) => {
    const { words } = printed(file, letter);
    const flowing = words.replace(FOOT, '').replace(/\s+/g, ' ');
    const { all, due } = modelDays(letter);
    const said = saidDays(flowing);
    expect([...said].filter((day) => !all.has(day))).toEqual([]);
    expect([...due].filter((day) => !said.has(day))).toEqual([]);
    const cites = ['overdue', 'formal-notice'].includes(letter.template);
    expect(saidTimes(flowing)).toEqual(cites ? modelTimes(letter) : []);
    const paper = squeezed(flowing);
    const number = letter.protocol?.number ?? letter.formalNotice?.protocol;
    expect(/Prot\.n\./.test(paper.slice(0, 300))).toBe(number !== undefined);
    for (const name of [
      `${letter.municipality.title} ${letter.municipality.name}`,
      `PEC: ${letter.to}`,
      letter.token,
      ...(number === undefined ? [] : [`Prot. n. ${number}`]),
      ...(letter.protocol?.aoo ? [letter.protocol.aoo] : []),
      ...letter.obligations.flatMap(({ extension }) => (extension ? [extension.reason] : [])),
    ]) {
      expect(paper).toContain(squeezed(name));
    }
  });

  it.each(papers)('$file is whole, tagged, in Italian, small, without script', (one) => {
    const { path, subject, pdf } = printed(one.file, one.letter);
    expect(run('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found');
    const info = run('pdfinfo', path);
    expect(info).toMatch(/^Tagged: +yes$/m);
    expect(info).toMatch(/^JavaScript: +no$/m);
    expect(info).toMatch(/^Encrypted: +no$/m);
    expect(info).toMatch(/^Form: +none$/m);
    expect(info).toMatch(/^Page size: +595\.\d+ x 841\.\d+ pts \(A4\)$/m);
    expect(squeezed(/^Title: +(.*)$/m.exec(info)?.[1] ?? '')).toBe(squeezed(subject));
    expect(Number(/^Pages: +(\d+)$/m.exec(info)?.[1])).toBeLessThanOrEqual(3);
    expect(pdf.length).toBeLessThan(200_000);
    expect(run('pdffonts', path)).not.toMatch(/ no +\w+ +\w+ +\d+ +\d+$/m);
  });

  it('reads from the letterhead to the signatures in the order of the structure', () => {
    const { path } = printed(
      'overdue.grande',
      CASES.find((c) => c.file === 'overdue.grande')!.letter,
    );
    const tree = run('pdfinfo', '-struct-text', path).replace(/\s+/g, ' ');
    const places = [
      'Regione Puglia',
      'Prot. n.',
      '0004567 del 04/10/2022',
      'Alla Città di Andria',
      'OGGETTO',
      'Riepilogo degli adempimenti',
      'Come trasmettere i dati',
      'Manuale e assistenza',
      'Ing. Luigia Brizzi',
    ].map((words) => tree.indexOf(words));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('is readable when printed in black and white: all ink is dark, all paper white', () => {
    const { path } = printed(
      'overdue.grande',
      CASES.find((c) => c.file === 'overdue.grande')!.letter,
    );
    run('pdftoppm', '-gray', '-r', '60', '-aa', 'no', '-aaVector', 'no', path, `${path}-page`);
    const image = readFileSync(`${path}-page-1.pgm`);
    // P5 ⟨width⟩ ⟨height⟩ 255, then a byte a point.
    const shades = new Map<number, number>();
    for (const shade of image.subarray(image.indexOf('255\n') + 4)) {
      shades.set(shade, (shades.get(shade) ?? 0) + 1);
    }
    const inks = [...shades.keys()].filter((shade) => shade !== 255);
    expect(inks.length).toBeGreaterThan(0);
    // 7:1 against white (WCAG 1.4.6) is a shade of 89 at most.
    expect(Math.max(...inks)).toBeLessThanOrEqual(89);
  });
});
