import { describe, expect, it } from '@jest/globals';
import { faultSentence, type MunicipalityFault } from '../municipalities/fault.js';
import type { Municipality } from '../municipalities/types.js';
import type { Fact } from '../obligations/types.js';
import { rehearse } from './plan.js';
import { aFact, aMunicipality, day, pushErp, short } from './testing/index.js';
import type { MunicipalityPlan, PlanInput } from './types.js';

const silent = (istat: string, more: Partial<Municipality> = {}): Municipality =>
  aMunicipality({ istat, ...more });

function plans(
  municipalities: readonly Municipality[],
  records: Readonly<Record<string, readonly Fact[]>> = {},
  more: Partial<PlanInput> = {},
): readonly MunicipalityPlan[] {
  return [
    ...rehearse({
      survey: pushErp,
      municipalities,
      factsOf: (istat) => records[istat] ?? [],
      from: day('2022-03-14'),
      to: day('2022-03-17'),
      assumeDelivery: true,
      ...more,
    }),
  ];
}

const SILENT = ['2022-03-16 reminder-1 send', '2022-03-14 opening dropped'];
const told = (all: readonly MunicipalityPlan[]): readonly (readonly string[])[] =>
  all.map(({ decisions }) => short(decisions));

it('leaves out one that can’t be planned, tells of it, and plans the others', () => {
  const always = Array.from({ length: 366 }, (_, n) =>
    new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(5, 10),
  );
  const all = [silent('110001', { closingDays: always }), silent('110002'), silent('110003')];
  expect(() => plans(all)).toThrow('110001: 366 giorni di chiusura');
  const faults: MunicipalityFault[] = [];
  const onFault = (fault: MunicipalityFault): number => faults.push(fault);
  expect(told(plans(all, {}, { onFault }))).toEqual([SILENT, SILENT]);
  expect(faults.map(faultSentence)).toEqual([
    expect.stringMatching(/^Non è possibile pianificare il Comune di .+: nessun giorno lavorativo/),
  ]);
});

describe('municipalities that are alike live through the same plan', () => {
  it('each under its own code, in the decisions, in what waited and in the facts', () => {
    const [one, two] = plans(
      [silent('110001'), silent('110002')],
      {},
      { from: day('2022-03-19'), to: day('2022-03-22') },
    );
    const codes = ({ decisions, waited, facts }: MunicipalityPlan): readonly string[] => [
      ...decisions.map(({ municipality }) => municipality),
      ...waited.map(({ line }) => line.municipality),
      ...facts().map(({ municipality }) => municipality),
    ];
    for (const [plan, code] of [
      [one, '110001'],
      [two, '110002'],
    ] as const) {
      expect(plan?.municipality.istat).toBe(code);
      expect(new Set(plan === undefined ? [] : codes(plan))).toEqual(new Set([code]));
    }
  });

  it('lived once: what they have in common is held once', () => {
    const [one, two] = plans([silent('110001'), silent('110002')]);
    expect(told([one, two] as MunicipalityPlan[])).toEqual([SILENT, SILENT]);
    expect(two?.decisions[0]?.obligations).toBe(one?.decisions[0]?.obligations);
  });

  it('in order of code, in whatever order they are given', () => {
    const given = ['110002', '110001', '110004', '110003'].map((istat) => silent(istat));
    expect(plans(given).map(({ municipality }) => municipality.istat)).toEqual([
      '110001',
      '110002',
      '110003',
      '110004',
    ]);
  });
});

describe('one that differs lives its own', () => {
  const answered = [aFact('transmitted', '2022-03-10T10:00:00+01:00', { mode: 'flow' })];
  const ANSWERED = ['2022-03-14 opening skipped', '2022-03-16 reminder-1 skipped'];
  const CLOSED = ['2022-03-15 reminder-1 send', '2022-03-14 opening dropped'];

  it.each<[string, Partial<Municipality>, readonly string[]]>([
    ['closed on the day', { closingDays: ['03-16'] }, CLOSED],
    [
      'ended',
      { existsTo: day('2022-03-15') },
      SILENT.slice(1).concat('2022-03-16 reminder-1 skipped'),
    ],
    ['not yet born when the round fell due', { existsFrom: day('2022-04-01') }, []],
  ])('%s, before or after the others', (_, difference, own) => {
    const first = plans([silent('110001', difference), silent('110002')]);
    expect(told(first)).toEqual([own, SILENT]);
    const last = plans([silent('110001'), silent('110002', difference)]);
    expect(told(last)).toEqual([SILENT, own]);
  });

  it.each<[string, readonly (readonly string[])[]]>([
    ['110001', [ANSWERED, SILENT]],
    ['110002', [SILENT, ANSWERED]],
  ])('with an answer on record (%s)', (istat, expected) => {
    const facts = answered.map((fact) => ({ ...fact, municipality: istat }));
    expect(told(plans([silent('110001'), silent('110002')], { [istat]: facts }))).toEqual(expected);
  });

  it.each<[string, readonly (readonly string[])[]]>([
    ['110001', [SILENT, []]],
    ['110002', [[], SILENT]],
  ])('asked alone (%s)', (istat, expected) => {
    const survey = { ...pushErp, addressees: [istat] };
    expect(told(plans([silent('110001'), silent('110002')], {}, { survey }))).toEqual(expected);
  });
});
