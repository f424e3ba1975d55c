import type { Fact } from '@app/domain';

/** What the engine makes by itself from the rest: an events file leaves it out, and replaying derives it again. */
const DERIVED: ReadonlySet<Fact['type']> = new Set<Fact['type']>([
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

/**
 * The facts as an events file: what `simulate` and `status` read. One JSON object a line.
 *
 * @example eventsFile([transmitted]) //=> '{"at":"2022-03-10T09:00:00.000Z","municipality":"110001",…}\n'
 */
export function eventsFile(facts: readonly Fact[]): string {
  return facts
    .filter((fact) => !DERIVED.has(fact.type))
    .map((fact) => `${JSON.stringify(eventOf(fact))}\n`)
    .join('');
}

function eventOf(fact: Fact): Record<string, unknown> {
  const { id, type, municipality, round, occurredAt, recordedAt, actor, payload } = fact;
  return {
    at: occurredAt,
    ...(recordedAt === occurredAt ? {} : { recordedAt }),
    municipality,
    ...(round === null ? {} : { round }),
    type,
    id,
    actor,
    ...payload,
    // Of an extension for all, each municipality's record has its own fact: read again, one line is one fact.
    ...(type === 'extended' ? { scope: municipality } : {}),
  };
}
