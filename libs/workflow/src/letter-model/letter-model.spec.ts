import { describe, expect, it } from '@jest/globals';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import { addressOn, type Fact, instant, localDate, rehearse } from '@app/domain';
import { letterSubject, renderLetter } from '@app/letters';
import { aFact } from '../testing/samples.js';
import { letterModel, type LetterOrder } from './letter-model.js';

const survey = defaultSurvey();
const [andria] = defaultMunicipalities();
if (andria === undefined) throw new Error('the letter names ten municipalities');

/** The record of a silent Andria as it stands on Monday 4 April 2022, with what the planner decided by then. */
function silentCampaign(facts: readonly Fact[] = []) {
  const [plan] = rehearse({
    survey,
    municipalities: [andria!],
    factsOf: () => facts,
    from: localDate('2022-02-14'),
    to: localDate('2022-04-04'),
    assumeDelivery: true,
  });
  if (plan === undefined) throw new Error('one municipality has one plan');
  return plan;
}

describe('the model of a letter', () => {
  const { decisions, facts } = silentCampaign();
  const overdue = decisions.find(({ rung }) => rung === 'overdue-1');
  const order: LetterOrder = {
    template: 'overdue',
    rung: 'overdue-1',
    obligations: overdue?.obligations ?? [],
    at: overdue?.at ?? instant('2022-04-04T07:00:00Z'),
    letter: 'push-erp/110001/2022-04-04',
    to: addressOn(andria, localDate('2022-04-04'))?.address ?? '',
    from: 'ufficio@pec.example',
    token: 'SOL-TESTTEST',
    protocol: { number: '0004567', date: localDate('2022-04-04'), aoo: 'AOO_080' },
    sandbox: true,
  };
  const model = letterModel(survey, andria, facts(), order);

  it('is written from plan and facts: an overdue letter cites the four before it with their receipts', () => {
    expect(model.obligations).toHaveLength(1);
    expect(model.obligations[0]).toMatchObject({ due: '2022-03-31', daysToDue: -4 });
    expect(
      model.obligations[0]?.earlier.map(({ rung, deliveredAt }) => [rung, deliveredAt]),
    ).toEqual([
      ['opening', '2022-02-14T08:01:00.000Z'],
      ['reminder-1', '2022-03-16T08:01:00.000Z'],
      ['reminder-2', '2022-03-25T08:01:00.000Z'],
      ['last-call', '2022-03-30T07:01:00.000Z'],
    ]);
  });

  it('of the first round invites a statement of no change only with an earlier transmission on record', async () => {
    const subject =
      'Dichiarazione di nessuna variazione del patrimonio immobiliare ERP alla data del 31/12/2021';
    const { text } = await renderLetter(model);
    expect(text).not.toContain(subject);
    expect(text.replace(/\s+/g, ' ')).toContain(
      'Possono essere esonerati da tale aggiornamento gli Enti il cui patrimonio non ha subito variazioni',
    );
    const base = aFact(
      'transmitted',
      '2021-03-10T10:00:00+01:00',
      { mode: 'flow', units: 12 },
      localDate('2020-12-31'),
    );
    const invited = letterModel(survey, andria!, silentCampaign([base]).facts(), order);
    expect((await renderLetter(invited)).text).toContain(subject);
  }, 60_000);

  it('is all that the letters library asks for: subject and bodies render from it', async () => {
    expect(letterSubject(model)).toContain('SOL-TESTTEST');
    const { subject, text, pdf } = await renderLetter(model);
    expect(subject).toBe(letterSubject(model));
    expect(text).toContain('31 marzo 2022');
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
  }, 60_000);
});
