import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { checkHtml, htmlWords } from './markup/check-html.js';
import { typstPrinter } from './pdf/typst.js';
import { renderWith } from './renderer.js';
import { FileTemplateSource } from './templates/source.js';
import { municipality, SURVEY } from './testing/models.js';
import { PdfReader } from './testing/pdf-reader.js';
import { sampleOf } from './testing/samples.js';
import type { LetterModel, RenderedLetter } from './types.js';

const source = new FileTemplateSource();
const print = typstPrinter();
const render = (model: LetterModel): RenderedLetter =>
  renderWith(source.read(model.template), model, print);

const withName = (name: string): LetterModel =>
  sampleOf('correction', { municipality: municipality(name) });
const withReason = (reason: string): LetterModel => {
  const letter = sampleOf('correction');
  return { ...letter, obligations: letter.obligations.map((one) => ({ ...one, reason })) };
};

const squeezed = (text: string): string => text.replace(/[\s\u200b\u2066-\u2069]+/g, '');

const HOSTILE = {
  quotes: `L'"Ente" ‘detto’ «così» \`e\` = & co.`,
  script: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  closing: '</p></div></body>{{comune.nome}}{{{x}}}<!-- ]]> &lt;b&gt; &#39; &amp;amp;',
  typst:
    '#let x = 1; #eval("1") $a^2$ *forte* _corsivo_ `codice` = Titolo // nota \\ @rif <lab> [x] -- ...',
  sql: `Robert'); DROP TABLE letters;--`,
  accents: 'Sant’Àgata è così già più perché ñ ü ß Œ',
  spaces: 'A\u00a0B\u2003C',
};

describe('a hostile value', () => {
  it.each(Object.entries(HOSTILE))('(%s) as a name is shown as typed everywhere', (_, name) => {
    const letter = render(withName(name));
    const typed = squeezed(name);

    expect(squeezed(letter.subject)).toContain(typed.slice(0, 20));
    expect(squeezed(letter.text)).toContain(typed);
    expect(squeezed(htmlWords(letter.html))).toContain(typed);
    expect(squeezed(new PdfReader(letter.pdf).text)).toContain(typed);
    expect(checkHtml(letter.html, 'html')).toEqual([]);
  });

  it('of several lines keeps its lines in a reason', () => {
    const letter = render(withReason('prima riga\r\nseconda riga'));

    expect(letter.text).toContain('motivo: prima riga\n  seconda riga');
    expect(letter.html).toContain('prima riga<br />seconda riga');
  });

  it('of 10,000 characters is shown whole, on paper too, and the file stays small', () => {
    for (const name of ['x'.repeat(10_000), 'parola '.repeat(1_400).trim()]) {
      const letter = render(withName(name));
      expect(letter.subject.length).toBeLessThanOrEqual(200);
      expect(letter.subject).toContain('…');
      expect(letter.subject).toContain('31/12/2021');
      expect(letter.subject).toContain('[rif. PUSH-7F3K-2Q9D]');
      expect(letter.text).toContain(name);
      const painted = squeezed(new PdfReader(letter.pdf).text);
      const letters = (text: string): number => text.split(/[xp]/).length - 1;
      expect(letters(painted)).toBeGreaterThanOrEqual(3 * letters(name));
      expect(letter.pdf.length).toBeLessThan(400_000);
    }
  });

  it('in Arabic, Hebrew, Greek or Cyrillic is drawn with real letters', () => {
    const letter = render(withName('שלום مرحبا Ωμέγα Москва'));
    const painted = new PdfReader(letter.pdf).text;
    for (const char of 'שלוםΩγαМосква') expect(painted).toContain(char);
    expect(painted).not.toContain('U+');
  });

  it('without a glyph in the fonts shows its code point, never an empty box', () => {
    const painted = squeezed(new PdfReader(render(withName('A 漢 🏛 B')).pdf).text);
    expect(painted).toContain('A⟨U+6F22⟩⟨U+1F3DB⟩B');
  });

  it('with a right-to-left override turns nothing but itself', () => {
    const letter = render(withName('Andria\u202egnp.exe'));
    expect(letter.subject).toContain('\u2068Comune di Andria\u202egnp.exe\u202c\u2069 [rif.');
    expect(letter.text).toContain('\u202egnp.exe\u202c\u2069');
  });

  it('with a control character in a reason shows its picture', () => {
    expect(render(withReason('a\u0000b\u001bc')).text).toContain('a␀b␛c');
  });
});

