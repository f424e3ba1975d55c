const ROWS = [
  ['letters', 'letters'],
  ['SIGKILLs', 'kills'],
  ['connections cut', 'cuts'],
  ['taken by the provider', 'submissions'],
  ['lost', 'lost'],
  ['doubled', 'doubled'],
  ['same Message-ID twice', 'sameIdTwice'],
  ['sent again, linked', 'resent'],
  ['asked of an officer', 'asked'],
  ['delivered, by the record', 'delivered'],
  ['receipts issued', 'receipts'],
  ['receipts stored', 'messages'],
  ['facts sent', 'sent'],
  ['facts accepted', 'accepted'],
  ['facts delivered', 'deliveredFacts'],
  ['seconds', 'seconds'],
];

/** The run as a person reads it. */
export function table({ seed, seconds, found, queue, wrong }) {
  const width = 28;
  const cell = (text) => String(text).padStart(14);
  const lines = [
    ''.padEnd(width) + found.map(({ policy }) => cell(policy)).join(''),
    ...ROWS.map(
      ([title, key]) => title.padEnd(width) + found.map((one) => cell(one[key])).join(''),
    ),
    '',
    `where it struck (${found[0].policy}): ` +
      Object.entries(found[0].points)
        .map(([point, count]) => `${point} ${count}`)
        .join(', '),
    `errors that were tried again: ${JSON.stringify(found[0].errors)}`,
    ...(queue === null
      ? []
      : [
          `queue emptied ${queue.emptied} times during ${queue.letters} letters: ${queue.different} lines of the record differ`,
        ]),
    `seed ${seed}, ${seconds} s`,
    wrong.length === 0
      ? 'nothing lost, nothing doubled; both wrong senders were seen'
      : `WRONG:\n${wrong.map((line) => `  ${line}`).join('\n')}`,
  ];
  return `${lines.join('\n')}\n`;
}
