import type { LocalDate } from './types.js';

/** Where a feast falls: a day of the year, or a distance from Easter Sunday. */
export type FeastDay = { readonly monthDay: string } | { readonly easterPlus: number };

/** A feast that a law makes a holiday, from that day on and, for single occasions, until another. */
export interface Feast {
  readonly key: string;
  readonly name: string;
  readonly on: FeastDay;
  readonly norm: string;
  readonly from: LocalDate;
  readonly to?: LocalDate;
}

/** One law on holidays: known from its publication, it makes some feasts holidays and ends others. */
export interface HolidayLaw {
  readonly law: string;
  /** Day of publication: before it nobody could know the law. */
  readonly published: LocalDate;
  readonly makes: readonly Feast[];
  readonly ends: readonly { readonly key: string; readonly from: LocalDate }[];
}

const day = (text: string): LocalDate => text as LocalDate;

function feast(
  law: { readonly norm: string; readonly from: LocalDate; readonly to?: LocalDate },
  key: string,
  name: string,
  on: FeastDay,
): Feast {
  return { key, name, on, ...law };
}

const ART_2 = { norm: 'art. 2 L. 260/1949', from: day('1949-06-15') };
const ART_1 = { norm: 'art. 1 L. 260/1949', from: day('1949-06-15') };

/**
 * The laws of the Republic on public holidays, oldest first. Before the first only Sundays are holidays here.
 * Patron-saint days are no holidays of the State: they are data of a municipality and never move a term.
 */
export const HOLIDAY_LAWS: readonly HolidayLaw[] = [
  {
    law: 'L. 27 maggio 1949, n. 260',
    published: day('1949-05-31'),
    makes: [
      feast(ART_1, 'republic', 'Festa della Repubblica', { monthDay: '06-02' }),
      feast(ART_2, 'new-year', 'Capodanno', { monthDay: '01-01' }),
      feast(ART_2, 'epiphany', 'Epifania', { monthDay: '01-06' }),
      feast(ART_2, 'saint-joseph', 'San Giuseppe', { monthDay: '03-19' }),
      feast(ART_2, 'liberation', 'Anniversario della Liberazione', { monthDay: '04-25' }),
      feast(ART_2, 'easter', 'Pasqua', { easterPlus: 0 }),
      feast(ART_2, 'easter-monday', 'Lunedì dell’Angelo', { easterPlus: 1 }),
      feast(ART_2, 'ascension', 'Ascensione', { easterPlus: 39 }),
      feast(ART_2, 'corpus-domini', 'Corpus Domini', { easterPlus: 60 }),
      feast(ART_2, 'labour', 'Festa del lavoro', { monthDay: '05-01' }),
      feast(ART_2, 'peter-paul', 'Santi Pietro e Paolo', { monthDay: '06-29' }),
      feast(ART_2, 'assumption', 'Assunzione', { monthDay: '08-15' }),
      feast(ART_2, 'all-saints', 'Ognissanti', { monthDay: '11-01' }),
      feast(ART_2, 'national-unity', 'Giorno dell’Unità nazionale', { monthDay: '11-04' }),
      feast(ART_2, 'immaculate', 'Immacolata Concezione', { monthDay: '12-08' }),
      feast(ART_2, 'christmas', 'Natale', { monthDay: '12-25' }),
      feast(ART_2, 'saint-stephen', 'Santo Stefano', { monthDay: '12-26' }),
    ],
    ends: [],
  },
  {
    law: 'L. 5 marzo 1977, n. 54',
    published: day('1977-03-07'),
    makes: [],
    ends: [
      { key: 'epiphany', from: day('1977-03-08') },
      { key: 'saint-joseph', from: day('1977-03-08') },
      { key: 'ascension', from: day('1977-03-08') },
      { key: 'corpus-domini', from: day('1977-03-08') },
      { key: 'peter-paul', from: day('1977-03-08') },
      // Art. 1: kept on the first Sunday of June and of November, which is a holiday anyway.
      { key: 'republic', from: day('1977-03-08') },
      { key: 'national-unity', from: day('1977-03-08') },
    ],
  },
  {
    law: 'D.P.R. 28 dicembre 1985, n. 792',
    published: day('1985-12-31'),
    makes: [
      feast({ norm: 'art. 1 D.P.R. 792/1985', from: day('1986-01-01') }, 'epiphany', 'Epifania', {
        monthDay: '01-06',
      }),
    ],
    ends: [],
  },
  {
    law: 'L. 20 novembre 2000, n. 336',
    published: day('2000-11-25'),
    makes: [
      feast(
        { norm: 'art. 1 L. 336/2000', from: day('2001-01-01') },
        'republic',
        'Festa della Repubblica',
        { monthDay: '06-02' },
      ),
    ],
    ends: [],
  },
  {
    law: 'D.L. 22 febbraio 2011, n. 5',
    published: day('2011-02-23'),
    makes: [
      feast(
        { norm: 'art. 1 D.L. 5/2011', from: day('2011-02-24'), to: day('2011-12-31') },
        'unity-150',
        '150° anniversario dell’Unità d’Italia',
        { monthDay: '03-17' },
      ),
    ],
    ends: [],
  },
  {
    law: 'L. 8 ottobre 2025, n. 151',
    published: day('2025-10-10'),
    makes: [
      feast(
        { norm: 'art. 2 L. 260/1949, come modificato dalla L. 151/2025', from: day('2026-01-01') },
        'saint-francis',
        'San Francesco d’Assisi',
        { monthDay: '10-04' },
      ),
    ],
    ends: [],
  },
];
