import { DomainError } from '@app/domain';

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const EXPECTED = 'un giorno di ogni anno nella forma GG/MM, come 30/06';

/** The one impossible date of the letter, and how it may be read. */
export const LETTER_READING = { asWritten: '31/06', readAs: '30/06' } as const;

/**
 * Reads a reference day `GG/MM` into `MM-DD`. "31/06" is taken as 30/06 only where the survey's readings say so and
 * name who confirmed it; every other day that not every year has is refused.
 *
 * @throws DomainError `impossible-date`, `invalid-date`
 * @example readReferenceDay('31/12', false) //=> '12-31'
 */
export function readReferenceDay(
  text: string,
  letterReadingConfirmed: boolean,
  field = 'giorno',
): string {
  const match = /^(\d{2})\/(\d{2})$/.exec(text);
  if (match === null) throw new DomainError('invalid-date', field, text, EXPECTED);
  if (text === LETTER_READING.asWritten) {
    if (letterReadingConfirmed) return '06-30';
    const expected =
      '30/06; «31/06» è ammesso soltanto con una voce in readings che dica come si legge e chi lo ha confermato';
    throw new DomainError('impossible-date', field, text, expected);
  }
  const [, day = '', month = ''] = match;
  const length = LENGTHS[Number(month) - 1];
  if (length === undefined) {
    throw new DomainError('impossible-date', field, text, `${EXPECTED}: il mese va da 01 a 12`);
  }
  if (Number(day) < 1 || Number(day) > length) {
    const expected =
      text === '29/02'
        ? '28/02 o 01/03: il 29 febbraio non esiste ogni anno'
        : `un giorno che esiste: il mese ${month} ne ha ${length}`;
    throw new DomainError('impossible-date', field, text, expected);
  }
  return `${month}-${day}`;
}
