import type { Instant, LocalDate, Municipality, Survey, TemplateId } from '@app/domain';
import { addDays, nameOn, romeInstant } from '@app/domain';
import type { EarlierLetter, FormalNoticeData, LetterModel, LetterObligation } from '@app/letters';

/** What sample letters are made of: the survey's own words on a day, to a municipality. */
export interface SampleContext {
  readonly survey: Survey;
  readonly municipality: Municipality;
  readonly day: LocalDate;
  readonly from: string;
}

/** Made-up data for a letter's own part, as a trial or a preview needs it. */
export const SAMPLE_NOTICE: FormalNoticeData = {
  legalBasis: '(base giuridica inserita allo sblocco della diffida)',
  signer: '(firmatario inserito allo sblocco)',
  act: '(atto inserito allo sblocco)',
  protocol: '(protocollo inserito allo sblocco)',
  term: 'P30D',
};
export const SAMPLE_REASON = '(motivo dagli atti)';
export const SAMPLE_EXEMPTION = { base: '(base dell’esonero)', evidence: '(prova dell’esonero)' };
export const SAMPLE_EXTENSION_REASON = '(motivo della proroga)';

const PAST_DUE: ReadonlySet<TemplateId> = new Set(['overdue', 'formal-notice']);

/** Earlier letters as a formal notice cites them, two of three with proof of delivery. */
export function sampleEarlier(day: LocalDate): EarlierLetter[] {
  const at = (back: number, time: string): Instant => romeInstant(addDays(day, -back), time);
  const protocol = { number: '0001234', date: addDays(day, -40), aoo: 'AOO' };
  return [
    {
      rung: 'opening',
      template: 'opening',
      sentAt: at(40, '09:00'),
      deliveredAt: at(40, '09:01'),
      protocol,
    },
    {
      rung: 'reminder-1',
      template: 'reminder',
      sentAt: at(20, '09:00'),
      deliveredAt: at(20, '09:01'),
      protocol: null,
    },
    {
      rung: 'last-call',
      template: 'last-call',
      sentAt: at(12, '09:00'),
      deliveredAt: null,
      protocol: null,
    },
  ];
}

/** What the obligation of a kind of letter can't do without. */
function ownPart(template: TemplateId, day: LocalDate): Partial<LetterObligation> {
  switch (template) {
    case 'overdue':
    case 'formal-notice':
      return { earlier: sampleEarlier(day) };
    case 'correction':
    case 'exemption-lapsed':
      return { reason: SAMPLE_REASON };
    case 'exemption-granted':
      return { exemption: SAMPLE_EXEMPTION };
    case 'extension-granted':
      return { extension: { due: addDays(day, 40), reason: SAMPLE_EXTENSION_REASON } };
    default:
      return {};
  }
}

function obligation(
  { survey, day }: SampleContext,
  template: TemplateId,
  over: Partial<LetterObligation> = {},
): LetterObligation {
  const part = ownPart(template, day);
  const daysToDue = PAST_DUE.has(template) ? -10 : (over.extension ?? part.extension) ? 40 : 15;
  const due = addDays(day, daysToDue);
  return {
    obligation: `${survey.id}/${survey.firstReference}`,
    reference: survey.firstReference,
    due,
    originalDue: part.extension ? addDays(day, 5) : due,
    extension: null,
    daysToDue,
    earlier: [],
    reason: null,
    exemption: null,
    accepts: { nilReturn: true, noChange: false },
    ...part,
    ...over,
  };
}

/**
 * Letters of every situation of a kind, with the survey's own words: what a template is tried on before it is saved. One obligation
 * and two, with and without protocol number, extension, earlier letters, arrears, stock, and a statement of no change to invite.
 *
 * @example sampleModels('opening', context).length //=> 4
 */
export function sampleModels(template: TemplateId, context: SampleContext): LetterModel[] {
  const { survey, municipality, day, from } = context;
  const extension = { due: addDays(day, 40), reason: SAMPLE_EXTENSION_REASON };
  const plain: LetterModel = {
    template,
    survey,
    municipality: { ...municipality, name: nameOn(municipality, day) },
    to: municipality.addresses[0]?.address ?? 'comune@pec.example',
    from,
    day,
    obligations: [obligation(context, template)],
    protocol: null,
    formalNotice: template === 'formal-notice' ? SAMPLE_NOTICE : null,
    stock: null,
    token: 'SOL-ABCD2345',
    sandbox: false,
  };
  const second = survey.referenceDays[0] ?? '06-30';
  const year = Number(survey.firstReference.slice(0, 4)) + 1;
  const other = obligation(context, template, {
    obligation: `${survey.id}/${year}-${second}`,
    reference: `${year}-${second}` as LocalDate,
    reason: null,
    exemption: null,
    extension: null,
    originalDue: addDays(day, 90),
    due: addDays(day, 90),
    daysToDue: 90,
    earlier: [],
    accepts: { nilReturn: true, noChange: true },
  });
  const protocol = { number: '0005678', date: day, aoo: 'AOO' };
  const extended = obligation(context, template, {
    originalDue: addDays(day, -15),
    extension,
    ...(PAST_DUE.has(template) ? {} : { due: extension.due, daysToDue: 40 }),
  });
  const invited = obligation(context, template, { accepts: other.accepts });
  return [
    plain,
    { ...plain, obligations: [invited], protocol, stock: { units: 120, reference: survey.firstReference } },
    { ...plain, obligations: [extended], protocol: { ...protocol, aoo: null }, sandbox: true },
    { ...plain, obligations: [obligation(context, template, { earlier: sampleEarlier(day) }), other] },
  ];
}
