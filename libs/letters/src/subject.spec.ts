import fc from 'fast-check';
import { describe, it, expect } from '@jest/globals';
import { addDays, formatDate, type LocalDate, type TemplateId } from '@app/domain';
import { letterSubject } from './renderer.js';
import { ownSubject, renderSubject, SUBJECT_LIMIT } from './subject.js';
import { FileTemplateSource, TEMPLATE_IDS } from './templates/source.js';
import { CASES } from './testing/cases.js';
import { model, municipality, obligation } from './testing/models.js';
import { sampleOf } from './testing/samples.js';
import type { LetterModel, Protocol } from './types.js';
import { letterView } from './view/build.js';

const day = (text: string): LocalDate => text as LocalDate;
const opening = new FileTemplateSource().read('opening');
const TOKEN = 'SOL-V8TFCHGX';

/** The reference dates of that many half-years, from 31/12/2021. */
const halfYears = (count: number): LocalDate[] =>
  Array.from({ length: count }, (_, i) => {
    const year = 2021 + Math.ceil(i / 2);
    return day(i % 2 === 0 ? `${year}-12-31` : `${year}-06-30`);
  });

/** A letter of a kind about that many open rounds, all of which it is about. */
function letterOf(template: TemplateId, rounds: number, over: Partial<LetterModel>): LetterModel {
  const sample = sampleOf(template);
  const [first] = sample.obligations;
  const obligations = halfYears(rounds).map((reference) => {
    const due = addDays(reference, 90);
    const extension = first?.extension ? { ...first.extension, due } : null;
    return obligation({ ...first, reference, due, originalDue: due, extension });
  });
  return { ...sample, token: TOKEN, obligations, ...over };
}

const protocol = (number: string, aoo: string | null = 'AOO_080'): Protocol => ({
  number,
  date: day('2023-04-17'),
  aoo,
});
const inPuglia = (name: string, title = 'Comune di'): Partial<LetterModel> => ({
  municipality: municipality(name, title),
});
/** 120 characters. */
const UNION =
  'Unione di Comuni Terre del Mare e del Sole dei Casali di Mezzo e delle Serre Salentine con le Isole e la Costa di Levante';
const SERRE = 'San Ferdinando di Puglia';
const ERP = 'Ricognizione del patrimonio ERP in PUSH – ';

