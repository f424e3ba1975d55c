import { describe, it, expect } from '@jest/globals';
import type { LocalDate } from '@app/domain';
import { letterSubject } from './renderer.js';
import { renderSubject, SUBJECT_LIMIT } from './subject.js';
import { FileTemplateSource, TEMPLATE_IDS } from './templates/source.js';
import { CASES } from './testing/cases.js';
import { model, municipality, obligation } from './testing/models.js';
import { sampleOf } from './testing/samples.js';

const day = (text: string): LocalDate => text as LocalDate;
const opening = new FileTemplateSource().read('opening');

describe('the subject of a letter', () => {
  it('names survey, dates, municipality and token', () => {
    expect(letterSubject(model('reminder'))).toBe(
      'Ricognizione del patrimonio ERP in PUSH – Promemoria: dati al 31/12/2021 entro il 31/03/2022 – Comune di Andria [rif. PUSH-7F3K-2Q9D]',
    );
  });

  it('begins with the protocol when there is one', () => {
    const protocol = { number: '0001234', date: day('2022-03-26'), aoo: 'AOO_080' };
    expect(letterSubject(model('reminder', { protocol }))).toMatch(
      /^Prot\. n\. 0001234 del 26\/03\/2022 – AOO_080 – Ricognizione/,
    );
  });

  it.each(CASES.map(({ file, letter }) => [file, letter] as const))(
    'of %s fits in 200 characters',
    (_, letter) => {
      expect(letterSubject(letter).length).toBeLessThanOrEqual(SUBJECT_LIMIT);
    },
  );

  it.each(TEMPLATE_IDS)(
    'of «%s» cuts title and names before dates and token, never itself',
    (template) => {
      const letter = sampleOf(template, {
        municipality: municipality(
          'Presicce-Acquarica e San Ferdinando di Puglia '.repeat(5).trim(),
        ),
        protocol: { number: '0001234', date: day('2022-03-26'), aoo: null },
      });
      const subject = letterSubject(letter);
      expect(subject.length).toBeLessThanOrEqual(SUBJECT_LIMIT);
      expect(subject).toContain('31/12/2021');
      expect(subject).toContain('Prot. n. 0001234 del 26/03/2022');
      expect(subject).toMatch(/…\u2069? ?.*\[rif\. PUSH-7F3K-2Q9D\]$/);
    },
  );

  it('of two overdue obligations keeps both dates', () => {
    const two = [
      obligation({ daysToDue: -200 }),
      obligation({ reference: day('2022-06-30'), due: day('2022-09-30'), daysToDue: -17 }),
    ];
    const protocol = { number: '0001234', date: day('2022-10-17'), aoo: null };
    const subject = letterSubject(sampleOf('formal-notice', { obligations: two, protocol }));
    expect(subject).toContain('31/12/2021 e 30/06/2022');
    expect(subject).toContain('31/03/2022 e 30/09/2022');
    expect(subject.length).toBeLessThanOrEqual(SUBJECT_LIMIT);
  });

  it('that is too long by its own words is refused', () => {
    const set = { ...opening, subject: 'x'.repeat(201) };
    expect(() => renderSubject(set, model('opening'))).toThrow(
      expect.objectContaining({
        code: 'subject-too-long',
        place: { template: 'opening/subject.hbs', line: 1, name: 'oggetto' },
      }),
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
