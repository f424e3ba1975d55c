import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { defaultMunicipalities, defaultSurvey, parseEvents } from '@app/contract';
import { addDays, type Fact, localDate, rehearse } from '@app/domain';
import { FileTemplateSource, renderWith } from '@app/letters';
import { lines, SCENARIOS } from '../testing/run-cli.js';
import { eventsFile } from './export/events.js';
import { simulate, type SimulateLine } from './simulate-lines.js';

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
  const failed = (reason: string): never => {
    throw new Error(reason);
  };
  return simulate(
    input,
    given,
    { ...range, letters: true },
    {
      onFault: ({ reason }) => failed(reason),
      onUnwritten: failed,
      // An event that could do nothing is left out, with its reason.
      onRefused: () => undefined,
    },
  );
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

/** An answer and its rejection, with the click that explains it. */
const REOPENED = [
  { at: '2022-03-29T12:00:00+02:00', type: 'transmitted', mode: 'manual', units: 31 },
  { at: '2022-04-06T12:00:00+02:00', type: 'rejected', reason: 'chiavi duplicate' },
  { at: '2022-04-06T13:00:00+02:00', type: 'correction-requested', reason: 'spiegare' },
].map((one) => ({ municipality: '110001', round: '2021-12-31', ...one }));

/** A letter of a day fails in the morning, and is wanted once more in the afternoon. */
const aMishap = fc
  .record({
    day: fc.integer({ min: 0, max: 20 }).map((days) => addDays(localDate('2022-04-07'), days)),
    rung: fc.constantFrom('correction', 'correction', 'correction-2', 'overdue-2', 'overdue-1'),
    round: fc.constantFrom('2021-12-31', '2021-12-31', '2022-06-30'),
  })
  .map(({ day, rung, round }) =>
    [
      ...[`${day}T10:00:00+02:00`].map((at) => ({ at, type: 'delivery-failed', class: 'look' })),
      ...[`${day}T15:00:00+02:00`].map((at) => ({ at, type: 'resend-requested', reason: 'ora' })),
    ].map((one) => ({ ...one, municipality: '110001', round, rung })),
  );

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

  it('and the whole letter can be written, also when letters fail and are sent once more, again and again', () => {
    const source = new FileTemplateSource();
    const lived = fc.tuple(
      fc.array(anEvent, { maxLength: 4 }),
      fc.array(aMishap, { minLength: 2, maxLength: 12 }),
    );
    fc.assert(
      fc.property(lived, fc.boolean(), ([events, mishaps], reopened) => {
        const story = [...(reopened ? REOPENED : []), ...events, ...mishaps.flat()];
        for (const { decision, model } of rehearsed(fileOf(story))) {
          if (model === null) continue;
          renderWith(source.read(decision.template), model(), () => Buffer.from(''));
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
  const seen = ({ model: _, ...line }: SimulateLine) => line;

  it('gives the same plan as the record itself, every letter of which has its receipts', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { minLength: 2, maxLength: 10 }), (events) => {
        const file = fileOf(events);
        const input = { survey, municipalities, factsOf: factsIn(file), ...range };
        const lived = [...rehearse({ ...input, assumeDelivery: true })];
        const exported = eventsFile(lived.flatMap(({ facts }) => facts()));
        expect(rehearsed(exported).map(seen)).toEqual(rehearsed(file).map(seen));
      }),
      { numRuns: 50 },
    );
  });
});
