import type { LocalDate, Survey } from '@app/domain';
import { formatDate, fullName, rungName } from '@app/domain';
import type { Change, ChangedLine } from './simulate-change.js';
import type { SimulateLine } from './simulate-lines.js';

/** One JSON object a line, as the contract has it. */
export function toJsonLine({ line, change }: ChangedLine): string {
  const { decision, subject, termEnds } = line;
  const { day, time, municipality, obligations, rung, action, reason, template, target } = decision;
  const { obligation, dueVersion, code, into, until, repeats, because } = decision;
  const named = { day, time, municipality, obligations, rung, action, reason, template, subject };
  const more = { target, obligation, dueVersion, code, into, until, repeats, because, termEnds };
  return `${JSON.stringify({ ...named, ...more, change: change ?? undefined })}\n`;
}

const ACTIONS: Readonly<Record<SimulateLine['action'], string>> = {
  send: 'parte',
  postponed: 'rinviato',
  folded: 'assorbito',
  dropped: 'scartato',
  skipped: 'saltato',
  locked: 'bloccato',
};
const CHANGES: Readonly<Record<Change, string>> = {
  added: '+',
  removed: '−',
  same: ' ',
};

/** Tables for an officer: what leaves, then every rung without a letter, each line followed by its reason. */
export function toTable(
  survey: Survey,
  lines: readonly ChangedLine[],
  range: { readonly from: LocalDate; readonly to: LocalDate },
): string {
  const sends = lines.filter(({ line }) => line.action === 'send');
  const others = lines.filter(({ line }) => line.action !== 'send');
  const compared = lines.some(({ change }) => change !== null);
  return [
    `Piano degli invii dal ${formatDate(range.from)} al ${formatDate(range.to)}`,
    ...(compared ? ['Differenza con gli eventi in più: «+» si aggiunge, «−» viene meno.'] : []),
    '',
    `Lettere in partenza: ${leaving(sends)}`,
    ...rows(survey, sends, 'nessuna lettera parte in questi giorni.'),
    '',
    `Gradini senza lettera: ${leaving(others)}`,
    ...rows(survey, others, 'ogni gradino maturato ha la sua lettera.'),
    '',
  ].join('\n');
}

/** How many there are once the changes are made. */
function leaving(lines: readonly ChangedLine[]): string {
  return String(lines.filter(({ change }) => change !== 'removed').length);
}

function rows(survey: Survey, lines: readonly ChangedLine[], empty: string): readonly string[] {
  if (lines.length === 0) return [`  (${empty})`];
  const cells = lines.map(({ line, change }) => cellsOf(survey, line, change));
  const widths = [0, 1, 2, 3, 4, 5].map((i) =>
    Math.max(...cells.map((row) => row[i]?.length ?? 0)),
  );
  return cells.flatMap((row, i) => [
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
    `      ${lines[i]?.line.decision.reason ?? ''}`,
  ]);
}

function cellsOf(survey: Survey, line: SimulateLine, change: Change | null): readonly string[] {
  const { day, time, rung, action, obligations } = line.decision;
  return [
    change === null ? '' : CHANGES[change],
    `${formatDate(day)} ${time}`,
    fullName(line.municipality, day),
    obligations.map((id) => formatDate(id.slice(-10) as LocalDate)).join(', '),
    rungName(survey, rung),
    ACTIONS[action],
  ];
}