describe('a value on record that no document can hold', () => {
  it.each(['guasto\uffff', '\ufffeguasto', 'gua\ufdd0sto\u{1ffff}'])(
    '%j stops no letter',
    (bad) => {
      for (const model of [withReason(bad), withName(bad)]) {
        const letter = render(model);
        const shown = bad.replaceAll(/\p{Noncharacter_Code_Point}/gu, '\ufffd');
        for (const text of [letter.text, letter.html, new PdfReader(letter.pdf).text]) {
          expect(squeezed(text)).toContain(shown);
          expect(text).not.toMatch(/\p{Noncharacter_Code_Point}/u);
        }
      }
    },
  );
});

describe('a value that may stand in a header', () => {
  const fields: [string, (bad: string) => Partial<LetterModel>][] = [
    ['mittente', (from) => ({ from })],
    ['comune.pec', (to) => ({ to })],
    ['comune.nome', (name) => ({ municipality: municipality(name) })],
    ['comune.conTitolo', (title) => ({ municipality: municipality('Andria', title) })],
    ['ricognizione.titoloBreve', (shortTitle) => ({ survey: { ...SURVEY, shortTitle } })],
    ['codice', (token) => ({ token })],
    [
      'protocollo.numero',
      (number) => ({ protocol: { number, date: '2022-03-26' as never, aoo: null } }),
    ],
    ['protocollo.aoo', (aoo) => ({ protocol: { number: '1', date: '2022-03-26' as never, aoo } })],
    [
      'diffida.protocollo',
      (protocol) => ({ formalNotice: { ...sampleOf('formal-notice').formalNotice!, protocol } }),
    ],
  ];
  const breaks = [
    'a\r\nBcc: x@example.org',
    'a\nb',
    'a\rb',
    'a\u0000b',
    'a\u0085b',
    'a\u2028b',
    'a\u007fb',
  ];

  it.each(fields)('(%s) is refused with CR, LF, NUL or another control character', (name, over) => {
    for (const bad of breaks) {
      expect(() => render(sampleOf('opening', over(bad)))).toThrow(
        expect.objectContaining({
          code: 'header-control',
          place: expect.objectContaining({ name }),
        }),
      );
    }
  });
});

describe('any value', () => {
  const anything = fc.oneof(
    fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }),
    fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
    fc.constantFrom(...Object.values(HOSTILE)),
  );

  it('never breaks subject, HTML or PDF: the letter is whole or refused with a reason', () => {
    fc.assert(
      fc.property(anything, anything, (name, reason) => {
        let letter: RenderedLetter;
        try {
          letter = render({ ...withReason(reason), municipality: municipality(name) });
        } catch (error) {
          expect(error).toMatchObject({ name: 'LetterError', code: expect.any(String) });
          const blank = name.trim() === '' || reason.trim() === '';
          expect(blank || /[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(name)).toBe(true);
          return;
        }
        expect(letter.subject).not.toMatch(/[\u0000-\u001f\u007f]/);
        expect(letter.subject.length).toBeLessThanOrEqual(200);
        expect(checkHtml(letter.html, 'html')).toEqual([]);
        const reader = new PdfReader(letter.pdf);
        expect(reader.xmp).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
        expect(reader.roles).toMatchObject({ Document: 1, H1: 1 });
        expect(squeezed(reader.text)).toContain('PUSH-7F3K-2Q9D');
      }),
      { numRuns: 100 },
    );
  });
});
