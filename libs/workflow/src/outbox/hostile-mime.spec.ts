import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import { localDate, type Instant } from '@app/domain';
import { FileTemplateSource, LetterError, renderWith, typstPrinter } from '@app/letters';
import type { LetterModel, RenderedLetter } from '@app/letters';
import { composeMime } from '@app/mail';

const [ANDRIA] = defaultMunicipalities();
const templates = new FileTemplateSource();
const SUBJECT_LIMIT = 200;

/** A letter in which a stranger chose the municipality's name, the reason and the protocol number. */
const letter = (name: string, reason: string, number: string): LetterModel => ({
  template: 'correction',
  survey: defaultSurvey(),
  municipality: { ...ANDRIA!, name },
  to: 'protocollo@cert.comune.andria.bt.it',
  from: 'ufficio@pec.example.it',
  day: localDate('2022-03-16'),
  obligations: [
    {
      obligation: 'push-erp/2021-12-31',
      reference: localDate('2021-12-31'),
      due: localDate('2022-03-31'),
      originalDue: localDate('2022-03-31'),
      extension: null,
      daysToDue: 15,
      earlier: [],
      reason,
      exemption: null,
      accepts: { nilReturn: true, noChange: true },
    },
  ],
  protocol: { number, date: localDate('2022-03-16'), aoo: null },
  formalNotice: null,
  token: 'SOL-V8TFCHGX',
  sandbox: false,
});

const compose = async (rendered: RenderedLetter): Promise<Uint8Array> =>
  composeMime({
    from: 'ufficio@pec.example.it',
    fromName: 'Regione Puglia',
    to: 'protocollo@cert.comune.andria.bt.it',
    subject: rendered.subject,
    text: rendered.text,
    html: rendered.html,
    attachments: [
      { name: rendered.pdfName, contentType: 'application/pdf', content: rendered.pdf },
    ],
    messageId: 'a1b2c3.tag@sollecito.example.it',
    date: '2022-03-16T08:00:00.000Z' as Instant,
  });

/** Transport may fold white space in a subject; nothing else of it may change. */
const oneSpace = (text: string): string => text.replace(/\s+/g, ' ').trim();
const lines = (text: string): string => text.replace(/\r\n/g, '\n').trimEnd();

/** The message is as plain as any other: its form depends on nothing that was typed. */
async function expectSound(rendered: RenderedLetter): Promise<void> {
  const raw = await compose(rendered);
  const wire = Buffer.from(raw).toString('latin1');
  expect(/[^\t\r\n\x20-\x7e]/.exec(wire)).toBeNull();
  expect(/[^\r]\n|\r[^\n]/.exec(wire)).toBeNull();
  expect(Math.max(...wire.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(998);
  const head = wire.slice(0, wire.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  expect(head.split('\r\n').map((line) => line.slice(0, line.indexOf(':')))).toEqual([
    'X-TipoRicevuta',
    'Message-ID',
    'From',
    'To',
    'Subject',
    'Date',
    'MIME-Version',
    'Content-Type',
  ]);
  const read = await PostalMime.parse(raw);
  expect(oneSpace(read.subject ?? '')).toBe(oneSpace(rendered.subject));
  expect(read.from).toMatchObject({ address: 'ufficio@pec.example.it', name: 'Regione Puglia' });
  expect(read.to?.map(({ address }) => address)).toEqual(['protocollo@cert.comune.andria.bt.it']);
  expect({ cc: read.cc, bcc: read.bcc }).toEqual({ cc: undefined, bcc: undefined });
  expect(lines(read.text ?? '')).toBe(lines(rendered.text));
  expect(lines(read.html ?? '')).toBe(lines(rendered.html));
  expect(read.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
    [rendered.pdfName, 'application/pdf'],
  ]);
  const content = read.attachments[0]?.content as ArrayBuffer;
  expect(Buffer.from(content).equals(Buffer.from(rendered.pdf))).toBe(true);
}

const HOSTILE = {
  quotes: `L'"Ente" «così» \`e\` "=?utf-8?q?a?=" \\ (x) <y@z.it>, a@b.it; c:`,
  script: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  boundary: '--=_sollecito-0\u2003Content-Type: text/html',
  direction: 'Andria\u202egnp.exe \u2067x\u2069 שלום مرحبا',
  emoji: '👩‍👩‍👧‍👦🏛️ Città 🇮🇹 e\u0301',
  long: 'Sant’Àgata '.repeat(909),
  dots: '.\n..\n.',
};

describe('a letter with hostile values, as a message', () => {
  it.each(Object.entries(HOSTILE))('(%s) arrives as it was typed', async (_, typed) => {
    const name = typed.replace(/\n/g, ' ');
    const model = letter(name, typed, name.slice(0, 60));
    const rendered = renderWith(templates.read('correction'), model, typstPrinter());
    await expectSound(rendered);
    expect(rendered.subject.length).toBeLessThanOrEqual(SUBJECT_LIMIT);
    const shown = (text: string): string => text.replace(/[\s\u200b\u2066-\u2069\u202c]+/g, '');
    expect(shown(rendered.text)).toContain(shown(name));
  });

  it('with a line end in what stands in a header is refused before there is a message', () => {
    for (const bad of ['a\r\nBcc: x@example.org', 'a\nX-A: b', 'a\rb', 'a\u0000b']) {
      for (const model of [letter(bad, 'r', '1'), letter('Andria', 'r', bad)]) {
        const write = () => renderWith(templates.read('correction'), model, () => new Uint8Array());
        expect(write).toThrow(expect.objectContaining({ code: 'header-control' }));
      }
    }
    expect(lines(letterText('a\r\nBcc: x@example.org'))).toContain('Bcc: x@example.org');
  });

  it('whatever they are: sound, or refused with a reason', async () => {
    const anything = fc.oneof(
      fc.string({ minLength: 1, maxLength: 80, unit: 'binary' }),
      fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }),
      fc.constantFrom(...Object.values(HOSTILE)),
    );
    let sound = 0;
    await fc.assert(
      fc.asyncProperty(anything, anything, anything, async (name, reason, number) => {
        let rendered: RenderedLetter;
        try {
          const model = letter(name, reason, number.slice(0, 60));
          rendered = renderWith(templates.read('correction'), model, () => Buffer.from('%PDF-'));
        } catch (error) {
          expect(error).toBeInstanceOf(LetterError);
          return;
        }
        await expectSound(rendered);
        sound += 1;
      }),
      { numRuns: 300 },
    );
    expect(sound).toBeGreaterThan(50);
  });
});

/** In a text of several lines a line end is a line end, and no header. */
function letterText(reason: string): string {
  const model = letter('Andria', reason, '1');
  return renderWith(templates.read('correction'), model, () => new Uint8Array()).text;
}
