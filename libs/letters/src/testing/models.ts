import { readFileSync } from 'node:fs';
import type { Instant, LocalDate, Municipality, Survey, TemplateId } from '@app/domain';
import type { LetterModel, LetterObligation } from '../types.js';

const day = (text: string): LocalDate => text as LocalDate;
export const at = (text: string): Instant => text as Instant;

const seed = JSON.parse(
  readFileSync(new URL('../../../../seed/push-erp.json', import.meta.url), 'utf8'),
) as Survey;

export const SURVEY: Survey = seed;

/** A municipality for tests; the name without "Comune di". */
export const municipality = (
  name: string,
  title = 'Comune di',
  istat = '110001',
): Municipality => ({
  istat,
  name,
  title,
  belfiore: null,
  postcode: null,
  latitude: null,
  longitude: null,
  existsFrom: null,
  existsTo: null,
  successor: null,
  addresses: [],
  closingDays: [],
});

/** The first round of the seed letter, five days before its due date. */
export const obligation = (over: Partial<LetterObligation> = {}): LetterObligation => ({
  obligation: 'push-erp/2021-12-31',
  reference: day('2021-12-31'),
  due: day('2022-03-31'),
  originalDue: day('2022-03-31'),
  extension: null,
  daysToDue: 5,
  earlier: [],
  reason: null,
  exemption: null,
  accepts: { nilReturn: true, noChange: true },
  ...over,
});

export const model = (template: TemplateId, over: Partial<LetterModel> = {}): LetterModel => ({
  template,
  survey: SURVEY,
  municipality: municipality('Andria'),
  to: 'protocollo@cert.comune.andria.bt.it',
  from: 'sezione.politicheabitative@pec.rupar.puglia.it',
  day: day('2022-03-26'),
  obligations: [obligation()],
  protocol: null,
  formalNotice: null,
  token: 'PUSH-7F3K-2Q9D',
  sandbox: false,
  ...over,
});
