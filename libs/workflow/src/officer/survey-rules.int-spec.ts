import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultSurvey, surveyFileText } from '@app/contract';
import type { Survey } from '@app/domain';
import { referenceActs } from '@app/persistence';
import { Plans } from '../queries/plans.js';
import { Bench } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import type { RulesPreview } from './survey-rules.js';
import { SurveyRules, waitChanges } from './survey-rules.js';

const ID = 'push-erp';
const file = (changes: Partial<Survey>): string =>
  surveyFileText({ ...defaultSurvey(), ...changes });
const LATER = file({ dueOffset: { unit: 'months', count: 4 } });

describe('the rules of a survey', () => {
  let provider: TestProvider;
  let bench: Bench;

  beforeAll(async () => {
    provider = await TestProvider.open();
  });
  afterAll(() => provider.close());
  afterEach(() => bench.close());

  const open = async (): Promise<SurveyRules> => {
    bench = await Bench.open(provider);
    const { db, clock, reference } = bench;
    return new SurveyRules(db, clock, reference, new Plans(db, reference));
  };
  const current = async () => (await bench.reference.load()).surveys.get(ID);

  it('show what a change would move: the due date from Thursday 31 March to Saturday 30 April 2022, and the letters', async () => {
    const rules = await open();
    const { preview, fields } = (await rules.preview(ID, LATER)) as RulesPreview;
    expect(fields).toEqual(['dueOffset']);
    const [state] = preview.states;
    expect([state?.before[0]?.due.date, state?.after[0]?.due.date]).toEqual([
      '2022-03-31',
      '2022-04-30',
    ]);
    const moved = preview.changes.find(
      ({ rung, obligation }) => rung === 'reminder-1' && obligation.endsWith('2021-12-31'),
    );
    expect([moved?.before?.day, moved?.after?.day]).toEqual(['2022-03-16', '2022-04-15']);
    expect((await current())?.version).toBe(1);
  });

  it('show what letters begin to wait for, those decided included, and what they no longer wait for', async () => {
    const rules = await open();
    const read = async (changes: Partial<Survey>) =>
      ((await rules.preview(ID, file(changes))) as RulesPreview).waits;
    expect(await read({ dueOffset: { unit: 'months', count: 4 } })).toEqual([]);
    await bench.tick.run(bench.clock.now());
    expect(await read({ requiresFourEyes: true, requiresProtocol: true })).toEqual([
      'Da ora ogni lettera, compresa 1 già decisa e non partita, prima di partire aspetta l’approvazione di una seconda persona.',
      'Da ora ogni lettera, compresa 1 già decisa e non partita, prima di partire aspetta il numero di protocollo.',
    ]);
    const on = { ...defaultSurvey(), requiresFourEyes: true };
    expect(waitChanges(on, defaultSurvey(), 0)).toEqual([
      'Da ora le lettere non aspettano più l’approvazione di una seconda persona.',
    ]);
  });

  it('are recorded as a new version with its author and reason; the old one stays', async () => {
    const rules = await open();
    const change = { id: ID, text: LATER, seen: 1, note: 'nuova legge' };
    expect(await rules.record(change, 'rossi')).toBeNull();
    expect(await current()).toMatchObject({ version: 2, dueOffset: { count: 4 } });
    expect(await rules.versions(ID)).toMatchObject([
      { version: 2, recordedBy: 'rossi' },
      { version: 1 },
    ]);
    expect((await rules.version(ID, 1))?.dueOffset.count).toBe(3);
    expect(await referenceActs(bench.db)).toMatchObject([
      { act: 'survey-changed', subject: ID, detail: { version: 2, note: 'nuova legge' } },
    ]);
  });

  it('changed by two at once are changed by one', async () => {
    const rules = await open();
    const change = { id: ID, text: LATER, seen: 1, note: 'x' };
    const results = await Promise.all(['rossi', 'bianchi'].map((by) => rules.record(change, by)));
    expect(results.filter((result) => result === null)).toHaveLength(1);
    expect(results.find((result) => result !== null)).toMatchObject({ code: 'changed-meanwhile' });
    expect(await rules.versions(ID)).toHaveLength(2);
  });

  it('tell every fault of a file in Italian, with its field', async () => {
    const rules = await open();
    const broken = JSON.stringify({
      ...JSON.parse(LATER),
      dueOffset: 'tre mesi',
      saturday: 'forse',
    });
    const read = await rules.preview(ID, broken);
    expect('issues' in read && read.issues.map(({ field }) => field)).toEqual([
      'dueOffset',
      'saturday',
    ]);
    expect(await rules.preview(ID, 'non è JSON')).toMatchObject({
      issues: [{ field: 'documento' }],
    });
  });

  it.each([
    ['another survey’s file', file({ id: 'altra' }), 'other-survey'],
    ['a file that changes nothing', file({}), 'same-rules'],
    ['a file that changes only its number', file({ version: 7 }), 'same-rules'],
  ])('refuse %s', async (_what, text, code) => {
    const rules = await open();
    expect(await rules.preview(ID, text)).toMatchObject({ code });
  });

  it('of an unknown survey are refused', async () => {
    const rules = await open();
    expect(await rules.preview('altra', LATER)).toMatchObject({ code: 'unknown-survey' });
  });
});
