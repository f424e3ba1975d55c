import { formatDate } from '@app/domain';
import type { Decision, LocalDate, Municipality, Survey } from '@app/domain';
import type { ExportTable } from '@app/workflow';
import { column, toDoText } from '@app/workflow';
import { ACTION_WORDS, LETTER_WORDS, waitingWord } from '../../vocabulary.js';
import { rungWord } from '../obligation/actions.js';
import type { HeldBack, PlanFilter } from './plan-page.js';
import { fromText, planLinesWanted, queuedWanted } from './plan-page.js';

/** One survey with its plan. */
export interface PlanPart extends HeldBack {
  readonly survey: Survey;
  readonly plan: readonly Decision[];
  /** Who can't be planned, and why. */
  readonly faults: readonly { readonly istat: string; readonly text: string }[];
}

/** As the matrix says it. */
const UNPLANNED = 'Non pianificabile';

/** The plan as a table: who can't be planned, what leaves, then what does not, each with its reason. */
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
    rows: parts.flatMap(({ survey, plan, faults, queued, toDoBefore }) => {
      const nameOf = (istat: string): string => municipalities.get(istat)?.name ?? istat;
      return [
        // As rows: not every format has room for notes, and who is missing must be missed in none.
        ...faults.map(({ istat, text }) => [
          ...[survey.shortTitle, UNPLANNED, null, null, null, istat, nameOf(istat)],
          ...[null, null, text],
        ]),
        ...queuedWanted(queued, survey, filter).map(({ letter, hold, leaves }) => [
          survey.shortTitle,
          hold === null ? LETTER_WORDS.queued.word : waitingWord(hold.code).word,
          null,
          null,
          letter.target,
          letter.municipality,
          nameOf(letter.municipality),
          letter.obligation.slice(-10),
          rungWord(survey, letter.rung),
          hold?.reason ?? `Decisa: parte ${fromText(leaves)}.`,
        ]),
        ...planLinesWanted(plan, filter).map((line) => {
          const leaves = line.action === 'send';
          const toDo = leaves ? toDoText(toDoBefore(line)) : null;
          return [
            survey.shortTitle,
            ACTION_WORDS[line.action].word,
            leaves ? line.day : null,
            leaves ? line.time : null,
            line.target,
            line.municipality,
            nameOf(line.municipality),
            line.obligation.slice(-10),
            rungWord(survey, line.rung),
            toDo === null ? line.reason : `${line.reason} ${toDo}`,
          ];
        }),
      ];
    }),
  };
}
