import { describe, it, expect } from '@jest/globals';
import type { DatedText, LocalDate } from '@app/domain';
import { renderWith } from '../renderer.js';
import { FileTemplateSource } from '../templates/source.js';
import { CASES } from '../testing/cases.js';
import { at, model, obligation, SURVEY } from '../testing/models.js';
import { EARLIER, sampleOf } from '../testing/samples.js';
import type { LetterModel } from '../types.js';
import { letterView, validOn } from './build.js';
import { VIEW_SHAPE, type Shape } from './view.js';

const day = (text: string): LocalDate => text as LocalDate;
const files = new FileTemplateSource();

/** Differences between a value and its shape, as paths. */
const differences = (value: unknown, shape: Shape, path: string): string[] => {
  if (value === null) return [];
  if (typeof shape === 'string') {
    const kind = shape === 'flag' ? 'boolean' : shape === 'number' ? 'number' : 'string';
    return typeof value === kind ? [] : [path];
  }
  if ('list' in shape) {
    if (!Array.isArray(value)) return [path];
    return value.flatMap((one, index) => differences(one, shape.list, `${path}[${index}]`));
  }
  const fields = value as Record<string, unknown>;
  const keys = new Set([...Object.keys(fields), ...Object.keys(shape.fields)]);
  return [...keys].flatMap((key) => {
    const inner = shape.fields[key];
    return inner && key in fields
      ? differences(fields[key], inner, `${path}.${key}`)
      : [`${path}.${key}`];
  });
};

describe('the view of a letter', () => {
  it.each(CASES.map(({ file, letter }) => [file, letter] as const))(
    'of %s has exactly the placeholders that the checker knows',
    (_, letter) => {
      expect(differences(letterView(letter), VIEW_SHAPE, '')).toEqual([]);
    },
  );

  it('names who is in office on the day, the last day included', () => {
    const texts: DatedText[] = [
      { validFrom: day('2021-01-01'), validTo: day('2022-03-25'), text: 'prima' },
      { validFrom: day('2022-03-26'), validTo: null, text: 'dopo' },
    ];
    expect(validOn(texts, day('2022-03-25'))).toEqual(['prima']);
    expect(validOn(texts, day('2022-03-26'))).toEqual(['dopo']);
    const signatories = texts.map((one) => ({ ...one, text: `Ruolo\n${one.text}` }));
    expect(letterView(model('opening', { survey: { ...SURVEY, signatories } })).firme).toEqual([
      { ruolo: 'Ruolo', nome: 'dopo' },
    ]);
  });

  it('cites one letter that named two obligations once, with both dates', () => {
    const opened = EARLIER.slice(0, 1);
    const { precedenti } = letterView(
      model('overdue', {
        obligations: [
          obligation({ reference: day('2022-06-30'), earlier: opened, daysToDue: -1 }),
          obligation({ earlier: opened, daysToDue: -4 }),
        ],
      }),
    );
    expect(precedenti).toHaveLength(1);
    expect(precedenti[0]?.riferimenti).toEqual(['2021-12-31', '2022-06-30']);
  });

  it('cites no letter whose delivery is not proved', () => {
    const earlier = [{ ...EARLIER[0]!, deliveredAt: null }];
    expect(
      letterView(model('overdue', { obligations: [obligation({ daysToDue: -4, earlier })] }))
        .precedenti,
    ).toEqual([]);
  });

  it('asks before the due date only for what is still in time, and tells the overdue apart', () => {
    const past = obligation({ daysToDue: -138 });
    const soon = obligation({ reference: day('2022-06-30'), due: day('2022-09-30'), daysToDue: 1 });
    const later = obligation({
      reference: day('2022-12-31'),
      due: day('2023-03-31'),
      daysToDue: 180,
    });
    const of = (...obligations: (typeof past)[]) => {
      const { richiesti, prossimi, arretrati } = letterView(model('last-call', { obligations }));
      return [richiesti, prossimi, arretrati].map((list) => list.map((one) => one.riferimento));
    };
    expect(of(past, soon, later)).toEqual([
      ['2022-06-30', '2022-12-31'],
      ['2022-06-30'],
      ['2021-12-31'],
    ]);
    expect(of(past)).toEqual([['2021-12-31'], ['2021-12-31'], []]);
    expect(of(soon)).toEqual([['2022-06-30'], ['2022-06-30'], []]);
  });

  it('puts the oldest obligation first, whatever their order', () => {
    const obligations = [obligation({ reference: day('2022-06-30') }), obligation()];
    expect(
      letterView(model('opening', { obligations })).adempimenti.map((one) => one.riferimento),
    ).toEqual(['2021-12-31', '2022-06-30']);
  });

  it('fills the exact subjects with name and date of each obligation', () => {
    expect(letterView(model('opening')).adempimenti[0]?.oggettoNulla).toBe(
      'Comune di Andria – Trasmissione consistenza patrimonio immobiliare – Numero Alloggi ERP in proprietà alla data del 31/12/2021',
    );
  });

  it('signs the formal notice with the signer entered, and shows the protocol entered', () => {
    const view = letterView(sampleOf('formal-notice'));
    expect(view.firme).toEqual([
      { ruolo: 'La Dirigente della Sezione Politiche Abitative', nome: 'Ing. Luigia Brizzi' },
    ]);
    expect(view.protocollo).toEqual({ numero: 'AOO_080/0005678', data: null, aoo: null });
    expect(view.diffida?.termine).toBe('30 giorni');
  });
});

