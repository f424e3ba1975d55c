import { describe, it, expect, beforeAll } from '@jest/globals';
import { createHash } from 'node:crypto';
import { FileTemplateSource, TEMPLATE_IDS } from '../templates/source.js';
import { letterSubject, renderWith } from '../renderer.js';
import { PdfReader } from '../testing/pdf-reader.js';
import { model } from '../testing/models.js';
import { sampleOf } from '../testing/samples.js';
import { typstPrinter } from './typst.js';

const source = new FileTemplateSource();
const print = typstPrinter();
const pdfOf = (letter: Parameters<typeof renderWith>[1], printer = print): Uint8Array =>
  renderWith(source.read(letter.template), letter, printer).pdf;
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the PDF of a letter', () => {
  const letter = sampleOf('overdue', {
    protocol: { number: '0004567', date: '2022-04-04' as never, aoo: 'AOO_080' },
  });
  let reader: PdfReader;
  beforeAll(() => {
    reader = new PdfReader(pdfOf(letter));
  });

  it('declares PDF/A-2a in its XMP (ISO 19005-2, 6.6.4)', () => {
    expect(reader.xmp).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(reader.xmp).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
  });

  it('has the subject as its title, shown in the window, and Italian as its language', () => {
    expect(reader.xmp).toContain(letterSubject(letter));
    expect(reader.catalog).toMatch(/\/Lang\s*\(it-IT\)/);
    expect(reader.xmp).toContain('<dc:language><rdf:Bag><rdf:li>it-IT</rdf:li>');
  });

  it('is tagged: one H1, headings, lists, a table with its header, paragraphs', () => {
    expect(reader.catalog).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(reader.catalog).toMatch(/\/StructTreeRoot \d+ 0 R/);
    expect(reader.roles).toMatchObject({ Document: 1, H1: 1, Table: 1, Link: 1 });
    for (const role of ['H2', 'P', 'L', 'LI', 'LBody', 'TR', 'TH', 'TD']) {
      expect(reader.roles[role]).toBeGreaterThan(0);
    }
  });

  it('marks every painted text as content of the structure or as an artifact', () => {
    const contents = [...reader.objects.values()]
      .map(({ stream }) => stream?.toString('latin1') ?? '')
      .filter((stream) => /\bBT\b/.test(stream) && /\bTf\b/.test(stream));
    expect(contents.length).toBeGreaterThan(0);
    for (const content of contents) {
      let depth = 0;
      let unmarked = 0;
      for (const [token] of content.matchAll(/\b(BDC|BMC|EMC|BT)\b/g)) {
        if (token === 'BT') unmarked += depth === 0 ? 1 : 0;
        else depth += token === 'EMC' ? -1 : 1;
      }
      expect({ depth, unmarked }).toEqual({ depth: 0, unmarked: 0 });
    }
  });

  it('embeds every font and brings an output intent', () => {
    const descriptors = reader.dictionaries(/\/Type\s*\/FontDescriptor\b/);
    expect(descriptors.length).toBeGreaterThan(0);
    for (const descriptor of descriptors) expect(descriptor).toMatch(/\/FontFile2 \d+ 0 R/);
    expect(reader.catalog).toContain('/OutputIntents');
    for (const font of reader.dictionaries(/\/Subtype\s*\/Type0\b/)) {
      expect(font).toMatch(/\/BaseFont\s*\/[A-Z]{6}\+(Lora|TitilliumWeb|DejaVuSans)/);
      expect(font).toContain('/ToUnicode');
    }
  });

  it('says what the text says: protocol, addressee, receipts of the earlier letters, token', () => {
    const squeezed = reader.text.replace(/\s+/g, '');
    for (const said of [
      'Prot. n. 0004567 del 04/04/2022',
      'AOO_080',
      'Al Comune di Andria',
      '14 febbraio 2022, ore 09:01',
      '16 marzo 2022, ore 09:00',
      'PUSH-7F3K-2Q9D',
      'Ing. Luigia Brizzi',
    ]) {
      expect(squeezed).toContain(said.replace(/\s+/g, ''));
    }
  });

  it('holds nothing that runs, loads or is encrypted', () => {
    const all = reader.dictionaries(/./s).join('\n');
    expect(all).not.toMatch(/\/(JavaScript|JS|Launch|EmbeddedFile|Encrypt|AA|OpenAction)\b/);
  });
});

describe('the bytes of a PDF', () => {
  it.each(TEMPLATE_IDS)('are the same for the same «%s», under 200 kB', (template) => {
    const first = pdfOf(sampleOf(template));
    expect(first.length).toBeLessThan(200_000);
    expect(sha(pdfOf(sampleOf(template)))).toBe(sha(first));
  });

  it('do not depend on the letters printed before nor on the compiler', () => {
    const fresh = typstPrinter();
    const alone = pdfOf(sampleOf('opening'), fresh);
    expect(sha(pdfOf(sampleOf('opening')))).toBe(sha(alone));
  });

  it('differ when one fact differs', () => {
    expect(sha(pdfOf(sampleOf('opening', { token: 'ALTRO' })))).not.toBe(
      sha(pdfOf(sampleOf('opening'))),
    );
  });
});

describe('a rehearsal', () => {
  it('says so on the paper, in the text and in the HTML, and keeps its subject', () => {
    const real = renderWith(source.read('opening'), model('opening'), print);
    const trial = renderWith(source.read('opening'), model('opening', { sandbox: true }), print);

    expect(trial.subject).toBe(real.subject);
    expect(trial.text).toContain('Messaggio di prova');
    expect(trial.html).toContain('Messaggio di prova');
    expect(new PdfReader(trial.pdf).text.replace(/\s+/g, ' ')).toContain('Messaggio di prova');
    expect(real.text + real.html + new PdfReader(real.pdf).text).not.toContain('di prova');
  });
});
