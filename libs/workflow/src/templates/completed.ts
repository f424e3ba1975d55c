import { addDays } from '@app/domain';
import type { LetterModel, LetterObligation } from '@app/letters';
import {
  sampleEarlier,
  SAMPLE_EXEMPTION,
  SAMPLE_EXTENSION_REASON,
  SAMPLE_NOTICE,
  SAMPLE_REASON,
} from './samples.js';

type Completion = readonly [
  what: string,
  missing: (one: LetterObligation) => boolean,
  fill: (one: LetterObligation) => LetterObligation,
];

const REASON: Completion = [
  'motivo',
  (one) => one.reason === null,
  (one) => ({ ...one, reason: SAMPLE_REASON }),
];

const BY_TEMPLATE: Partial<Record<LetterModel['template'], Completion>> = {
  correction: REASON,
  'exemption-lapsed': REASON,
  'exemption-granted': [
    'base e prova dell’esonero',
    (one) => one.exemption === null,
    (one) => ({ ...one, exemption: SAMPLE_EXEMPTION }),
  ],
  'extension-granted': [
    'proroga',
    (one) => one.extension === null,
    (one) => {
      const due = addDays(one.due, 30);
      const extension = { due, reason: SAMPLE_EXTENSION_REASON };
      return { ...one, due, extension, daysToDue: one.daysToDue + 30 };
    },
  ],
};

/**
 * A model that can be shown: what the record has nothing of is filled with made-up data that say so, and named.
 *
 * @returns the model and the names of what was made up; none when all of it is the record's
 */
export function completed(model: LetterModel): {
  readonly model: LetterModel;
  readonly invented: readonly string[];
} {
  const invented: string[] = [];
  let whole = model;
  const [what, missing, fill] = BY_TEMPLATE[model.template] ?? [null, () => false, (one) => one];
  if (what !== null && model.obligations.every(missing)) {
    invented.push(what);
    whole = { ...whole, obligations: whole.obligations.map(fill) };
  }
  if (model.template !== 'formal-notice') return { model: whole, invented };
  if (model.formalNotice === null) {
    invented.push('dati dello sblocco della diffida');
    whole = { ...whole, formalNotice: SAMPLE_NOTICE };
  }
  const isProved = (one: LetterObligation): boolean =>
    one.earlier.some(({ deliveredAt }) => deliveredAt !== null);
  if (!whole.obligations.some(isProved)) {
    invented.push('lettere precedenti e loro consegna');
    const earlier = sampleEarlier(model.day);
    whole = { ...whole, obligations: whole.obligations.map((one) => ({ ...one, earlier })) };
  }
  return { model: whole, invented };
}
