import { instant, localDate } from '../../calendar/index.js';
import type { Instant, LocalDate } from '../../calendar/types.js';
import type { Municipality } from '../../municipalities/types.js';
import type { Fact, FactPayloads, FactType } from '../../obligations/types.js';
import type { Rung, Survey, TemplateId } from '../../surveys/types.js';
import { factOfDecision } from '../decision-facts.js';
import { plan } from '../plan.js';
import type { Decision, PlanInput } from '../types.js';

function rung(id: string, offset: number, template: TemplateId, more: Partial<Rung> = {}): Rung {
  return {
    id,
    offset,
    template,
    needs: [],
    once: false,
    respectsGap: true,
    term: null,
    whenInDoubt: 'resend-once',
    ...more,
  };
}

/** The survey of the letter. */
export const pushErp: Survey = {
  id: 'push-erp',
  version: 1,
  title: 'Popolamento banca dati PUSH',
  shortTitle: 'Ricognizione ERP',
  legalBasis: [],
  signatories: [],
  contacts: [],
  office: 'Sezione Politiche Abitative',
  addressees: 'all',
  firstReference: localDate('2021-12-31'),
  referenceDays: ['06-30', '12-31'],
  readings: [],
  dueOffset: { unit: 'months', count: 3 },
  acceptanceOffset: { unit: 'months', count: 12 },
  lockOffset: { unit: 'months', count: 18 },
  saturday: 'working',
  trackingStartsOn: null,
  rungs: [
    rung('opening', -45, 'opening', { once: true }),
    rung('reminder-1', -15, 'reminder'),
    rung('reminder-2', -5, 'reminder'),
    rung('last-call', -1, 'last-call'),
    rung('overdue-1', 4, 'overdue'),
    rung('overdue-2', 15, 'overdue', { needs: ['delivery-of-any'] }),
    rung('formal-notice', 30, 'formal-notice', {
      needs: ['unlock', 'delivery-of-overdue'],
      respectsGap: false,
      term: { unit: 'days', count: 30 },
      whenInDoubt: 'ask-officer',
    }),
  ],
  sendTime: '09:00',
  windowFrom: '08:30',
  windowTo: '17:30',
  gapWorkingDays: 3,
  staleAfterDays: 10,
  presumeNoChange: false,
  lapseDays: 30,
  correction: 'click',
  requiresProtocol: false,
  requiresFourEyes: false,
  nilSubject: 'Comune di {comune} – {data}',
  noChangeSubject: 'Comune di {comune} – nessuna variazione {data}',
};

/** A municipality that always existed and closes on no day of its own. */
export function aMunicipality(more: Partial<Municipality> = {}): Municipality {
  return {
    istat: '110001',
    name: 'Andria',
    title: 'Comune di',
    belfiore: null,
    postcode: null,
    latitude: null,
    longitude: null,
    existsFrom: null,
    existsTo: null,
    successor: null,
    addresses: [],
    closingDays: [],
    ...more,
  };
}

export const andria = aMunicipality();

let facts = 0;

/**
 * One fact about Andria's first round, happened and recorded at a moment (ISO with offset).
 *
 * @example aFact('transmitted', '2022-03-10T10:00:00+01:00', { mode: 'flow' })
 */
export function aFact<T extends FactType>(
  type: T,
  at: string,
  payload: FactPayloads[T],
  more: Partial<Fact> = {},
): Fact {
  facts += 1;
  return {
    id: `fact-${facts}`,
    type,
    survey: 'push-erp',
    municipality: '110001',
    round: localDate('2021-12-31'),
    occurredAt: instant(at),
    recordedAt: instant(at),
    actor: 'prova',
    source: 'events-file',
    evidence: null,
    payload,
    ...more,
  } as Fact;
}

/** The plan of one municipality over a range. */
export function planOf(
  from: string,
  to: string,
  record: readonly Fact[] = [],
  more: Partial<PlanInput> = {},
): readonly Decision[] {
  return plan({
    survey: pushErp,
    municipalities: [andria],
    factsOf: () => record,
    from: localDate(from),
    to: localDate(to),
    assumeDelivery: true,
    ...more,
  });
}

/** Lines as short texts: "2022-02-14 opening send". */
export function short(decisions: readonly Decision[]): readonly string[] {
  return decisions.map(({ day, rung: id, action }) => `${day} ${id} ${action}`);
}

/** Puts the final decisions of a tick on record. */
export function recorded(survey: Survey, decisions: readonly Decision[]): readonly Fact[] {
  return decisions.flatMap((decision) => factOfDecision(survey.id, decision) ?? []);
}

export const day = (text: string): LocalDate => localDate(text);
export const at = (text: string): Instant => instant(text);
