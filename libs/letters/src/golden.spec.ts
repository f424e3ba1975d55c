import { describe, it, expect } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HtmlValidate } from 'html-validate';
import { checkHtml, htmlWords } from './markup/check-html.js';
import { renderWith } from './renderer.js';
import { FileTemplateSource } from './templates/source.js';
import { CASES } from './testing/cases.js';
import { saidDays, saidTimes, modelDays, modelTimes } from './testing/said.js';

const GOLDEN = fileURLToPath(new URL('../golden/', import.meta.url));
const WRITE = process.env['UPDATE_GOLDEN'] === '1';
const source = new FileTemplateSource();

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  // Mail programs drop style sheets, and the source is XML as well as HTML.
  rules: { 'no-inline-style': 'off', 'void-style': 'off' },
});

const rendered = CASES.map(({ file, letter }) => {
  const { subject, text, html } = renderWith(
    source.read(letter.template),
    letter,
    () => new Uint8Array(),
  );
  return { file, letter, subject, text, html };
});

const compare = (name: string, content: string): void => {
  if (WRITE) {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(GOLDEN + name, content);
  }
  expect(existsSync(GOLDEN + name) ? readFileSync(GOLDEN + name, 'utf8') : '(manca)').toBe(content);
};

describe.each(rendered)('$file', ({ file, letter, subject, text, html }) => {
  it('is as it was read aloud and approved', () => {
    compare(`${file}.txt`, `Oggetto PEC: ${subject}\n\n${text}`);
    compare(`${file}.html`, html);
  });

  it('names only days of the record, and every day that matters', () => {
    const { all, due } = modelDays(letter);
    const said = saidDays(`${subject}\n${text}`);
    expect([...said].filter((one) => !all.has(one))).toEqual([]);
    expect([...due].filter((one) => !said.has(one))).toEqual([]);
  });

  it('cites exactly the delivery times of the earlier letters that were delivered', () => {
    const cites = ['overdue', 'formal-notice'].includes(letter.template);
    expect(saidTimes(text)).toEqual(cites ? modelTimes(letter) : []);
  });

  it('names its municipality and no other', () => {
    const { title, name } = letter.municipality;
    expect(subject).toContain(`${title} ${name}`);
    const others = CASES.map((one) => one.letter.municipality.name).filter((one) => one !== name);
    for (const other of others) expect(`${subject} ${text}`).not.toContain(other);
  });

  it('says the same in HTML, well-formed and without anything remote', () => {
    expect(checkHtml(html, 'html')).toEqual([]);
    expect(saidDays(htmlWords(html))).toEqual(saidDays(text));
    expect(html).not.toMatch(/undefined|\[object|NaN/);
    expect(text).not.toMatch(/undefined|\[object|NaN|\{\{|<|&#/);
  });
});

describe('the HTML of the letters', () => {
  it('is valid and accessible by the rules of html-validate', async () => {
    for (const { file, html } of rendered) {
      const { results } = await validator.validateString(html);
      const messages = results.flatMap((one) => one.messages.map(({ message }) => message));
      expect({ file, messages }).toEqual({ file, messages: [] });
    }
  });
});

describe('the golden folder', () => {
  it('holds no letter that is written no more', () => {
    const known = new Set(CASES.flatMap(({ file }) => [`${file}.txt`, `${file}.html`]));
    expect(readdirSync(GOLDEN).filter((name) => !known.has(name))).toEqual([]);
  });
});
