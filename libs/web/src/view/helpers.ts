import { formatDate, longDate, romeDate, romeTime } from '@app/domain';
import type { Instant, LocalDate } from '@app/domain';
import type { AssetStore } from '../assets/asset-store.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What templates may ask for. All give plain text: Handlebars escapes it. */
export function helpersWith(assets: AssetStore) {
  return {
    asset: (name: string) => assets.url(name),
    icon: (name: string) => `${assets.url('sprite.svg')}#${name}`,
    date: (day: unknown) => (isDay(day) ? formatDate(day) : '—'),
    longDate: (day: unknown) => (isDay(day) ? longDate(day) : '—'),
    ofDay: (day: unknown) =>
      isDay(day) ? `${/-(?:08|11)$/.test(day) ? 'dell’' : 'del '}${longDate(day)}` : '—',
    moment: (at: unknown) => (typeof at === 'string' ? momentText(at as Instant) : '—'),
    time: (at: unknown) => (typeof at === 'string' ? romeTime(at as Instant) : '—'),
    eq: (a: unknown, b: unknown) => a === b,
    or: (...values: unknown[]) => values.slice(0, -1).find(Boolean),
    and: (...values: unknown[]) => values.slice(0, -1).every(Boolean),
    not: (value: unknown) => !value,
    count: (n: number, one: string, many: string) => `${formatNumber(n)} ${n === 1 ? one : many}`,
    number: (n: unknown) => (typeof n === 'number' ? formatNumber(n) : '—'),
    percent: (share: unknown) => percentText(share),
  };
}

const isDay = (value: unknown): value is LocalDate => typeof value === 'string' && DAY.test(value);

/** @example momentText('2022-02-14T08:00:00.000Z') //=> '14/02/2022 09:00' */
export function momentText(at: Instant): string {
  return `${formatDate(romeDate(at))} ${romeTime(at)}`;
}

/** @example formatNumber(7900) //=> '7.900' */
export function formatNumber(n: number): string {
  return String(n).replaceAll(/\B(?=(\d{3})+(?!\d))/g, '.');
}

/** @example percentText(0.625) //=> '62,5 %' */
export function percentText(share: unknown): string {
  if (typeof share !== 'number') return '—';
  const text = (Math.round(share * 1000) / 10).toFixed(1).replace('.', ',');
  return `${text.replace(/,0$/, '')} %`;
}
