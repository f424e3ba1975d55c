import { describe, expect, it } from '@jest/globals';
import { checkTransmissions } from './transmissions.js';
import { context, grid } from './testing/context.js';

const HEAD = 'comune;data_riferimento;data_trasmissione;modalita;alloggi;esito;data_esito;motivo';
const check = (...rows: readonly string[]) => checkTransmissions(grid(HEAD, ...rows), context);
const START = '110001;31/12/2021;31/03/2022 23:58';

describe('a file of transmissions', () => {
  it.each([
    ['manuale', 'manual'],
    ['Caricamento manuale', 'manual'],
    ['flusso', 'flow'],
    ['Flusso XML', 'flow'],
  ])('knows «%s» as %s', (written, mode) => {
    const { records, errors } = check(`${START};${written};812;;;`);
    expect(errors).toEqual([]);
    expect(records[0]).toEqual({
      row: 2,
      municipality: '110001',
      round: '2021-12-31',
      at: '2022-03-31T21:58:00.000Z',
      mode,
      units: 812,
      outcome: null,
    });
  });

  it('takes the Region’s answer with its day', () => {
    const { records } = check(
      `${START};flusso;;validata;05/04/2022;`,
      '110002;31/12/2021;31/03/2022;manuale;0;Respinta;06/04/2022;mancano gli alloggi alienati',
      '110003;31/12/2021;31/03/2022;manuale;;in attesa;;',
    );
    expect(records.map(({ outcome, units }) => ({ outcome, units }))).toEqual([
      { units: null, outcome: { type: 'validated', at: '2022-04-04T22:00:00.000Z' } },
      {
        units: 0,
        outcome: {
          type: 'rejected',
          at: '2022-04-05T22:00:00.000Z',
          reason: 'mancano gli alloggi alienati',
        },
      },
      { units: null, outcome: null },
    ]);
  });

  it.each([
    ['a mode that is none', `${START};posta;;;;`, 'modalita', 'manuale oppure flusso'],
    ['a number that is none', `${START};flusso;-3;;;`, 'alloggi', 'numero intero'],
    ['an answer without its day', `${START};flusso;;validata;;`, 'data_esito', 'cella vuota'],
    ['a day without its answer', `${START};flusso;;;05/04/2022;`, 'esito', 'scrivere l’esito'],
    [
      'an answer before the transmission',
      `${START};flusso;;validata;30/03/2022;`,
      'data_esito',
      'non anteriore',
    ],
    ['a rejection without a reason', `${START};flusso;;respinta;05/04/2022;`, 'motivo', 'perché'],
  ])('refuses %s', (_what, row, column, message) => {
    const { errors, records } = check(row);
    expect(records).toEqual([]);
    expect(errors).toEqual([
      expect.objectContaining({ row: 2, column, message: expect.stringContaining(message) }),
    ]);
  });

  it('refuses the same transmission twice', () => {
    const { errors } = check(`${START};flusso;;;;`, `${START};flusso;;;;`);
    expect(errors).toMatchObject([{ row: 3, column: 'data_trasmissione' }]);
  });
});
