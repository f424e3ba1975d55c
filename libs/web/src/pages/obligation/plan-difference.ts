import type { Decision, Survey } from '@app/domain';
import type { OrderPreview, PlanChange, ToDoBefore } from '@app/workflow';
import { toDoText } from '@app/workflow';
import { ACTION_WORDS, obligationWord } from '../../vocabulary.js';
import { rungWord } from './actions.js';

function lineOf(line: Decision | null, toDoBefore: ToDoBefore) {
  if (line === null) return null;
  const leaves = line.action === 'send';
  return {
    word: ACTION_WORDS[line.action],
    day: leaves ? line.day : null,
    reason: line.reason,
    toDo: leaves ? toDoText(toDoBefore(line)) : null,
  };
}

const CHANGES: Readonly<Record<PlanChange['change'], string>> = {
  added: 'si aggiunge',
  removed: 'non è più prevista',
  changed: 'cambia',
  same: 'resta com’è',
};

/** What does not leave either way for the same reason of the rules: only the day on which that is seen differs. */
const isSilent = ({ before, after }: PlanChange): boolean =>
  before !== null && before.action !== 'send' && before.action === after?.action;

/**
 * What an order would change, as the confirmation shows it.
 *
 * @param toDoBefore what somebody has to do before a letter leaves; nothing unless told
 */
export function differenceView(
  survey: Survey,
  preview: OrderPreview,
  nameOf: (istat: string) => string,
  toDoBefore: ToDoBefore = () => [],
) {
  const changed = preview.changes.filter((change) => change.change !== 'same' && !isSilent(change));
  const rows = changed.map((change) => ({
    name: nameOf(change.municipality),
    rung: rungWord(survey, change.rung),
    reference: change.obligation.slice(-10),
    before: lineOf(change.before, toDoBefore),
    after: lineOf(change.after, toDoBefore),
    word: CHANGES[change.change],
  }));
  const states = preview.states.flatMap(({ municipality, before, after }) =>
    after.flatMap((state) => {
      const was = before.find(({ obligation }) => obligation === state.obligation);
      if (was === undefined) return [];
      const [old, fresh] = [obligationWord(was), obligationWord(state)];
      const moved = was.due.date !== state.due.date;
      if (old.word === fresh.word && !moved) return [];
      return [
        {
          name: nameOf(municipality),
          reference: state.round,
          old,
          fresh,
          oldDue: was.due.date,
          due: state.due.date,
          moved,
        },
      ];
    }),
  );
  return {
    rows,
    states,
    unchanged: preview.changes.length - changed.length,
    nothing: rows.length === 0 && states.length === 0,
  };
}
