import type { LocalDate, TemplateId } from '@app/domain';
import type { EarlierLetter, LetterModel, LetterObligation } from '../types.js';
import { at, model, obligation } from './models.js';

const day = (text: string): LocalDate => text as LocalDate;

/** Letters of the round that were sent and delivered before. */
export const EARLIER: readonly EarlierLetter[] = [
  {
    rung: 'opening',
    template: 'opening',
    sentAt: at('2022-02-14T08:00:00.000Z'),
    deliveredAt: at('2022-02-14T08:01:12.000Z'),
    protocol: { number: '0001234', date: day('2022-02-14'), aoo: 'r_puglia' },
  },
  {
    rung: 'reminder-1',
    template: 'reminder',
    sentAt: at('2022-03-16T08:00:00.000Z'),
    deliveredAt: at('2022-03-16T08:00:41.000Z'),
    protocol: null,
  },
  {
    rung: 'last-call',
    template: 'last-call',
    sentAt: at('2022-03-30T07:00:00.000Z'),
    deliveredAt: null,
    protocol: null,
  },
];

const late: Partial<LetterObligation> = { daysToDue: -4, earlier: EARLIER };

const PARTS: Partial<Record<TemplateId, [Partial<LetterObligation>, Partial<LetterModel>]>> = {
  'last-call': [{ daysToDue: 1 }, { day: day('2022-03-30') }],
  overdue: [late, { day: day('2022-04-04') }],
  'formal-notice': [
    { ...late, daysToDue: -32 },
    {
      day: day('2022-05-02'),
      formalNotice: {
        legalBasis: 'art. 5 della legge regionale 7 aprile 2014, n. 10',
        signer: 'La Dirigente della Sezione Politiche Abitative\nIng. Luigia Brizzi',
        act: 'determinazione dirigenziale n. 112 del 28 aprile 2022',
        protocol: 'AOO_080/0005678',
        term: 'P30D',
      },
    },
  ],
  correction: [
    {
      reason:
        'i flussi trasmessi il 10 marzo 2022 sono stati respinti: mancano gli alloggi alienati',
    },
    {},
  ],
  'exemption-granted': [
    {
      exemption: {
        base: 'trasmissione ufficiale in PUSH riferita al 30 giugno 2021',
        evidence: 'dichiarazione di nessuna variazione pervenuta il 10 marzo 2022',
      },
    },
    {},
  ],
  'exemption-lapsed': [
    {
      due: day('2022-04-19'),
      daysToDue: 24,
      reason: 'è stata registrata la vendita di 1 alloggio avvenuta il 15 novembre 2021',
    },
    {},
  ],
  'extension-granted': [
    {
      due: day('2022-05-02'),
      daysToDue: 37,
      extension: { due: day('2022-05-02'), reason: 'aggiornamento della Piattaforma PUSH' },
    },
    {},
  ],
};

/** A letter of each kind that is complete: the seed's round and Andria. */
export const sampleOf = (template: TemplateId, over: Partial<LetterModel> = {}): LetterModel => {
  const [part, rest] = PARTS[template] ?? [{}, {}];
  return model(template, { obligations: [obligation(part)], ...rest, ...over });
};
