import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ContractError } from './contract-error.js';
import { checkMunicipalitiesCsv, parseMunicipalitiesCsv } from './municipalities-csv.js';

const seed = readFileSync(new URL('../../../seed/bat-comuni.csv', import.meta.url), 'utf8');
const HEADER = 'istat,name,belfiore,postcode,lat,lon,pec_in_letter';
const ANDRIA = '110001,Andria,A285,76123,41.227646,16.295435,protocollo@cert.comune.andria.bt.it';

/** The faults of a file of the header, Andria and one more row. */
function faultsOf(row: string): readonly unknown[] {
  return checkMunicipalitiesCsv(`${HEADER}\n${ANDRIA}\n${row}\n`).errors;
}

describe('parseMunicipalitiesCsv', () => {
  it('reads the ten municipalities of the letter with their addresses', () => {
    const ten = parseMunicipalitiesCsv(seed);
    expect(ten).toHaveLength(10);
    expect(ten[3]).toMatchObject({
      istat: '110004',
      name: 'Canosa di Puglia',
      title: 'Comune di',
      belfiore: 'B619',
      latitude: 41.219631,
      addresses: [
        { address: 'protocollo@pec.comune.canosa.bt.it', source: 'letter', validTo: null },
      ],
    });
  });

  it.each([
    ['CRLF and a byte order mark', `\uFEFF${HEADER}\r\n${ANDRIA}\r\n`],
    ['semicolons', `${HEADER}\n${ANDRIA}`.replaceAll(',', ';')],
    ['quotes and blank lines', `"istat","name"\n\n"110001","Andria"\n\n`],
    ['the columns in another order', 'name,istat\nAndria,110001\n'],
  ])('tolerates %s', (_, text) => {
    expect(parseMunicipalitiesCsv(text)[0]).toMatchObject({ istat: '110001', name: 'Andria' });
  });

  it('reads dates of existence, successor and closing days where the file has them', () => {
    const [merged] = parseMunicipalitiesCsv(
      'istat,name,exists_from,exists_to,successor,closing_days,title\n' +
        '001001,Agliè,1990-01-01,2022-12-31,001002,09-21 2022-03-15,Città di\n',
    );
    expect(merged).toMatchObject({
      istat: '001001',
      title: 'Città di',
      existsFrom: '1990-01-01',
      existsTo: '2022-12-31',
      successor: '001002',
      closingDays: ['09-21', '2022-03-15'],
      addresses: [],
    });
  });

  it.each([
    ['11001,X,,,,,', 'istat', '11001', 'attese sei cifre: manca lo zero iniziale? (011001)'],
    ['11O002,X,,,,,', 'istat', '11O002', 'atteso un codice ISTAT di sei cifre'],
    ['110002,,,,,,', 'name', '', 'atteso il nome del Comune'],
    [
      '110002,X,a669,,,,',
      'belfiore',
      'a669',
      'attesi una lettera maiuscola e tre cifre, come A285',
    ],
    ['110002,X,,7612,,,', 'postcode', '7612', 'atteso un CAP di cinque cifre'],
    ['110002,X,,,99,,', 'lat', '99', 'attesi gradi decimali da 35 a 48'],
    ['110002,X,,,,est,', 'lon', 'est', 'attesi gradi decimali da 6 a 19'],
    [
      '110002,X,,,,,pec',
      'pec_in_letter',
      'pec',
      'atteso un indirizzo di posta come nome@dominio.it',
    ],
    [
      '110001,X,,,,,',
      'istat',
      '110001',
      'codice già usato alla riga 2: ogni Comune compare una volta sola',
    ],
  ])('of %s names row 3, column %s', (row, column, value, message) => {
    expect(faultsOf(row)).toEqual([{ row: 3, column, value, message }]);
  });

  it('names every fault of every row, and accepts none', () => {
    const check = checkMunicipalitiesCsv(`${HEADER}\n1,,,,,,\n${ANDRIA}\n110002,X,,1,,,\n`);
    expect(check.errors.map(({ row, column }) => [row, column])).toEqual([
      [2, 'istat'],
      [2, 'name'],
      [4, 'postcode'],
    ]);
    expect(check).toMatchObject({ rows: 3, accepted: 0, municipalities: [] });
  });

  it.each([
    ['name\nAndria\n', 1, 'istat'],
    ['', 1, 'istat'],
    ['istat,name\n110001,"Andria\n', 2, ''],
    ['istat,name\n110001,Andria,Bari\n', 2, ''],
  ])('refuses the shape of %j', (text, row, column) => {
    expect(checkMunicipalitiesCsv(text)).toMatchObject({
      accepted: 0,
      errors: [{ row, column }],
    });
  });

  it.each([
    ['2022-06-31,', 'exists_from', 'atteso un giorno che esiste (giugno 2022 ha 30 giorni)'],
    [
      '2022-06-30,2022-06-29',
      'exists_to',
      'atteso un giorno non anteriore a exists_from (2022-06-30)',
    ],
  ])('checks the days of existence %s', (days, column, message) => {
    const { errors } = checkMunicipalitiesCsv(
      `istat,name,exists_from,exists_to\n110001,X,${days}\n`,
    );
    expect(errors).toMatchObject([{ column, message }]);
  });

  it('refuses a closing day that no year has, and takes 29 February', () => {
    const errors = (days: string): number =>
      checkMunicipalitiesCsv(`istat,name,closing_days\n110001,X,${days}\n`).errors.length;
    expect(errors('02-30')).toBe(1);
    expect(errors('santo')).toBe(1);
    expect(errors('02-29')).toBe(0);
  });

  it('refuses more closing days than a page does, by row and column', () => {
    const year = Array.from({ length: 366 }, (_, n) =>
      new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(5, 10),
    );
    const { errors } = checkMunicipalitiesCsv(
      `istat,name,closing_days\n110001,X,${year.slice(0, 30).join(' ')}\n110002,Y,${year.join(' ')}\n`,
    );
    expect(errors).toMatchObject([
      { row: 3, column: 'closing_days', message: expect.stringContaining('qui sono 366') },
    ]);
  });

  it.each([
    ['name', 'An\u0000dria,', /carattere di controllo/],
    ['name', `${'A'.repeat(255)},`, /troppo lungo: al massimo 254/],
    ['title', 'X,Co\u0007mune', /carattere di controllo/],
  ])('refuses a %s that no page takes', (column, cells, message) => {
    const { errors } = checkMunicipalitiesCsv(`istat,name,title\n110001,${cells}\n`);
    expect(errors).toMatchObject([{ row: 2, column, message: expect.stringMatching(message) }]);
  });

  it('throws all or nothing, with row and column in each fault', () => {
    const read = (): unknown => parseMunicipalitiesCsv(`${HEADER}\n${ANDRIA}\n1,X,,,,,\n`);
    expect(read).toThrow(ContractError);
    expect(read).toThrow(
      'L’elenco dei Comuni non è valido. Da correggere:\n- riga 3, colonna istat: trovato «1»; atteso un codice ISTAT di sei cifre',
    );
  });
});
