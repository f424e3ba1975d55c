import { italianDay } from '../municipalities/subjects.js';

/** Reference dates of the campaign of 2022. */
export const ROUND_1 = '2021-12-31';
export const ROUND_2 = '2022-06-30';

/** On a simulated day; 10:00 unless told. */
export const on = (day: string, time = '10:00') => ({ day, time });

/** Some time after the nth letter that names the round's reference date. */
export const letterAbout = (reference: string, after: string, nth: number) => ({
  letter: { mentions: italianDay(reference), nth },
  after,
});

/** An official transmission in PUSH. */
export const duty = (
  id: string,
  when: { day: string; time: string },
  mode: 'manual' | 'flow',
  reference: string,
  units: number,
) => ({ id, when, action: { do: 'transmit' as const, mode, reference, units } });
