import type { FactId } from '../obligations/types.js';
import type { RungNeed } from '../surveys/types.js';
import type { Letter } from './letters.js';
import type { MunicipalityRecord, Unlocked } from './record.js';
import { dueBegan, type Step, type Track } from './track.js';

/** A need of a rung, as people read it. */
export interface Need {
  readonly need: RungNeed;
  readonly code: string;
  readonly italian: string;
}

/** Which needs of a rung are met, by which facts, and which are missing. */
export interface NeedsVerdict {
  readonly missing: readonly Need[];
  readonly because: readonly FactId[];
}

const NEEDS: Readonly<Record<RungNeed, Need>> = {
  unlock: {
    need: 'unlock',
    code: 'awaits-unlock',
    italian:
      'l’inserimento, da parte di un funzionario, di base giuridica, firmatario competente, atto e numero di protocollo',
  },
  'delivery-of-any': {
    need: 'delivery-of-any',
    code: 'awaits-delivery',
    italian: 'la ricevuta di consegna di almeno una lettera precedente dello stesso ciclo',
  },
  'delivery-of-overdue': {
    need: 'delivery-of-overdue',
    code: 'awaits-overdue-delivery',
    italian: 'la ricevuta di consegna di un sollecito inviato dopo la scadenza',
  },
};

const NOTHING_NEEDED: NeedsVerdict = { missing: [], because: [] };
/** Letters that tell a municipality that it is late. */
const LATE_TEMPLATES: ReadonlySet<string> = new Set(['overdue', 'formal-notice']);

/**
 * What a rung still waits for. The engine invents no power: a formal notice without legal basis, signer, act and
 * protocol number entered stays locked, and so does one without proof that an overdue letter arrived.
 */
export function needsOf(step: Step, track: Track, record: MunicipalityRecord): NeedsVerdict {
  const { needs } = step.rung;
  if (needs.length === 0) return NOTHING_NEEDED;
  const missing: Need[] = [];
  const because: FactId[] = [];
  for (const need of needs) {
    const proof = PROOFS[need](step, track, record);
    if (proof === null) missing.push(NEEDS[need]);
    else because.push(proof);
  }
  return { missing, because };
}

type Proof = (step: Step, track: Track, record: MunicipalityRecord) => FactId | null;

const PROOFS: Readonly<Record<RungNeed, Proof>> = {
  unlock: (step, track, record) => unlockOf(step.rung.id, track, record)?.id ?? null,
  'delivery-of-any': (_step, track, record) => provedDelivery(track, record, -Infinity, null),
  'delivery-of-overdue': (_step, track, record) =>
    provedDelivery(track, record, track.due, LATE_TEMPLATES),
};

/** The last complete unlocking of a rung under the due date in force, for the round or for the municipality as a whole. */
export function unlockOf(
  rung: string,
  track: Pick<Track, 'ladder' | 'state'>,
  record: MunicipalityRecord,
): Unlocked | null {
  const began = dueBegan(track.state, record);
  const complete = ({ payload, recordedAt }: Unlocked): boolean =>
    payload.rung === rung &&
    (began === null || recordedAt >= began) &&
    [payload.legalBasis, payload.signer, payload.act, payload.protocol].every(
      (text) => text.trim() !== '',
    );
  return (
    track.ladder.unlocks.findLast(complete) ??
    record.ladder(null).unlocks.findLast(complete) ??
    null
  );
}

/** The delivery of the last letter that names the obligation, left after a day, and is of one of the templates. */
function provedDelivery(
  { state }: Track,
  { letters }: MunicipalityRecord,
  after: number,
  templates: ReadonlySet<string> | null,
): FactId | null {
  for (let i = letters.list.length - 1; i >= 0; i -= 1) {
    const letter = letters.list[i] as Letter;
    // Letters are in the order in which they left.
    if (letter.day <= after) return null;
    if (letter.deliveredBy === null || !letter.names.includes(state.obligation)) continue;
    if (templates === null || templates.has(letter.template)) return letter.deliveredBy;
  }
  return null;
}
