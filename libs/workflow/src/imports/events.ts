import type { RowError } from '@app/contract';
import { parseEvents } from '@app/contract';
import type { Fact, FactType, Municipality, Survey } from '@app/domain';
import { importId, type ImportStamp } from './facts.js';
import type { ImportedFact } from './types.js';

/** What the engine writes by itself: nobody imports it, the rules derive it anew. */
const OF_THE_ENGINE: ReadonlySet<FactType> = new Set<FactType>([
  'queued',
  'sent',
  'withdrawn',
  'folded',
  'dropped',
  'skipped',
  'accepted',
  'reply-received',
  'exemption-granted',
  'exemption-lapsed',
  'nil-carried',
  'nil-lapsed',
  'contested',
]);

/** What an events file would put on the record. */
export interface EventsCheck {
  readonly rows: number;
  readonly facts: readonly ImportedFact[];
  readonly errors: readonly RowError[];
}

/**
 * Reads an events file for the record: what happened keeps its moment, and is recorded now by whoever imports it. An id that
 * the file gives is kept, so that corrections find what they take back; any other is made of what the line says.
 */
export function checkEvents(
  text: string,
  survey: Survey,
  municipalities: readonly Municipality[],
  stamp: ImportStamp,
): EventsCheck {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line, i) => (line.trim() === '' ? [] : [{ row: i + 1, line }]));
  const errors: RowError[] = [];
  const facts: ImportedFact[] = [];
  const renamed = new Map<string, string>();
  const whole = parseEvents(text, survey, municipalities);
  errors.push(
    // The place and what was found stand in fields of their own.
    ...whole.errors.map(({ line: row, field: column, value, message }) => ({
      ...{ row, column, value },
      message: message.slice(message.lastIndexOf(', atteso ') + 2),
    })),
  );
  const places = new Map<string, { row: number; given: boolean }>();
  for (const { row, line } of lines) {
    const stated = statedId(line);
    places.set(stated ?? `event-${row}`, { row, given: stated !== null });
    if (isDowntime(line)) {
      errors.push({
        row,
        column: 'type',
        value: 'downtime',
        message: 'un fermo del sistema serve alle simulazioni e non si registra: togliere la riga',
      });
    }
  }
  const seen = new Map<string, number>();
  for (const read of whole.facts) {
    // An extension for all makes a fact for each municipality, `<id>/<istat>`.
    const place =
      places.get(read.id) ?? places.get(read.id.slice(0, -`/${read.municipality}`.length));
    const row = place?.row ?? 0;
    if (OF_THE_ENGINE.has(read.type)) {
      errors.push({
        row,
        column: 'type',
        value: read.type,
        message: 'questo fatto lo scrive il sistema, che lo ricava dagli altri: togliere la riga',
      });
      continue;
    }
    const id = place?.given === true ? read.id : contentId(read);
    const first = seen.get(`${read.municipality}/${id}`);
    if (first !== undefined) {
      errors.push({
        row,
        column: 'riga',
        value: read.type,
        message: `riga uguale alla riga ${first}: toglierla, oppure distinguerle con un campo "id"`,
      });
      continue;
    }
    seen.set(`${read.municipality}/${id}`, row);
    renamed.set(read.id, id);
    facts.push({ fact: stamped(read, id, stamp), row, when: 'at' });
  }
  return {
    rows: lines.length,
    facts: facts.map((one) => ({ ...one, fact: withReferences(one.fact, renamed) })),
    errors: errors.sort((a, b) => a.row - b.row),
  };
}

function statedId(line: string): string | null {
  const id = fieldOf(line, 'id');
  return typeof id === 'string' && id.trim() !== '' ? id.trim() : null;
}

const isDowntime = (line: string): boolean => fieldOf(line, 'type') === 'downtime';

/** A field of a line that may be no JSON at all: what is wrong with it `parseEvents` says. */
function fieldOf(line: string, field: string): unknown {
  try {
    return (JSON.parse(line) as Record<string, unknown> | null)?.[field];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function contentId({ type, survey, municipality, round, occurredAt, payload }: Fact): string {
  return importId(type, { survey, municipality, round, occurredAt, payload });
}

function stamped(fact: Fact, id: string, { actor, at, evidence }: ImportStamp): Fact {
  return {
    ...fact,
    id,
    recordedAt: at,
    actor,
    source: 'import',
    evidence: fact.evidence ?? evidence,
  };
}

/** Facts that name another of the same file follow its id. */
function withReferences(fact: Fact, renamed: ReadonlyMap<string, string>): Fact {
  const follow = (id: string): string => renamed.get(id) ?? id;
  if (fact.type === 'corrected') {
    return { ...fact, payload: { ...fact.payload, fact: follow(fact.payload.fact) } };
  }
  if (fact.type !== 'contest-resolved') return fact;
  return { ...fact, payload: { ...fact.payload, contest: follow(fact.payload.contest) } };
}
