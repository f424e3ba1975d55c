import type { LocalDate, Municipality, PecAddress } from '@app/domain';
import { closingDaysFault, DomainError, localDate } from '@app/domain';
import { textFault } from './text-fault.js';

/** A certified address of the shape that can be written to: ASCII, one @, a dotted domain, 254 characters (RFC 5321). */
export const PEC_PATTERN =
  /^(?=.{6,254}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

/** The longest name of a municipality that a letter's subject can bear, with room to spare. */
const LONGEST_NAME = 254;

/** From when an address of a file counts if the file doesn't say: certified mail began in 2005 (D.P.R. 68/2005). */
const PEC_BEGAN = '2005-04-28' as LocalDate;

/** One fault of one row, as `sollecito import` prints it. */
export interface RowError {
  /** Line of the file, the header is 1. */
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly message: string;
}

type Cells = Readonly<Record<string, string>>;
type Fault = Omit<RowError, 'row'>;

const REQUIRED = ['istat', 'name'] as const;
const OPTIONAL = [
  'belfiore',
  'postcode',
  'lat',
  'lon',
  'pec_in_letter',
  'title',
  'exists_from',
  'exists_to',
  'successor',
  'closing_days',
  'pec_valid_from',
] as const;

export const MUNICIPALITY_COLUMNS = { required: REQUIRED, optional: OPTIONAL };

/** Reads one row: the municipality, or every fault of the row. */
export function readMunicipalityRow(
  cells: Cells,
): { municipality: Municipality } | { faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const cell = (column: string): string => (cells[column] ?? '').trim();
  const fault = (column: string, message: string): null => {
    faults.push({ column, value: cell(column), message });
    return null;
  };
  const matching = (column: string, pattern: RegExp, message: string): string | null => {
    const value = cell(column);
    if (value === '') return null;
    return pattern.test(value) ? value : fault(column, message);
  };
  const day = (column: string): LocalDate | null => {
    const value = cell(column);
    if (value === '') return null;
    try {
      return localDate(value, column);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return fault(column, `atteso ${error.expected}`);
    }
  };
  const coordinate = (column: string, low: number, high: number): number | null => {
    const value = cell(column).replace(',', '.');
    if (value === '') return null;
    const degrees = /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : NaN;
    return degrees >= low && degrees <= high
      ? degrees
      : fault(column, `attesi gradi decimali da ${low} a ${high}`);
  };

  for (const column of [...REQUIRED, ...OPTIONAL]) {
    const longest = column === 'closing_days' ? Infinity : LONGEST_NAME;
    const wrong = textFault(cell(column), 'text', longest);
    if (wrong !== null) fault(column, `la cella ${wrong}`);
  }
  const istat = cell('istat');
  if (!/^\d{6}$/.test(istat)) fault('istat', istatMessage(istat));
  if (cell('name') === '') fault('name', 'atteso il nome del Comune');
  const existsFrom = day('exists_from');
  const existsTo = day('exists_to');
  if (existsFrom !== null && existsTo !== null && existsTo < existsFrom) {
    fault('exists_to', `atteso un giorno non anteriore a exists_from (${existsFrom})`);
  }
  const pec = matching(
    'pec_in_letter',
    PEC_PATTERN,
    'atteso un indirizzo di posta come nome@dominio.it',
  );
  const municipality: Municipality = {
    istat,
    name: cell('name'),
    title: cell('title') || 'Comune di',
    belfiore: matching(
      'belfiore',
      /^[A-Z]\d{3}$/,
      'attesi una lettera maiuscola e tre cifre, come A285',
    ),
    postcode: matching('postcode', /^\d{5}$/, 'atteso un CAP di cinque cifre'),
    latitude: coordinate('lat', 35, 48),
    longitude: coordinate('lon', 6, 19),
    existsFrom,
    existsTo,
    successor: matching('successor', /^\d{6}$/, 'atteso un codice ISTAT di sei cifre'),
    addresses: pec === null ? [] : [letterAddress(pec, day('pec_valid_from') ?? PEC_BEGAN)],
    closingDays: closingDays(cell('closing_days'), (message) => fault('closing_days', message)),
  };
  return faults.length > 0 ? { faults } : { municipality };
}

function istatMessage(found: string): string {
  return /^\d{5}$/.test(found)
    ? `attese sei cifre: manca lo zero iniziale? (0${found})`
    : 'atteso un codice ISTAT di sei cifre';
}

function letterAddress(address: string, validFrom: LocalDate): PecAddress {
  return { address, validFrom, validTo: null, source: 'letter', state: 'untried' };
}

/** `MM-DD` (every year) or `YYYY-MM-DD`, separated by blanks or `|`. */
function closingDays(text: string, fault: (message: string) => null): readonly string[] {
  const days = [...new Set(text.split(/[\s|]+/).filter((day) => day !== ''))];
  const wrong = closingDaysFault(days);
  if (wrong !== null) fault(`${wrong}; attesi giorni MM-GG o AAAA-MM-GG separati da spazi`);
  return days;
}
