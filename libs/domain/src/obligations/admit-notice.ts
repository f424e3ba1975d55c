import type { Dossier } from './dossier.js';
import { refusal } from './refusals.js';
import type { FactOf, Refusal } from './types.js';

/**
 * Judges that an officer wants the municipality told of a decision: there must be one in force, and a letter that tells
 * of it leaves once per due date.
 *
 * @example admitNotice(dossier, ofAnExtension)?.code //=> 'no-extension'
 */
export function admitNotice(
  { courses, ledger }: Dossier,
  { round, payload }: FactOf<'notice-requested'>,
): Refusal | null {
  const course = round === null ? undefined : courses.get(round);
  const due = course?.dues.at(-1)?.due;
  if (course === undefined || due === undefined) return refusal('round-missing');
  const { standing, extension } = course;
  if (payload.notice === 'exemption-granted' && standing !== 'exempt') return refusal('not-exempt');
  if (payload.notice === 'extension-granted') {
    const awaited = standing === 'open' || standing === 'rejected';
    if (!awaited || extension === null || due.cause !== extension.id)
      return refusal('no-extension');
  }
  const told = ledger.facts.some(
    (fact) =>
      fact.type === 'sent' &&
      fact.round === round &&
      fact.payload.rung === payload.notice &&
      fact.payload.dueVersion === due.version,
  );
  return told ? refusal('already-told') : null;
}
