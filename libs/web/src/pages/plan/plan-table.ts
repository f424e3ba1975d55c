import { formatDate } from '@app/domain';
import type { Decision, LocalDate, Municipality, Survey } from '@app/domain';
import type { ExportTable } from '@app/workflow';
import { column } from '@app/workflow';
import { ACTION_WORDS } from '../../vocabulary.js';
import { rungWord } from '../obligation/actions.js';
import type { PlanFilter } from './plan-page.js';
import { planLinesWanted } from './plan-page.js';

/** One survey with its plan. */
export interface PlanPart {
  readonly survey: Survey;
  readonly plan: readonly Decision[];
  /** Who can't be planned, and why. */
  readonly faults: readonly string[];
}

/** The plan as a table: what leaves first, then what does not, each with its reason. */
export function planTable(
  parts: readonly PlanPart[],
  municipalities: ReadonlyMap<string, Pick<Municipality, 'name'>>,
  filter: PlanFilter,
  { from, to, takenOn }: Readonly<Record<'from' | 'to' | 'takenOn', LocalDate>>,
): ExportTable {
  return {
    file: 'piano-invii',
    title: 'Piano degli invii',
    notes: [
      `Dal ${formatDate(from)} al ${formatDate(to)}, se nessuno risponde prima.`,
      ...(filter.action === undefined ? [] : [`Solo: ${ACTION_WORDS[filter.action].word}.`]),
      ...parts.flatMap(({ faults }) => faults),
    ],
    office: parts[0]?.survey.office ?? '',
    takenOn,
    columns: [
      column('survey', 'Ricognizione'),
      column('action', 'Esito'),
      column('day', 'Giorno', 'date'),
      column('time', 'Ora'),
      column('target', 'Giorno previsto', 'date'),
      column('istat', 'Codice ISTAT'),
      column('municipality', 'Comune'),
      column('round', 'Dati al', 'date'),
      column('rung', 'Lettera'),
      column('reason', 'Motivo'),
    ],
    rows: parts.flatMap(({ survey, plan }) =>
      planLinesWanted(plan, filter).map((line) => [
        survey.shortTitle,
        ACTION_WORDS[line.action].word,
        line.action === 'send' ? line.day : null,
        line.action === 'send' ? line.time : null,
        line.target,
        line.municipality,
        municipalities.get(line.municipality)?.name ?? line.municipality,
        line.obligation.slice(-10),
        rungWord(survey, line.rung),
        line.reason,
      ]),
    ),
  };
}
