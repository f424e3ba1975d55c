import { describe, expect, it } from '@jest/globals';
import { defaultMunicipalities, defaultSurvey } from '../defaults.js';
import { parseEvents } from './parse-events.js';
import { AT, parse } from './testing/event-lines.js';

describe('extended', () => {
  const extension = { at: AT, type: 'extended', due: '2022-05-31', reason: 'x' };

  it('for all is one fact for each municipality', () => {
    const { facts } = parse({ ...extension, scope: 'all' });
    expect(facts).toHaveLength(10);
    expect(facts[9]).toMatchObject({
      id: 'event-1/110010',
      municipality: '110010',
      round: '2021-12-31',
      payload: { due: '2022-05-31', scope: 'all' },
    });
  });

  it('for all concerns the addressees of the survey alone', () => {
    const survey = { ...defaultSurvey(), addressees: ['110002'] };
    const line = JSON.stringify({ ...extension, scope: 'all' });
    const { facts } = parseEvents(line, survey, defaultMunicipalities());
    expect(facts).toMatchObject([
      { id: 'event-1', municipality: '110002', payload: { scope: 'all' } },
    ]);
  });

  it('for one code is that municipality’s, whatever the line’s own', () => {
    const { facts } = parse({ ...extension, municipality: '110001', scope: '110002' });
    expect(facts).toMatchObject([{ id: 'event-1', municipality: '110002' }]);
  });

  it('for a list of codes is one fact for each, with its own scope', () => {
    const { facts } = parse({ ...extension, scope: ['110002', '110003', '110002'] });
    expect(facts).toMatchObject([
      { id: 'event-1/110002', payload: { scope: '110002' } },
      { id: 'event-1/110003', payload: { scope: '110003' } },
    ]);
  });

  it.each([
    ['2022-07-31', '2021-12-31', 'the second round is due later: it would be shortened'],
    ['2022-09-30', '2021-12-31', 'the second round’s own due date prolongs only the first'],
    ['2022-10-15', '2022-06-30', 'prolongs the second'],
    ['2022-03-01', '2022-06-30', 'prolongs none: the latest'],
  ])('given on 5 July 2022 until %s is of the round %s: %s', (due, round) => {
    const line = { ...extension, at: '2022-07-05T10:00:00Z', due, scope: '110001' };
    expect(parse(line).facts[0]?.round).toBe(round);
  });

  it('without scope is of the line’s municipality', () => {
    const { facts } = parse({ ...extension, municipality: '110004' });
    expect(facts).toMatchObject([{ municipality: '110004', payload: { scope: '110004' } }]);
  });

  it.each([['tutti'], ['999999'], [[]], [[1]], [7]])('refuses the scope %j', (scope) => {
    expect(parse({ ...extension, scope }).errors).toMatchObject([{ line: 1, field: 'scope' }]);
  });
});