describe('the subject of a letter', () => {
  it('names survey, dates, municipality and token', () => {
    expect(letterSubject(model('reminder'))).toBe(
      'Ricognizione del patrimonio ERP in PUSH – Promemoria: dati al 31/12/2021 entro il 31/03/2022 – Comune di Andria [rif. PUSH-7F3K-2Q9D]',
    );
  });

  it('begins with the protocol when there is one', () => {
    expect(letterSubject(model('reminder', { protocol: protocol('0001234') }))).toMatch(
      /^Prot\. n\. 0001234 del 17\/04\/2023 – AOO_080 – Ricognizione/,
    );
  });

  it.each<[string, TemplateId, number, Partial<LetterModel>, string]>([
    [
      'two rounds are named',
      'overdue',
      2,
      inPuglia('Trani', 'Città di'),
      `${ERP}Sollecito: dati al 31/12/2021 e 30/06/2022, termini scaduti il 31/03/2022 e 28/09/2022 – Città di Trani [rif. SOL-V8TFCHGX]`,
    ],
    [
      'three are counted, and with their due dates there is no room for the title',
      'overdue',
      3,
      inPuglia(SERRE),
      'Sollecito: dati di 3 semestri, dal 31/12/2021 al 31/12/2022, termini scaduti dal 31/03/2022 al 31/03/2023 – Comune di San Ferdinando di Puglia [rif. SOL-V8TFCHGX]',
    ],
    [
      'three asked for in time have a span of due dates',
      'reminder',
      3,
      inPuglia('Andria'),
      `${ERP}Promemoria: dati di 3 semestri, dal 31/12/2021 al 31/12/2022, scadenze dal 31/03/2022 al 31/03/2023 – Comune di Andria [rif. SOL-V8TFCHGX]`,
    ],
    [
      'under a protocol number the area gives way too',
      'overdue',
      3,
      { ...inPuglia(SERRE), protocol: protocol('0001234') },
      'Prot. n. 0001234 del 17/04/2023 – Sollecito: dati di 3 semestri, dal 31/12/2021 al 31/12/2022, termini scaduti dal 31/03/2022 al 31/03/2023 – Comune di San Ferdinando di Puglia [rif. SOL-V8TFCHGX]',
    ],
    [
      'under a longer one the due dates do, and what fits comes back',
      'overdue',
      3,
      { ...inPuglia(SERRE), protocol: protocol('0001234/2023') },
      `Prot. n. 0001234/2023 del 17/04/2023 – ${ERP}Sollecito: dati di 3 semestri, dal 31/12/2021 al 31/12/2022 – Comune di San Ferdinando di Puglia [rif. SOL-V8TFCHGX]`,
    ],
    [
      'to a body with a long name the older rounds give way',
      'formal-notice',
      20,
      { ...inPuglia(UNION, ''), protocol: protocol('0001234') },
      `Prot. n. 0001234 – Diffida: dati fino al 30/06/2031 – ${UNION} [rif. SOL-V8TFCHGX]`,
    ],
    [
      'of the longest number and the longest name the number stays out, whole',
      'formal-notice',
      20,
      { ...inPuglia(UNION, ''), protocol: protocol('9'.repeat(60)) },
      `Diffida: dati fino al 30/06/2031 – ${UNION} [rif. SOL-V8TFCHGX]`,
    ],
  ])('%s', (_, template, rounds, over, expected) => {
    expect(letterSubject(letterOf(template, rounds, over))).toBe(expected);
  });

  const letters = 'abc de fghil mno pqrs tuvz';
  const aName = fc.oneof(
    fc.constantFrom(
      ['Comune di', 'San Valentino in Abruzzo Citeriore'],
      ['Comune dell’', 'Aquila'],
      ['', UNION],
    ),
    fc.tuple(
      fc.constantFrom('Comune di', 'Città di', 'Unione dei Comuni di', ''),
      fc
        .string({ minLength: 1, maxLength: 100, unit: fc.constantFrom(...letters) })
        .map((text) => `N${text.trim()}`),
    ),
  );
  const aProtocol = fc.option(
    fc.record({
      number: fc.string({ minLength: 1, maxLength: 60, unit: fc.constantFrom(...'0123456789/-') }),
      date: fc.constant(day('2023-04-17')),
      aoo: fc.option(fc.string({ minLength: 1, maxLength: 120, unit: fc.constantFrom('A', '_') })),
    }),
  );

  it('has room in 200 characters for name, newest round and token, and for a number whole or not at all, whatever else there is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TEMPLATE_IDS),
        fc.integer({ min: 1, max: 20 }),
        aName,
        aProtocol,
        (template, rounds, [title = '', name = ''], one) => {
          const letter = letterOf(template, rounds, { ...inPuglia(name, title), protocol: one });
          const subject = letterSubject(letter);
          const view = letterView(letter);
          expect(subject.length).toBeLessThanOrEqual(SUBJECT_LIMIT);
          expect(subject).toContain(formatDate(halfYears(rounds).at(-1) as LocalDate));
          expect(subject.endsWith(` – ${view.comune.conTitolo} [rif. ${TOKEN}]`)).toBe(true);
          const room = SUBJECT_LIMIT - ` – dati fino al 31/12/2021 –  [rif. ${TOKEN}]`.length;
          const number = `Prot. n. ${one?.number ?? ''}`;
          const hasRoom = number.length + view.comune.conTitolo.length <= room;
          if (one !== null && hasRoom) expect(subject.startsWith(number)).toBe(true);
          expect(subject).not.toContain('…');
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each(CASES.map(({ file, letter }) => [file, letter] as const))(
    'of %s is in its template’s own words',
    (_, letter) => {
      const set = new FileTemplateSource().read(letter.template);
      expect(letterSubject(letter)).toBe(ownSubject(set, letterView(letter)));
    },
  );

  it('in words of an office that leave no room is the bare one, not a letter that stops', () => {
    const set = { ...opening, subject: `${'x'.repeat(190)} {{comune.conTitolo}}` };
    expect(ownSubject(set, letterView(model('opening')))).toBeNull();
    expect(renderSubject(set, model('opening'))).toBe(
      'Nota di avvio: dati al 31/12/2021 – Comune di Andria [rif. PUSH-7F3K-2Q9D]',
    );
  });

  it('of more than one line, or none, is refused', () => {
    expect(() => renderSubject({ ...opening, subject: 'a\n{{codice}}' }, model('opening'))).toThrow(
      expect.objectContaining({ code: 'header-control' }),
    );
    expect(() =>
      renderSubject({ ...opening, subject: '{{#if prova}}x{{/if}}' }, model('opening')),
    ).toThrow(expect.objectContaining({ code: 'empty-placeholder' }));
  });
});
