import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { defaultMunicipalities, defaultSurvey, parseEvents } from '@app/contract';
import { addDays, type Fact, localDate, rehearse } from '@app/domain';
import { lines, SCENARIOS } from '../testing/run-cli.js';
import { eventsFile } from './export/events.js';
import { simulate } from './simulate-lines.js';

const survey = defaultSurvey();
const municipalities = defaultMunicipalities().slice(0, 2);
const range = { from: localDate('2022-02-14'), to: localDate('2023-04-30'), sender: 'a@pec.it' };

const fileOf = (events: readonly object[]): string =>
  [...(events as readonly { at: string }[])]
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map((one) => `${JSON.stringify(one)}\n`)
    .join('');

function factsIn(file: string): (istat: string) => readonly Fact[] {
  const { facts, errors } = parseEvents(file, survey, municipalities);
  expect(errors).toEqual([]);
  return (istat) => facts.filter(({ municipality }) => municipality === istat);
}

/** The rehearsal of two municipalities with this events file. */
function rehearsed(file: string) {
  const given = { factsOf: factsIn(file), downtimes: [] };
  const input = { survey, municipalities, events: given, whatIf: null };
  return simulate(input, given, { ...range, letters: false }, ({ reason }) => {
    throw new Error(reason);
  });
}

/** An event of one of the kinds after which a letter may be owed and then no longer. */
const anEvent = fc
  .record({
    at: fc.integer({ min: 0, max: 400 }).map((days) => addDays(localDate('2022-01-10'), days)),
    round: fc.constantFrom('2021-12-31', '2022-06-30'),
    what: fc.constantFrom(
      { type: 'transmitted', mode: 'flow', units: 10 },
      { type: 'rejected', reason: 'chiavi duplicate' },
      { type: 'validated' },
      { type: 'nil-declared', reference: '2021-12-31' },
      { type: 'no-change-declared' },
      { type: 'exempted', reason: 'accordo', approver: 'Rossi' },
      { type: 'variation', kind: 'acquisition', date: '2022-05-05', units: 1 },
      { type: 'extended', due: '2022-11-30', scope: '110001', reason: 'accordo' },
      { type: 'extended', due: '2022-12-15', scope: 'all', reason: 'per tutti' },
      {
        type: 'unlocked',
        rung: 'formal-notice',
        legalBasis: 'L',
        signer: 'S',
        act: 'A',
        protocol: 'P',
      },
      { type: 'suspended' },
      { type: 'resumed' },
      { type: 'cancelled', reason: 'errore' },
      { type: 'correction-requested', reason: 'spiegare' },
      { type: 'notice-requested', notice: 'extension-granted', reason: 'chiesta' },
      { type: 'notice-requested', notice: 'exemption-granted', reason: 'chiesta' },
      { type: 'skip-requested', rung: 'correction', reason: 'già detto' },
      { type: 'send-requested', rung: 'overdue-1', reason: 'subito' },
    ),
  })
  .map(({ at, round, what }) => ({
    at: `${at}T10:00:00+02:00`,
    municipality: '110001',
    round,
    ...what,
  }));

describe('the subject of a line', () => {
  it('is the letter’s where one leaves, and none where none does, whatever happened', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { minLength: 2, maxLength: 10 }), (events) => {
        for (const { action, subject } of rehearsed(fileOf(events))) {
          if (action === 'send') expect(subject).toMatch(/ \[rif\. SOL-\w+\]$/);
          else expect(subject).toBeNull();
        }
      }),
      { numRuns: 80 },
    );
  });

  it('of a correction that is no longer needed is none: rejected, then answered again', async () => {
    const all = await lines(
      ...['--from', '2022-02-14', '--to', '2022-12-31'],
      ...['--events', `${SCENARIOS}rejected-answered-again.jsonl`],
    );
    const corrections = all.filter(({ rung }) => rung === 'correction');
    expect(corrections.map(({ action, code, subject }) => [action, code, subject])).toEqual([
      ['skipped', 'satisfied', null],
    ]);
  });
});

describe('a record that was exported', () => {
  it('gives the same plan as the record itself, every letter of which has its receipts', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { minLength: 2, maxLength: 10 }), (events) => {
        const file = fileOf(events);
        const input = { survey, municipalities, factsOf: factsIn(file), ...range };
        const lived = [...rehearse({ ...input, assumeDelivery: true })];
        const exported = eventsFile(lived.flatMap(({ facts }) => facts()));
        expect(rehearsed(exported)).toEqual(rehearsed(file));
      }),
      { numRuns: 50 },
    );
  });
});
