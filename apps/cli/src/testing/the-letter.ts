/** The letters of the first round to a municipality that never answers. */
export const THE_LETTER = [
  '2022-02-14 opening send',
  '2022-03-16 reminder-1 send',
  '2022-03-25 reminder-2 send',
  '2022-03-30 last-call send',
  '2022-04-04 overdue-1 send',
  '2022-04-15 overdue-2 send',
];
