import type { LetterModel } from '../types.js';

const MONTHS =
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(
    ' ',
  );

const two = (number: number | string): string => String(number).padStart(2, '0');

/** Every day that a text names, in words or figures, as `YYYY-MM-DD`. Reads what the templates wrote, without their helpers. */
export const saidDays = (text: string): Set<string> => {
  const days = new Set<string>();
  for (const [, d = '', month = '', y] of text.matchAll(/(\d{1,2})°? ([a-z]+) (\d{4})/g)) {
    const m = MONTHS.indexOf(month) + 1;
    if (m > 0) days.add(`${y}-${two(m)}-${two(d)}`);
  }
  for (const [, d, m, y] of text.matchAll(/\b(\d{2})\/(\d{2})\/(\d{4})\b/g))
    days.add(`${y}-${m}-${d}`);
  return days;
};

/** Times of delivery receipts that a text cites, in order. */
export const saidTimes = (text: string): string[] =>
  [...text.matchAll(/avvenuta consegna .*?, ore (\d{2}:\d{2})/g)].map(([, time = '']) => time);

const rome = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Rome',
  dateStyle: 'short',
  timeStyle: 'short',
});

const delivered = (letter: LetterModel): string[] =>
  letter.obligations
    .flatMap(({ earlier }) => earlier)
    .flatMap(({ deliveredAt }) => (deliveredAt === null ? [] : [deliveredAt as string]))
    .sort()
    .map((one) => rome.format(new Date(one)));

export const modelTimes = (letter: LetterModel): string[] =>
  delivered(letter).map((one) => one.slice(11, 16));

/** The days of a model: all that may be named, and those that must be. */
export const modelDays = (letter: LetterModel): { all: Set<string>; due: Set<string> } => {
  const { obligations, formalNotice } = letter;
  const typed = [
    ...obligations.flatMap((one) => [one.reason, one.exemption?.base, one.exemption?.evidence]),
    ...(formalNotice ? [formalNotice.legalBasis, formalNotice.act] : []),
  ].join(' ');
  const cites = ['overdue', 'formal-notice'].includes(letter.template);
  const due = new Set<string>([
    letter.day,
    ...obligations.flatMap((one) => [one.reference, one.due]),
    ...obligations.flatMap((one) => (one.extension ? [one.originalDue] : [])),
    ...(letter.protocol ? [letter.protocol.date] : []),
    ...(cites ? delivered(letter).map((one) => one.slice(0, 10)) : []),
    ...saidDays(typed),
  ]);
  const stock = letter.stock ? [letter.stock.reference] : [];
  const protocols = obligations.flatMap(({ earlier }) =>
    earlier.flatMap(({ protocol }) => (protocol ? [protocol.date as string] : [])),
  );
  return {
    all: new Set([...due, ...stock, ...protocols, ...obligations.map((one) => one.originalDue)]),
    due,
  };
};
