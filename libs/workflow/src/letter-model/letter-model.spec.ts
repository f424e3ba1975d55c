import { describe, expect, it } from '@jest/globals';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import { addressOn, instant, localDate, rehearse } from '@app/domain';
import { letterSubject, renderLetter } from '@app/letters';
import { letterModel } from './letter-model.js';

const survey = defaultSurvey();
const [andria] = defaultMunicipalities();
if (andria === undefined) throw new Error('the letter names ten municipalities');

/** The record of a silent Andria as it stands on Monday 4 April 2022, with what the planner decided by then. */
function silentCampaign() {
  const [plan] = rehearse({
    survey,
    municipalities: [andria!],
    factsOf: () => [],
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
  const model = letterModel(survey, andria, facts(), {
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
  });

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

  it('is all that the letters library asks for: subject and bodies render from it', async () => {
    expect(letterSubject(model)).toContain('SOL-TESTTEST');
    const { subject, text, pdf } = await renderLetter(model);
    expect(subject).toBe(letterSubject(model));
    expect(text).toContain('31 marzo 2022');
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
  }, 60_000);
});