describe('a letter stops with a reason when its data lack', () => {
  const lacking: [string, LetterModel, string][] = [
    ['obligations', model('opening', { obligations: [] }), 'adempimenti'],
    [
      'a contact on the day',
      model('opening', { survey: { ...SURVEY, contacts: [] } }),
      'ricognizione.contatti',
    ],
    ['a signatory on the day', model('opening', { day: day('2020-12-31') }), 'ricognizione.fonti'],
    [
      'a legal basis',
      model('opening', { survey: { ...SURVEY, legalBasis: [] } }),
      'ricognizione.fonti',
    ],
    ['a signatory', model('opening', { survey: { ...SURVEY, signatories: [] } }), 'firme'],
    ['the token', model('opening', { token: ' ' }), 'codice'],
    ['the address', model('opening', { to: '' }), 'comune.pec'],
    [
      'a number in its protocol',
      model('opening', { protocol: { number: '', date: day('2022-03-26'), aoo: null } }),
      'protocollo.numero',
    ],
    ['a term that is past (overdue)', model('overdue'), 'scaduti'],
    ['the reason of a reopening', model('correction'), 'motivo'],
    ['the reason of a lapse', model('exemption-lapsed'), 'motivo'],
    ['the base of an exemption', model('exemption-granted'), 'esonero'],
    ['the extension', model('extension-granted'), 'proroga'],
    ['the act of a formal notice', sampleOf('formal-notice', { formalNotice: null }), 'diffida'],
    [
      'the legal basis of a formal notice',
      sampleOf('formal-notice', {
        formalNotice: { ...sampleOf('formal-notice').formalNotice!, legalBasis: '' },
      }),
      'diffida.fonte',
    ],
    [
      'the proof of earlier letters (formal notice)',
      sampleOf('formal-notice', { obligations: [obligation({ daysToDue: -32, earlier: [] })] }),
      'precedenti',
    ],
  ];

  it.each(lacking)('%s', (_, letter, name) => {
    expect(() => renderWith(files.read(letter.template), letter, () => new Uint8Array())).toThrow(
      expect.objectContaining({ name: 'LetterError', place: expect.objectContaining({ name }) }),
    );
  });

  it('an instant is read in Rome: a receipt of Wednesday 30 March 2022, 22:30 UTC is of the 31st, 00:30', () => {
    const earlier = [{ ...EARLIER[0]!, deliveredAt: at('2022-03-30T22:30:00.000Z') }];
    const letter = sampleOf('overdue', { obligations: [obligation({ daysToDue: -4, earlier })] });
    const { text } = renderWith(files.read('overdue'), letter, () => new Uint8Array());
    expect(text).toContain('ricevuta di avvenuta consegna del 31 marzo 2022, ore 00:30');
  });
});
