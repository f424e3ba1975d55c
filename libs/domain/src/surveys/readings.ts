import type { Survey } from './types.js';

/**
 * How the letter's impossible dates are read, in Italian, one sentence each: as written, as understood, who confirmed.
 *
 * @example explainReading(pushErp)[0] //=> '«31/06» nella lettera è letto come 30/06 (giugno ha 30 giorni); confermato da Sezione Politiche Abitative'
 */
export function explainReading(survey: Pick<Survey, 'readings'>): readonly string[] {
  return survey.readings.map(
    ({ asWritten, readAs, confirmedBy }) =>
      `«${asWritten}» nella lettera è letto come ${readAs} (giugno ha 30 giorni); confermato da ${confirmedBy}`,
  );
}
