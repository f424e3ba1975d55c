import {
  addDays,
  daysBetween,
  explainTerm,
  formatDate,
  isSenderWorkingDay,
  italianCalendar,
  longDate,
  parseTerm,
  romeInstant,
  type LocalDate,
  type TemplateId,
} from '@app/domain';
import { TEMPLATE_IDS } from '../templates/source.js';
import type { EarlierLetter, LetterModel, LetterObligation } from '../types.js';
import { at, model, municipality, obligation } from './models.js';
import { sampleOf } from './samples.js';

const day = (text: string): LocalDate => text as LocalDate;

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

const calendar = italianCalendar({ asOfLaw: day('2026-11-23'), saturday: 'working' });
/** Letters leave on the office's working days: back before the due date, on after it. */
const shifted = (from: LocalDate, days: number): LocalDate => {
  const step = days <= 0 ? -1 : 1;
  let target = addDays(from, days);
  while (!isSenderWorkingDay(calendar, target)) target = addDays(target, step);
  return target;
};

const round = (reference: string, due: string): LetterObligation =>
  obligation({
    obligation: `push-erp/${reference}`,
    reference: day(reference),
    due: day(due),
    originalDue: day(due),
  });

const extended = (one: LetterObligation, due: string, reason: string): LetterObligation => ({
  ...one,
  due: day(due),
  extension: { due: day(due), reason },
});

const WINTER = round('2021-12-31', '2022-03-31');
const AUTUMN = round('2022-06-30', '2022-09-30');
const SPRING = round('2022-12-31', '2023-03-31');

const CITING: readonly TemplateId[] = ['overdue', 'formal-notice'];

/** A municipality in its situation; the letters of all kinds are written for each. */
interface Situation {
  readonly name: string;
  readonly over: Partial<LetterModel>;
  readonly obligations: readonly LetterObligation[];
  /** Index of the obligation whose rung it is; the first unless said. */
  readonly about?: number;
}

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
    // The winter round was extended beyond the autumn one: both are open, each with its date.
    obligations: [extended(WINTER, '2022-10-14', 'allineamento delle banche dati locali'), AUTUMN],
    about: 1,
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
    obligations: [extended(AUTUMN, '2022-10-31', 'fermo programmato della Piattaforma PUSH')],
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

const at9 = (day: LocalDate): string => romeInstant(day, '09:00');

/** What left before, up to the morning of the letter: with and without protocol, delivered and not. */
const earlier = (due: LocalDate, today: LocalDate): EarlierLetter[] =>
  [
    {
      ...sent('opening', 'opening', at9(shifted(due, -45)), 63),
      protocol: { number: `000${due.slice(5, 7)}21`, date: shifted(due, -45), aoo: 'AOO_080' },
    },
    sent('reminder', 'reminder-2', at9(shifted(due, -5)), 3721),
    { ...sent('last-call', 'last-call', at9(shifted(due, -1)), 0), deliveredAt: null },
    sent('overdue', 'overdue-1', at9(shifted(due, 4)), 41),
    sent('overdue', 'overdue-2', at9(shifted(due, 15)), 125),
  ].filter(({ sentAt }) => sentAt < at9(today));

const BASES: Readonly<Record<string, LocalDate>> = {
  '2021-12-31': day('2021-06-30'),
  '2022-06-30': day('2021-12-31'),
  '2022-12-31': day('2022-06-30'),
};

const ofKind = (
  one: LetterObligation,
  template: TemplateId,
  today: LocalDate,
  nil: boolean,
  behind: boolean,
): LetterObligation => {
  // Whoever still owes the round before has an older base.
  const base = behind ? day('2021-06-30') : (BASES[one.reference] ?? one.reference);
  const seen = longDate(addDays(today, -10));
  switch (template) {
    case 'correction':
      return {
        ...one,
        reason: nil
          ? `la consistenza nulla comunicata il ${seen} è stata respinta: non dichiara il numero di alloggi`
          : `i flussi trasmessi il ${seen} sono stati respinti: mancano gli alloggi alienati`,
      };
    case 'exemption-lapsed': {
      // The later of the due date and 30 days after the recording.
      const fresh = explainTerm(today, parseTerm('P30D'), calendar).due;
      const what = nil ? 'l’acquisizione' : 'la vendita';
      const due = fresh > one.due ? fresh : one.due;
      const reason = `è stata registrata ${what} di 1 alloggio, del ${longDate(addDays(one.reference, -46))}`;
      return { ...one, due, extension: null, reason };
    }
    case 'exemption-granted':
      return {
        ...one,
        exemption: {
          base: nil
            ? `comunicazione di consistenza nulla, con dati al ${formatDate(base)}`
            : `ultima trasmissione ufficiale, con dati al ${formatDate(base)}`,
          evidence: `dichiarazione di nessuna variazione resa dal Comune, per il periodo dal ${formatDate(base)} al ${formatDate(one.reference)}`,
        },
      };
    case 'extension-granted':
      return one.extension
        ? one
        : extended(one, shifted(one.due, 31), 'richiesta motivata dell’Ente');
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
    const nil = situation.over.stock?.units === 0;
    const told = index === about ? ofKind(one, template, today, nil, about > 0) : one;
    const cites = CITING.includes(template) && told.due < today;
    // Of the first round there is no base on record; a lapse has the register against it; who is exempt states nothing.
    const noChange =
      told.reference > WINTER.reference &&
      told.exemption === null &&
      !(index === about && template === 'exemption-lapsed') &&
      situation.name !== 'arretrato';
    return {
      ...told,
      accepts: { nilReturn: true, noChange },
      daysToDue: daysBetween(today, told.due),
      earlier: cites ? earlier(told.due, today) : [],
    };
  });
  const entered = sampleOf('formal-notice').formalNotice;
  const act = `determinazione dirigenziale n. 112 del ${longDate(addDays(today, -6))}`;
  return model(template, {
    ...situation.over,
    protocol: situation.over.protocol ? { ...situation.over.protocol, date: today } : null,
    day: today,
    obligations,
    formalNotice: template === 'formal-notice' && entered ? { ...entered, act } : null,
  });
};

export const CASES: readonly { readonly file: string; readonly letter: LetterModel }[] =
  TEMPLATE_IDS.flatMap((template) =>
    SITUATIONS.map((situation) => ({
      file: `${template}.${situation.name}`,
      letter: caseOf(template, situation),
    })),
  );
