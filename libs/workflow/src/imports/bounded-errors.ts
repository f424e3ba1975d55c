import type { RowError } from '@app/contract';
import { fileFault } from '@app/contract';

/** Faults that are told one by one: nobody corrects more at once. */
const MOST_ERRORS = 5_000;
/** Of a wrong cell so much is quoted. */
const LONGEST_VALUE = 200;

/**
 * The faults of a file as they are told: however bad it is, its page stays one that can be read.
 *
 * @example boundedErrors(sixThousand).at(-1)?.message //=> 'altri 1000 errori: correggere questi e controllare di nuovo il file'
 */
export function boundedErrors(all: readonly RowError[]): readonly RowError[] {
  const errors = all
    .slice(0, MOST_ERRORS)
    .map((error) => ({ ...error, value: error.value.slice(0, LONGEST_VALUE) }));
  const more = all.length - errors.length;
  if (more === 0) return errors;
  const rest = `altri ${more} errori: correggere questi e controllare di nuovo il file`;
  return [...errors, fileFault(errors.at(-1)?.row ?? 1, rest)];
}
