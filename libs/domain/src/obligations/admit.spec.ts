import { describe, expect, it } from '@jest/globals';
import { admit } from './admit.js';
import {
  andria,
  corrected,
  day,
  exempted,
  extended,
  fact,
  nilDeclared,
  noChange,
  R1,
  R2,
  replayed,
  snapshot,
  survey,
  transmitted,
} from './testing/record.js';
import { pushErp } from '../reminders/testing/index.js';
import { aSurvey } from '../surveys/testing/a-survey.js';
import type { Fact } from './types.js';

function codeOf(record: readonly Fact[], one: Fact): string | null {
  return admit(survey, andria, record, one)?.code ?? null;
}

describe('a fact is admitted', () => {
  it('only to the record of its own municipality and survey, once', () => {
    const one = transmitted('2022-03-01', { id: 'one' });
    expect(codeOf([], { ...one, survey: 'altra' })).toBe('wrong-survey');
    expect(codeOf([], { ...one, municipality: '110002' })).toBe('wrong-municipality');
    expect(codeOf([], one)).toBeNull();
    expect(admit(survey, andria, [one], one)).toEqual({
      refused: true,
      code: 'already-recorded',
      message: 'Il fatto one è già registrato.',
    });
  });

  it('only from an addressee, as far as an outcome depends on it', () => {
    const others = aSurvey({ addressees: ['110002'] });
    expect(admit(others, andria, [], transmitted('2022-03-01'))?.code).toBe('not-addressee');
    const address = fact('address-changed', '2022-03-01', { pec: 'a@pec.it' }, { round: null });
    expect(admit(others, andria, [], address)).toBeNull();
  });

  it('only to a round that the survey has', () => {
    const spring = day('2022-03-31');
    expect(admit(survey, andria, [], transmitted('2022-05-01', { round: spring }))).toEqual({
      refused: true,
      code: 'round-unknown',
      message: 'La ricognizione non ha un ciclo con data di riferimento 31/03/2022.',
    });
    expect(codeOf([], transmitted('2021-05-01', { round: day('2020-12-31') }))).toBeNull();
  });

  it('without a round to the only one open that day, and to none when two are', () => {
    const lonely = transmitted('2022-03-01', { round: null, id: 'lonely' });
    expect(replayed([lonely]).refused).toEqual([]);
    expect(codeOf([], transmitted('2022-08-01', { round: null }))).toBe('round-missing');
    expect(codeOf([], transmitted('2021-08-01', { round: null }))).toBe('round-missing');
  });

  it('as an answer from the day on which the round opens: not on Friday 31 December 2021, but on Saturday 1 January 2022', () => {
    expect(admit(survey, andria, [], transmitted('2021-12-31 23:59:59'))).toEqual({
      refused: true,
      code: 'before-round',
      message:
        'Il ciclo si apre il 01/01/2022, il giorno dopo la data di riferimento: prima nessuna risposta è possibile.',
    });
    expect(codeOf([], transmitted('2022-01-01 00:00'))).toBeNull();
    expect(codeOf([], noChange('2022-06-30'))).toBe('before-round');
    expect(codeOf([], exempted('2022-06-30'))).toBe('before-round');
    expect(codeOf([], fact('typed', '2021-12-31', {}))).toBe('before-round');
    expect(codeOf([], extended('2022-06-01', '2022-10-31', { round: R2 }))).toBeNull();
  });

  it('as data of a day that has come', () => {
    expect(codeOf([], nilDeclared('2022-06-29', R2))).toBe('reference-in-future');
    expect(codeOf([], nilDeclared('2020-12-31', day('2020-12-31')))).toBeNull();
    expect(codeOf([], snapshot('2022-06-29', R2, {}))).toBe('reference-in-future');
    expect(codeOf([], snapshot('2022-06-30', R2, {}))).toBeNull();
  });
});

describe('an extension', () => {
  it('has a day that has not passed when it is decided, and not before the round opens', () => {
    expect(codeOf([], extended('2022-04-12', '2022-04-12'))).toBeNull();
    expect(admit(survey, andria, [], extended('2022-04-12', '2022-04-11'))).toEqual({
      refused: true,
      code: 'due-before-decision',
      message:
        'La nuova scadenza 11/04/2022 è anteriore al giorno della decisione (12/04/2022): indicare un giorno non trascorso.',
    });
    expect(codeOf([], extended('2022-05-01', '2022-06-30', { round: R2 }))).toBe(
      'due-before-round',
    );
    expect(codeOf([], extended('2022-05-01', '2022-07-01', { round: R2 }))).toBeNull();
  });

  it('to the day that is in force already changes nothing, also by the day that was written and rolled', () => {
    const first = extended('2022-03-01', '2022-04-24');
    expect(codeOf([], extended('2022-03-01', '2022-03-31'))).toBe('due-in-force');
    // 24 April is a Sunday, 25 April a holiday.
    expect(codeOf([first], extended('2022-03-02', '2022-04-24'))).toBe('due-in-force');
    expect(codeOf([first], extended('2022-03-02', '2022-04-26'))).toBe('due-in-force');
    expect(codeOf([first], extended('2022-03-02', '2022-04-27'))).toBeNull();
  });
});

