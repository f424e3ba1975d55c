import type { LocalDate, TemplateId } from '@app/domain';
import { TEMPLATE_IDS } from '../templates/source.js';
import type { EarlierLetter, LetterModel, LetterObligation } from '../types.js';
import { at, model, municipality, obligation } from './models.js';
import { sampleOf } from './samples.js';

const day = (text: string): LocalDate => text as LocalDate;
const daysFrom = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** Days on which each letter leaves, counted from the due date. */
const OFFSETS: Record<TemplateId, number> = {
  opening: -45,
  reminder: -5,
  'last-call': -1,
  overdue: 4,
  'formal-notice': 32,
  correction: -12,
  'exemption-granted': -60,
  'exemption-lapsed': -20,
  'extension-granted': -10,
};

const shifted = (from: LocalDate, days: number): LocalDate =>
  day(new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10));

const round = (reference: string, due: string): LetterObligation =>
  obligation({
    obligation: `push-erp/${reference}`,
    reference: day(reference),
    due: day(due),
    originalDue: day(due),
  });

const AUTUMN = round('2022-06-30', '2022-09-30');
const SPRING = round('2022-12-31', '2023-03-31');

/** A municipality in its situation; the letters of all kinds are written for each. */
interface Situation {
  readonly name: string;
  readonly over: Partial<LetterModel>;
  readonly obligations: readonly LetterObligation[];
  /** Index of the obligation whose rung it is; the first unless said. */
  readonly about?: number;
}

const WINTER = round('2021-12-31', '2022-03-31');

export const SITUATIONS: readonly Situation[] = [
  {
    name: 'piccolo',
    over: {
      municipality: municipality('Minervino Murge', 'Comune di', '110006'),
      to: 'comune.minervinomurge@legpec.it',
      token: 'PUSH-110006-1',
      stock: { units: 1, reference: day('2021-12-31') },
    },
    obligations: [AUTUMN],
  },
  {
    name: 'grande',
    over: {
      municipality: municipality('Andria', 'Città di'),
      token: 'PUSH-110001-1',
      stock: { units: 1240, reference: day('2021-12-31') },
      protocol: { number: '0004567', date: day('2022-09-08'), aoo: 'AOO_080' },
    },
    obligations: [AUTUMN, SPRING],
  },
  {
    name: 'nullo',
    over: {
      municipality: municipality('Trinitapoli', 'Comune di', '110010'),
      to: 'protocollo@pec.vivitrinitapoli.info',
      token: 'PUSH-110010-1',
      stock: { units: 0, reference: day('2021-12-31') },
    },
    obligations: [AUTUMN],
  },
  {
    name: 'esonerato',
    over: {
      municipality: municipality('Margherita di Savoia', 'Comune di', '110005'),
      to: 'ufficio.segreteria@comunemargheritadisavoia.it',
      token: 'PUSH-110005-1',
    },
    obligations: [SPRING],
  },
  {
    name: 'prorogato',
    over: {
      municipality: municipality('San Ferdinando di Puglia', 'Comune di', '110007'),
      to: 'protocollo@pec.comune.sanferdinandodipuglia.bt.it',
      token: 'PUSH-110007-1',
      stock: { units: 87, reference: day('2021-12-31') },
    },
    obligations: [
      {
        ...AUTUMN,
        due: day('2022-10-31'),
        extension: { due: day('2022-10-31'), reason: 'fermo programmato della Piattaforma PUSH' },
      },
    ],
  },
  {
    name: 'arretrato',
    over: {
      municipality: municipality('Canosa di Puglia', 'Comune di', '110004'),
      to: 'protocollo@pec.comune.canosa.bt.it',
      token: 'PUSH-110004-1',
    },
    obligations: [WINTER, AUTUMN],
    about: 1,
  },
];

const sent = (template: TemplateId, rung: string, when: string, later: number): EarlierLetter => ({
  rung,
  template,
  sentAt: at(when),
  deliveredAt: at(new Date(Date.parse(when) + later * 1000).toISOString()),
  protocol: null,
});

/** What was delivered before: the last summer-time and the first winter-time morning are both 09:00 in Rome. */
const earlier = (due: LocalDate): EarlierLetter[] => [
  {
    ...sent('opening', 'opening', `${shifted(due, -45)}T07:00:00.000Z`, 63),
    protocol: { number: '0003210', date: shifted(due, -45), aoo: 'AOO_080' },
  },
  sent('reminder', 'reminder-2', `${shifted(due, -5)}T07:00:00.000Z`, 3721),
  { ...sent('last-call', 'last-call', `${shifted(due, -1)}T07:00:00.000Z`, 0), deliveredAt: null },
];

const ofKind = (one: LetterObligation, template: TemplateId): LetterObligation => {
  const sample = sampleOf(template).obligations[0];
  const proroga = { due: shifted(one.due, 31), reason: 'richiesta motivata dell’Ente' };
  switch (template) {
    case 'overdue':
    case 'formal-notice':
      return { ...one, earlier: earlier(one.due) };
    case 'correction':
      return { ...one, reason: sample?.reason ?? null };
    case 'exemption-lapsed':
      return { ...one, reason: sample?.reason ?? null };
    case 'exemption-granted':
      return { ...one, exemption: sample?.exemption ?? null };
    case 'extension-granted':
      return one.extension ? one : { ...one, due: proroga.due, extension: proroga };
    default:
      return one;
  }
};

/** The letter of a kind to a municipality in its situation, as it would leave. */
export const caseOf = (template: TemplateId, situation: Situation): LetterModel => {
  const about = situation.about ?? 0;
  const first = situation.obligations[about] ?? AUTUMN;
  const today = shifted(first.due, OFFSETS[template]);
  const obligations = situation.obligations.map((one, index) => {
    const told = index === about ? ofKind(one, template) : one;
    return { ...told, daysToDue: daysFrom(today, told.due) };
  });
  const { formalNotice } = sampleOf('formal-notice');
  return model(template, {
    ...situation.over,
    protocol: situation.over.protocol ? { ...situation.over.protocol, date: today } : null,
    day: today,
    obligations,
    formalNotice: template === 'formal-notice' ? formalNotice : null,
  });
};

export const CASES: readonly { readonly file: string; readonly letter: LetterModel }[] =
  TEMPLATE_IDS.flatMap((template) =>
    SITUATIONS.map((situation) => ({
      file: `${template}.${situation.name}`,
      letter: caseOf(template, situation),
    })),
  );
