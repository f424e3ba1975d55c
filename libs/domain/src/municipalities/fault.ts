import { DomainError } from '../calendar/index.js';
import type { Municipality } from './types.js';

/** A municipality whose record or data can't be folded or planned: nobody else waits for it. */
export interface MunicipalityFault {
  readonly municipality: Municipality;
  /** An Italian clause, without a full stop. */
  readonly reason: string;
}

export type OnFault = (fault: MunicipalityFault) => void;

/**
 * Does what concerns one municipality alone. What it throws is told to `onFault`, and the answer is null; without
 * `onFault` it is thrown.
 *
 * @example guarded(andria, () => foldMunicipality(survey, andria, facts, when), (fault) => faults.push(fault))
 */
export function guarded<T>(
  municipality: Municipality,
  work: () => T,
  onFault: OnFault | undefined,
): T | null {
  if (onFault === undefined) return work();
  try {
    return work();
  } catch (error) {
    onFault({ municipality, reason: faultReason(error) });
    return null;
  }
}

/** What stopped it, for people: the rules say it themselves; anything else is data that they can't read. */
export function faultReason(error: unknown): string {
  if (error instanceof DomainError) {
    return error.code === 'no-sending-day'
      ? `nessun giorno lavorativo in cui possa partire una lettera (${error.found}; atteso ${error.expected})`
      : error.message;
  }
  const words = error instanceof Error ? error.message : String(error);
  return `i suoi dati non si possono leggere («${words}»)`;
}

/** @example faultSentence(fault) //=> 'Non è possibile pianificare il Comune di Andria: nessun giorno lavorativo…' */
export function faultSentence({ municipality: { name }, reason }: MunicipalityFault): string {
  return `Non è possibile pianificare il Comune di ${name}: ${reason}.`;
}
