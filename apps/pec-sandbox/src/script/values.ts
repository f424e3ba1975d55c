import { z } from 'zod';

/** Small values of a script. Messages are read by the person who wrote the script: Italian, with an example. */

const UNITS: Readonly<Record<string, number>> = { D: 86_400, H: 3_600, M: 60, S: 1 };

/**
 * An ISO 8601 duration of days, hours, minutes and seconds, in milliseconds; null where it is none.
 *
 * @example durationMs('PT12H30M') //=> 45_000_000
 */
export function durationMs(text: string): number | null {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (match === null || !/\d/.test(text)) return null;
  const [, weeks, days, hours, minutes, seconds] = match.map((part) => Number(part ?? 0));
  return (
    1000 *
    (((weeks ?? 0) * 7 + (days ?? 0)) * UNITS.D! +
      (hours ?? 0) * UNITS.H! +
      (minutes ?? 0) * UNITS.M! +
      (seconds ?? 0))
  );
}

export const duration = z
  .string({ error: 'attesa una durata come "PT2S", "PT12H" o "P3D"' })
  .refine((text) => durationMs(text) !== null, {
    error: (issue) =>
      `durata «${String(issue.input)}» non valida: attesa una come "PT2S", "PT12H" o "P3D"`,
  });

export const day = z
  .string({ error: 'attesa una data come "2022-03-31"' })
  .refine((text) => isDay(text), {
    error: (issue) => `data «${String(issue.input)}» non valida: attesa una come "2022-03-31"`,
  });

/** A real day: 31 June is none. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

export const clockTime = z
  .string({ error: 'attesa un\'ora come "09:00"' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, { error: 'attesa un\'ora come "09:00"' });

/** `nome@dominio`, `*@dominio` or `*`. Lower case. */
export const addressPattern = z
  .string({ error: 'atteso un indirizzo' })
  .regex(/^(\*|[^\s@]+@[^\s@]+)$/, {
    error: 'atteso un indirizzo come "protocollo@pec.comune.it", "*@pec.comune.it" oppure "*"',
  })
  .transform((text) => text.toLowerCase());

export const address = z
  .string({ error: 'atteso un indirizzo' })
  .regex(/^[^\s@<>"]+@[^\s@<>"]+$/, {
    error: 'atteso un indirizzo come "protocollo@pec.comune.it"',
  })
  .transform((text) => text.toLowerCase());

export const istat = z
  .string({ error: 'atteso un codice ISTAT di sei cifre' })
  .regex(/^\d{6}$/, { error: 'atteso un codice ISTAT di sei cifre, come "110001"' });

export const pattern = z.string({ error: "attesa un'espressione regolare" }).refine(
  (text) => {
    try {
      new RegExp(text, 'iu');
      return true;
    } catch {
      return false;
    }
  },
  { error: (issue) => `espressione regolare «${String(issue.input)}» non valida` },
);

export const count = z
  .number({ error: 'atteso un numero' })
  .int({ error: 'atteso un numero intero' })
  .min(1, { error: 'atteso un numero da 1 in su' });
