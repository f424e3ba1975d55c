import type { Fact, FactType, IstatCode, LocalDate, Municipality, Survey } from '@app/domain';
import { isCorrection, isNotice } from '@app/domain';
import { contractIssues } from '../zod-issues.js';
import { defaultRound, statedRound } from './default-round.js';
import { EVENT_TYPES, PAYLOADS } from './payload-schemas.js';
import type { EventLine } from './read-line.js';
import { LineFault } from './types.js';

/** Whom an events file may speak of. */
export interface EventContext {
  readonly survey: Survey;
  readonly municipalities: ReadonlyMap<IstatCode, Municipality>;
}

/** The type of a line, checked. @throws LineFault */
export function factType(event: EventLine): FactType {
  if (Object.hasOwn(PAYLOADS, event.type)) return event.type as FactType;
  throw new LineFault('type', event.type, `uno di ${EVENT_TYPES.join(', ')}`);
}

/**
 * The facts of one line: one, or one for each municipality of an extension.
 *
 * @param earlier facts of a municipality already read, in order of time
 * @throws LineFault naming the field, what was found and what is expected
 */
export function makeFacts(
  context: EventContext,
  event: EventLine,
  earlier: (municipality: IstatCode) => readonly Fact[],
): readonly Fact[] {
  const type = factType(event);
  const targets = type === 'extended' ? extensionTargets(context, event) : [owner(context, event)];
  const payloadOf = payloadReader(context.survey, event, type);
  const named = statedRound(context.survey, event);
  return targets.map((municipality) =>
    fact(context.survey, event, type, {
      id: targets.length > 1 ? `${event.id}/${municipality}` : event.id,
      municipality,
      // First the payload: the round of some types is read from its checked fields.
      payload: payloadOf(municipality),
      round: named ?? defaultRound(context.survey, event, type, earlier(municipality)),
    }),
  );
}

type OwnParts = Pick<Fact, 'id' | 'municipality' | 'payload'> & {
  readonly round: LocalDate | null;
};

function fact(survey: Survey, event: EventLine, type: FactType, own: OwnParts): Fact {
  return {
    ...own,
    type,
    survey: survey.id,
    occurredAt: event.at,
    recordedAt: event.recordedAt,
    actor: event.actor,
    source: 'events-file',
    evidence: event.evidence,
  } as Fact;
}

/** An extension for all stays one for all on each fact; for a list, each fact bears its own code. */
function payloadReader(
  survey: Survey,
  event: EventLine,
  type: FactType,
): (municipality: IstatCode) => Fact['payload'] {
  if (type === 'extended' && event.fields['scope'] !== 'all') {
    return (scope) => readPayload(survey, type, { ...event.fields, scope });
  }
  const payload = readPayload(survey, type, event.fields);
  return () => payload;
}

function readPayload(
  survey: Survey,
  type: FactType,
  fields: Readonly<Record<string, unknown>>,
): Fact['payload'] {
  const parsed = PAYLOADS[type].safeParse(fields);
  if (!parsed.success) {
    const [issue] = contractIssues(parsed.error, fields);
    const field = issue?.field ?? type;
    const expected = issue?.message.replace(/^(?:[^:]*: )?scrivere /, '') ?? type;
    throw new LineFault(field, undefined, expected, issue?.found);
  }
  checkRung(survey, fields['rung']);
  return parsed.data;
}

/** Letters beside the ladder (`correction`, `correction-2`, `extension-granted` …) are delivered, or fail, all the same. */
function checkRung(survey: Survey, rung: unknown): void {
  const known = [...survey.rungs.map(({ id }) => id), 'correction'];
  if (rung === undefined || known.includes(rung as string)) return;
  if (typeof rung === 'string' && (isCorrection(rung) || isNotice(rung))) return;
  throw new LineFault('rung', rung, `un gradino della ricognizione: ${known.join(', ')}`);
}

function owner(context: EventContext, event: EventLine): IstatCode {
  if (event.municipality === null) {
    throw new LineFault('municipality', undefined, 'il codice ISTAT di sei cifre del Comune');
  }
  return known(context, event.municipality, 'municipality');
}

function known(context: EventContext, istat: string, field: string): IstatCode {
  if (context.municipalities.has(istat)) return istat;
  throw new LineFault(field, istat, 'il codice ISTAT, di sei cifre, di un Comune in elenco');
}

/** Whom an extension is for: all addressees, one, or a list; without scope the line's own municipality. */
function extensionTargets(context: EventContext, event: EventLine): readonly IstatCode[] {
  const scope = event.fields['scope'];
  if (scope === undefined) return [owner(context, event)];
  if (scope === 'all') {
    const { addressees } = context.survey;
    return [...context.municipalities.keys()].filter(
      (istat) => addressees === 'all' || addressees.includes(istat),
    );
  }
  const codes: readonly unknown[] = Array.isArray(scope) ? scope : [scope];
  if (codes.length === 0 || codes.some((code) => typeof code !== 'string')) {
    throw new LineFault('scope', scope, '"all" oppure il codice ISTAT di un Comune in elenco');
  }
  return [...new Set(codes as readonly string[])].map((code) => known(context, code, 'scope'));
}
