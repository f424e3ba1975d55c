const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const ZONES: Readonly<Record<string, string>> = {
  ut: '+0000', utc: '+0000', gmt: '+0000', z: '+0000', cet: '+0100', met: '+0100', cest: '+0200',
  mest: '+0200', est: '-0500', edt: '-0400', cst: '-0600', cdt: '-0500', pst: '-0800', pdt: '-0700',
}; // prettier-ignore

/**
 * The signed time of a daticert as a UTC instant, or null when it is no time.
 *
 * @example daticertInstant('24/03/2022', '23:58:00', '+0100') //=> '2022-03-24T22:58:00.000Z'
 */
export function daticertInstant(day: string, time: string, zone: string | null): string | null {
  const date = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(day.trim());
  const clock = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d+)?$/.exec(time.trim());
  if (date === null || clock === null) return null;
  const [, d, m, y] = date.map(Number);
  const [h, min, s] = [clock[1], clock[2], clock[3] ?? '0'].map(Number);
  const local = utc(y, m, d, h, min, s);
  if (local === null) return null;
  const offset = zone === null || zone.trim() === '' ? romeOffset(local) : zoneMinutes(zone);
  return offset === null ? null : new Date(local - offset * 60_000).toISOString();
}

/** RFC 5322 §3.3 date, obsolete forms included, as a UTC instant; null when it is none. */
export function mailInstant(header: string | null): string | null {
  const text = (header ?? '').slice(0, 200).replace(/\([^()]*\)/g, ' ');
  const found =
    /(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|[a-z]{1,4})?/i.exec(
      text,
    );
  if (found === null) return null;
  const month = MONTHS.indexOf((found[2] ?? '').toLowerCase()) + 1;
  const short = Number(found[3]);
  const year = short < 50 ? short + 2000 : short < 1000 ? short + 1900 : short;
  const [d, h, min, s] = [found[1], found[4], found[5], found[6] ?? '0'].map(Number);
  const local = utc(year, month, d, h, min, s);
  const offset = zoneMinutes(found[7] ?? '+0000') ?? 0;
  return local === null ? null : new Date(local - offset * 60_000).toISOString();
}

function zoneMinutes(zone: string): number | null {
  const known = ZONES[zone.trim().toLowerCase()] ?? zone.trim();
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(known);
  if (found === null) return null;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  if (minutes > 14 * 60) return null;
  return found[1] === '-' ? -minutes : minutes;
}

/** Milliseconds of a civil time taken as UTC; null for a day or hour that does not exist. */
function utc(
  year: number | undefined,
  month: number | undefined,
  day: number | undefined,
  hour: number | undefined,
  minute: number | undefined,
  second: number | undefined,
): number | null {
  if (year === undefined || month === undefined || day === undefined) return null;
  if (hour === undefined || minute === undefined || second === undefined) return null;
  if (year < 1970 || year > 2200 || month < 1 || month > 12) return null;
  if (hour > 24 || minute > 59 || second > 60) return null;
  const at = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59));
  const back = new Date(Date.UTC(year, month - 1, day));
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? at : null;
}

/** Minutes of Europe/Rome at a local time: summer time from the last Sunday of March, 02:00, to the last of October, 03:00. */
function romeOffset(local: number): number {
  const year = new Date(local).getUTCFullYear();
  const from = lastSunday(year, 2) + 2 * 3_600_000;
  const to = lastSunday(year, 9) + 3 * 3_600_000;
  return local >= from && local < to ? 120 : 60;
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return last.getTime() - last.getUTCDay() * 86_400_000;
}
