import { defaultSurvey } from '@app/contract';
import { describe, expect, it } from '@jest/globals';
import { lines, optionFiles, run } from '../testing/status-command.js';

const { file, events } = optionFiles();

describe('sollecito status --json', () => {
  it('gives one line for each obligation with every field of the contract, and last the measures of each round', async () => {
    const file = events({
      id: 'e1',
      at: '2022-03-30T10:00:00+02:00',
      recordedAt: '2022-04-05T10:00:00+02:00',
      municipality: '110001',
      type: 'transmitted',
      mode: 'flow',
      units: 12,
    });
    const { states, measures, by } = await lines('--as-of', '2022-04-01', '--events', file);
    expect(states).toHaveLength(10);
    expect(by('110001')).toEqual({
      municipality: '110001',
      round: '2021-12-31',
      reference: '2021-12-31',
      due: '2022-03-31',
      outcome: 'transmitted',
      timeliness: 'on-time',
      since: '2022-03-30',
      basis: ['e1'],
      explanation:
        'Trasmissione ufficiale tramite flusso del 30/03/2022 (registrata il 05/04/2022) con 12 alloggi, entro la scadenza del 31/03/2022; non ancora validata dalla Regione.',
      obligation: 'push-erp/2021-12-31',
      dueVersion: 1,
      carriedNil: false,
      presumed: false,
      contested: false,
      suspended: false,
    });
    expect(measures).toEqual({
      '2021-12-31': {
        expected: 10,
        received: 1,
        onTime: 1,
        late: 0,
        overdue: 9,
        nil: 0,
        carriedNil: 0,
        exempt: 0,
        presumedExempt: 0,
        cancelled: 0,
        completeness: 0.1,
        timeliness: 0.1,
      },
    });
  });

  it('as known on a day leaves out what was recorded later', async () => {
    const file = events({
      at: '2022-03-30T10:00:00+02:00',
      recordedAt: '2022-04-05T10:00:00+02:00',
      municipality: '110001',
      type: 'transmitted',
      mode: 'flow',
    });
    const at = async (known: string) =>
      (await lines('--as-of', '2022-04-01', '--known-on', known, '--events', file)).by('110001');
    expect(await at('2022-04-04')).toMatchObject({
      outcome: 'open',
      timeliness: 'overdue',
      basis: [],
    });
    expect(await at('2022-04-05')).toMatchObject({ outcome: 'transmitted', timeliness: 'on-time' });
  });

  it('replays the events: an exemption is granted by a statement and lapses by a variation', async () => {
    const file = events(
      {
        at: '2022-03-10T10:00:00+01:00',
        municipality: '110001',
        type: 'transmitted',
        mode: 'manual',
        units: 4,
      },
      { at: '2022-07-11T10:00:00+02:00', municipality: '110001', type: 'no-change-declared' },
      {
        at: '2022-10-03T10:00:00+02:00',
        municipality: '110001',
        type: 'variation',
        kind: 'sale',
        date: '2022-05-05',
        units: 1,
      },
    );
    const on = async (day: string) =>
      (await lines('--as-of', day, '--events', file)).by('110001', '2022-06-30');
    expect(await on('2022-10-02')).toMatchObject({ outcome: 'exempt', timeliness: 'on-time' });
    expect(await on('2022-10-03')).toMatchObject({
      outcome: 'open',
      due: '2022-11-02',
      dueVersion: 2,
    });
  });

  it('moves only whom an extension is for', async () => {
    const file = events({
      at: '2022-03-20T10:00:00+01:00',
      municipality: '110001',
      type: 'extended',
      due: '2022-04-29',
      scope: '110001',
      reason: 'richiesta',
    });
    const { by } = await lines('--as-of', '2022-04-01', '--events', file);
    expect(by('110001')).toMatchObject({ due: '2022-04-29', timeliness: 'pending' });
    expect(by('110002')).toMatchObject({ due: '2022-03-31', timeliness: 'overdue' });
  });

  it('names a refused event with its reason on standard error, and goes on without it', async () => {
    const file = events({
      id: 'v',
      at: '2022-03-10T10:00:00+01:00',
      municipality: '110001',
      type: 'validated',
    });
    const { by, err } = await lines('--as-of', '2022-03-11', '--events', file);
    expect(by('110001')).toMatchObject({ outcome: 'open' });
    expect(err).toBe(
      'sollecito status: rifiutato v (validated, 110001, 10/03/2022) [nothing-to-validate]: Non c’è alcuna trasmissione da validare.\n',
    );
  });

  it('reads another survey and other municipalities: another province is data', async () => {
    const survey = file(JSON.stringify({ ...surveyJson(), trackingStartsOn: '2022-04-01' }));
    const municipalities = file(
      'istat,name,belfiore,postcode,lat,lon,pec_in_letter\n072006,Bari,A662,70121,41.12,16.86,a@pec.it\n',
    );
    const none = events();
    const { states } = await lines(
      '--as-of',
      '2022-07-01',
      '--events',
      none,
      '--survey',
      survey,
      '--municipalities',
      municipalities,
    );
    expect(states).toMatchObject([{ municipality: '072006', round: '2022-06-30' }]);
  });

  it('before the first round gives no line but the empty measures', async () => {
    expect(await run('--as-of', '2021-12-31', '--events', events(), '--json')).toEqual({
      code: 0,
      out: '{"measures":{}}\n',
      err: '',
    });
  });
});

/** The letter's survey as its file has it. */
function surveyJson(): Record<string, unknown> {
  const { referenceDays, ...rest } = defaultSurvey();
  return {
    ...rest,
    referenceDays: referenceDays.map((day) => day.split('-').reverse().join('/')),
    dueOffset: 'P3M',
    acceptanceOffset: 'P12M',
    lockOffset: 'P18M',
    rungs: rest.rungs.map((rung) => ({ ...rung, term: rung.term === null ? null : 'P30D' })),
  };
}