describe('an officer’s decision to exempt', () => {
  const base = transmitted('2022-03-01', { id: 'base' });

  it('needs a reason, an approver and a base, in the first round as in any other', () => {
    const blank = { reason: ' ', approver: 'dott.ssa Rossi' };
    expect(codeOf([base], fact('exempted', '2022-08-01', blank, { round: R2 }))).toBe(
      'decision-incomplete',
    );
    const anonymous = { reason: 'alluvione', approver: '' };
    expect(codeOf([base], fact('exempted', '2022-08-01', anonymous, { round: R2 }))).toBe(
      'decision-incomplete',
    );
    expect(codeOf([], exempted('2022-08-01'))).toBe('no-base');
    expect(codeOf([], exempted('2022-03-01', R1))).toBe('no-base');
    const history = transmitted('2021-03-01', { round: day('2020-12-31') });
    expect(codeOf([history], exempted('2022-03-01', R1))).toBeNull();
    expect(codeOf([base], exempted('2022-08-01'))).toBeNull();
  });
});

describe('unlocking the formal notice', () => {
  const { rungs } = pushErp;
  const codeOf = (record: readonly Fact[], one: Fact): string | null =>
    admit(aSurvey({ rungs }), andria, record, one)?.code ?? null;
  const complete = {
    rung: 'formal-notice',
    legalBasis: 'art. 7',
    signer: 'Brizzi',
    act: 'DD 12',
    protocol: '99',
  };

  it('needs legal basis, signer, act and protocol', () => {
    expect(codeOf([], fact('unlocked', '2022-04-20', complete))).toBeNull();
    for (const field of ['legalBasis', 'signer', 'act', 'protocol']) {
      const payload = { ...complete, [field]: '  ' };
      expect(codeOf([], fact('unlocked', '2022-04-20', payload))).toBe('unlock-incomplete');
    }
  });
});

describe('a correction', () => {
  const sent = transmitted('2022-03-01', { id: 'sent' });
  const first = corrected('2022-03-02', sent, { id: 'c1' });

  it('names a fact on record that still stands', () => {
    expect(codeOf([sent], first)).toBeNull();
    expect(codeOf([], first)).toBe('fact-unknown');
    expect(admit(survey, andria, [sent, first], corrected('2022-03-03', sent))).toEqual({
      refused: true,
      code: 'already-corrected',
      message: 'Il fatto sent è già stato annullato da una rettifica.',
    });
  });

  it('may itself be taken back, and then be made again', () => {
    const back = corrected('2022-03-03', first);
    expect(codeOf([sent, first], back)).toBeNull();
    expect(codeOf([sent, first, back], corrected('2022-03-04', sent))).toBeNull();
  });

  it('takes back no derived fact: what it rests on is corrected instead', () => {
    const record = replayed([sent, noChange('2022-07-11')], { until: '2022-07-31' }).facts;
    const grant = record.find(({ type }) => type === 'exemption-granted') as Fact;
    expect(codeOf(record, corrected('2022-08-01', grant))).toBe('derived-fact');
  });

  it('is taken until the lock of the round, Friday 30 June 2023', () => {
    expect(codeOf([sent], corrected('2023-06-30 23:59', sent))).toBeNull();
    expect(codeOf([sent], corrected('2023-07-01 00:00', sent))).toBe('round-locked');
  });
});

describe('after a merger', () => {
  const merged = fact(
    'merged',
    '2022-03-01',
    { into: '110009', on: day('2022-05-01'), reason: 'fusione' },
    { round: null },
  );

  it('answers count until the day before, also when they are recorded later', () => {
    const early = transmitted('2022-04-30 23:59', { recordedAt: '2022-05-10' });
    expect(codeOf([merged], early)).toBeNull();
    expect(admit(survey, andria, [merged], transmitted('2022-05-01 00:00'))).toEqual({
      refused: true,
      code: 'municipality-merged',
      message:
        'Dal 01/05/2022 il Comune non esiste più: gli obblighi sono passati al Comune con codice ISTAT 110009.',
    });
  });
});
