import type { Fact, FactPayloads, FactType, Instant, LocalDate, Municipality } from '@app/domain';
import { instant } from '@app/domain';
import type { LetterRow } from '@app/persistence';
import { defaultMunicipalities } from '@app/contract';

export const ROUND = '2021-12-31' as LocalDate;
export const OBLIGATION = 'push-erp/2021-12-31';

/** Monday 14 February 2022, 09:00 in Rome: the opening letters are due. */
export const MONDAY = '2022-02-14T08:00:00.000Z' as Instant;

/** The first municipality of the letter. */
export function andria(changes: Partial<Municipality> = {}): Municipality {
  const found = defaultMunicipalities().find(({ istat }) => istat === '110001');
  if (found === undefined) throw new Error('Andria is missing in the seed');
  return { ...found, ...changes };
}

let serial = 0;

/** A fact of Andria about the first round, recorded when it happened. */
export function aFact<T extends FactType>(
  type: T,
  at: string,
  payload: FactPayloads[T],
  round: LocalDate | null = ROUND,
): Fact {
  serial += 1;
  const moment = instant(at);
  return {
    id: `${type}/${serial}`,
    type,
    survey: 'push-erp',
    municipality: '110001',
    round,
    occurredAt: moment,
    recordedAt: moment,
    actor: 'prova',
    source: 'import',
    evidence: null,
    payload,
  } as unknown as Fact;
}

/** A queued reminder to Andria, decided on Wednesday 16 March 2022 at 09:00. */
export function aLetter(changes: Partial<LetterRow> = {}): LetterRow {
  return {
    id: 'push-erp/110001/2022-03-16',
    municipality: '110001',
    survey: 'push-erp',
    obligation: OBLIGATION,
    obligations: [OBLIGATION],
    rung: 'reminder-1',
    dueVersion: 1,
    template: 'reminder',
    target: '2022-03-16' as LocalDate,
    decidedAt: '2022-03-16T08:00:00.000Z' as Instant,
    state: 'queued',
    subject: null,
    templateVersion: null,
    token: 'SOL-AAAA2222',
    parts: null,
    reason: null,
    plannedAddress: null,
    notBefore: null,
    repeats: null,
    ...changes,
  };
}
