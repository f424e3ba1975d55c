import { describe, expect, it } from '@jest/globals';
import { aSurvey } from '../surveys/testing/a-survey.js';
import { Journal } from './journal.js';
import {
  andria,
  corrected,
  day,
  fact,
  noChange,
  R2,
  rome,
  survey,
  transmitted,
  validated,
  variation,
} from './testing/record.js';

describe('a journal reads each fact by the law of the day on which it is recorded', () => {
  // 826 days after 30 June 2025 is 4 October 2027: a holiday by a law of 10 October 2025.
  const term = { unit: 'days', count: 826 } as const;
  const first = day('2025-06-30');
  const long = aSurvey({
    firstReference: first,
    dueOffset: term,
    acceptanceOffset: term,
    lockOffset: null,
  });
  const lastDay = transmitted('2027-10-05', { round: first });

  it.each(['2025-09-01', '2025-10-09', '2025-10-10', '2025-11-01'])(
    'also when it was opened on %s',
    (opened) => {
      const journal = new Journal(long, andria);
      expect(journal.append(fact('typed', opened, {}, { round: first }))).toBeNull();
      journal.settle(rome(opened));
      expect(journal.append(lastDay)).toBeNull();
    },
  );
});

describe('a journal', () => {
  const base = transmitted('2022-03-10', { id: 'base' });
  const sale = variation('2022-08-01', '2022-05-05', { id: 'sale' });
  const types = (journal: Journal) => journal.facts.map(({ type }) => type);

  it('numbers what it derives, each type of each round by itself', () => {
    const journal = new Journal(survey, andria);
    const put = (one: Parameters<Journal['append']>[0]) => {
      expect(journal.append(one)).toBeNull();
      journal.settle(one.recordedAt);
    };
    put(base);
    put(noChange('2022-07-11', R2));
    put(sale);
    put(corrected('2022-08-20', sale));
    put(noChange('2023-01-10', day('2022-12-31')));
    expect(journal.facts.filter(({ source }) => source === 'engine').map(({ id }) => id)).toEqual([
      'push-erp/2022-06-30/110001/exemption-granted/1',
      'push-erp/2022-06-30/110001/exemption-lapsed/1',
      'push-erp/2022-06-30/110001/exemption-granted/2',
      'push-erp/2022-12-31/110001/exemption-granted/1',
    ]);
  });

  it('puts nothing on record that it refuses', () => {
    const journal = new Journal(survey, andria);
    expect(journal.append(validated('2022-03-01'))?.code).toBe('nothing-to-validate');
    expect(journal.append({ ...base, survey: 'altra' })?.code).toBe('wrong-survey');
    expect(types(journal)).toEqual([]);
    expect(journal.append(base)).toBeNull();
    expect(types(journal)).toEqual(['transmitted']);
  });

  it('reads the record anew after a correction and after a merger', () => {
    const journal = new Journal(survey, andria);
    journal.append(base);
    journal.settle(rome('2022-03-11'));
    journal.append(corrected('2022-03-12', base));
    expect(journal.append(validated('2022-03-13'))?.code).toBe('nothing-to-validate');
    const payload = { into: '110009', on: day('2022-05-01'), reason: 'fusione' };
    expect(journal.append(fact('merged', '2022-03-14', payload, { round: null }))).toBeNull();
    expect(journal.append(transmitted('2022-05-01'))?.code).toBe('municipality-merged');
    expect(journal.append(transmitted('2022-05-02', { recordedAt: '2022-05-02' }))?.code).toBe(
      'municipality-merged',
    );
  });
});
