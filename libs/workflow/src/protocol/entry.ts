import type { LocalDate, Refusal } from '@app/domain';
import { DomainError, formatDate, localDate } from '@app/domain';
import type { Protocol } from '@app/letters';

/** Protocol data as somebody wrote them: a form, a CSV row, an answer of the Region's system. */
export interface WrittenProtocol {
  readonly number: string;
  /** `AAAA-MM-GG` or `GG/MM/AAAA`. */
  readonly date: string;
  readonly aoo?: string | null;
}

/** A fault of one field, in Italian. */
export interface ProtocolFault {
  readonly field: 'number' | 'date' | 'aoo';
  readonly value: string;
  readonly message: string;
}

const LONGEST_NUMBER = 60;
const LONGEST_AOO = 120;

// Control characters could end a header, and invisible ones hide what a reader should see.
const UNSEEN = /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/;

const faultOfText = (text: string, longest: number): string | null => {
  if (UNSEEN.test(text)) return 'contiene caratteri di controllo o invisibili';
  return [...text].length > longest ? `più di ${longest} caratteri` : null;
};

/** A day as people and systems write it. @throws DomainError */
function dayOf(text: string): LocalDate {
  const italian = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  if (italian === null) return localDate(text.trim(), 'data di protocollo');
  const [, day = '', month = '', year = ''] = italian;
  return localDate(
    `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    'data di protocollo',
  );
}

/**
 * Reads protocol data. The number stays as its system wrote it: nothing is added, padded or invented.
 *
 * @param today a protocol date after it is wrong: the number is given before the letter leaves
 * @returns the protocol, or every fault
 * @example readProtocol({ number: '0001234', date: '16/03/2022' }, today) //=> { number: '0001234', date: '2022-03-16', aoo: null }
 */
export function readProtocol(
  written: WrittenProtocol,
  today: LocalDate,
): Protocol | { readonly faults: readonly ProtocolFault[] } {
  const faults: ProtocolFault[] = [];
  const number = written.number.trim();
  const aoo = (written.aoo ?? '').trim();
  const fault = (field: ProtocolFault['field'], value: string, message: string): void => {
    faults.push({ field, value, message });
  };
  if (number === '') fault('number', written.number, 'Manca il numero di protocollo.');
  const badNumber = faultOfText(number, LONGEST_NUMBER);
  if (badNumber !== null) fault('number', written.number, `Il numero di protocollo: ${badNumber}.`);
  const badAoo = faultOfText(aoo, LONGEST_AOO);
  if (badAoo !== null) fault('aoo', aoo, `L’AOO: ${badAoo}.`);
  let date: LocalDate | null = null;
  try {
    date = dayOf(written.date);
    if (date > today) {
      const found = formatDate(date);
      fault(
        'date',
        written.date,
        `La data di protocollo ${found} è nel futuro: oggi è ${formatDate(today)}.`,
      );
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    fault(
      'date',
      written.date,
      `La data di protocollo «${written.date.slice(0, LONGEST_NUMBER)}» non è una data valida (attesa come 16/03/2022).`,
    );
  }
  if (faults.length > 0 || date === null) return { faults };
  return { number, date, aoo: aoo === '' ? null : aoo };
}

/** All faults as one refusal. */
export const refusalOf = (faults: readonly ProtocolFault[]): Refusal => ({
  refused: true,
  code: 'protocol-invalid',
  message: faults.map(({ message }) => message).join(' '),
});
