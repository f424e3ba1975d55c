import { romeDate } from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import { nameOn } from '../municipalities/index.js';
import type { Municipality } from '../municipalities/types.js';
import { acceptedFor } from '../exemptions/acceptance.js';
import { openDossier } from '../obligations/dossier.js';
import { statesOf } from '../obligations/fold.js';
import { ledgerOf } from '../obligations/ledger.js';
import type { Fact, FactOf } from '../obligations/types.js';
import { formatTerm } from '../terms/index.js';
import type { Survey, TemplateId } from '../surveys/types.js';
import { letterObligation, type LetterObligationContent } from './letter-obligation.js';

/** What is decided about a letter before a word of it is written. */
export interface LetterOrder<Protocol = never> {
  readonly template: TemplateId;
  readonly rung: string;
  /** The obligations that it names, oldest first. */
  readonly obligations: readonly string[];
  readonly at: Instant;
  /** The letter's own id: what the record says of it is no earlier letter. Without it, of its rung that day. */
  readonly letter?: string;
  /** The letter, not delivered, that it repeats: it says what that one was to say, and doesn't cite it. */
  readonly repeats?: string | undefined;
  readonly to: string;
  readonly from: string;
  readonly token: string;
  readonly protocol: Protocol | null;
  readonly sandbox: boolean;
  /** False leaves the earlier letters out: for whoever wants the subject alone. Default true. */
  readonly withEarlier?: boolean;
}

/** What an officer entered when unlocking a formal notice, with the term that it sets. */
export interface FormalNoticeContent {
  readonly legalBasis: string;
  readonly signer: string;
  readonly act: string;
  readonly protocol: string;
  /** ISO 8601: `P30D`. */
  readonly term: string;
}

/** Everything that a letter may say; `LetterModel` of the letters library is this. */
export interface LetterContent<Protocol = never> {
  readonly template: TemplateId;
  readonly survey: Survey;
  readonly municipality: Municipality;
  readonly to: string;
  readonly from: string;
  readonly day: LocalDate;
  readonly obligations: readonly LetterObligationContent[];
  readonly protocol: Protocol | null;
  readonly formalNotice: FormalNoticeContent | null;
  readonly stock: { readonly units: number; readonly reference: LocalDate } | null;
  readonly token: string;
  readonly sandbox: boolean;
}

/**
 * Everything that a letter may say, from the record alone, as known when it leaves: the same for the running engine, the
 * rehearsal and the preview.
 *
 * @param facts the municipality's record, derived facts included
 * @example letterContent(pushErp, andria, facts, order).obligations[0]?.daysToDue //=> 15
 */
export function letterContent<Protocol = never>(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  order: LetterOrder<Protocol>,
): LetterContent<Protocol> {
  const { template, to, from, token, protocol, sandbox, at } = order;
  const repeated = repeatedBy(facts, order.repeats);
  const before = facts.filter((fact) => !isThisLetter(fact, order, repeated));
  const horizon = { asOf: at, knownOn: at };
  const known = ledgerOf(survey.id, municipality.istat, before, horizon).facts;
  // One that explains reopenings explains each that is in force, whatever earlier letters told.
  const told = template === 'correction' ? known.filter((fact) => !explains(fact)) : known;
  const dossier = openDossier(survey, municipality, told, horizon);
  const states = statesOf(dossier, false);
  const obligations = order.obligations.flatMap((id) => {
    const state = states.find(({ obligation }) => obligation === id);
    if (state === undefined) return [];
    const said = letterObligation(survey, state, known, at, order.withEarlier ?? true);
    return [{ ...said, accepts: acceptedFor(dossier, state.round, at) }];
  });
  const day = romeDate(at);
  return {
    template,
    survey,
    municipality: { ...municipality, name: nameOn(municipality, day) },
    to,
    from,
    day,
    obligations,
    protocol,
    formalNotice: template === 'formal-notice' ? formalNotice(survey, known, order) : null,
    stock: stockOf(known),
    token,
    sandbox,
  };
}

/** The letter that one repeats, with that which it repeated in its turn, and so on: none of them arrived. */
function repeatedBy(facts: readonly Fact[], repeats: string | undefined): ReadonlySet<string> {
  const ids = new Set<string>();
  for (let id = repeats; id !== undefined && !ids.has(id);) {
    ids.add(id);
    const letter = facts.find((fact) => isLeaving(fact) && fact.payload.letter === id);
    id = (letter as Leaving | undefined)?.payload.repeats;
  }
  return ids;
}

type Leaving = FactOf<'queued'> | FactOf<'sent'>;

const isLeaving = (fact: Fact): fact is Leaving => fact.type === 'queued' || fact.type === 'sent';

const explains = (fact: Fact): boolean => isLeaving(fact) && fact.payload.template === 'correction';

/** The letter's own facts, queued before it is written, sent at the moment at which it leaves; and those of what it repeats. */
function isThisLetter(
  fact: Fact,
  order: LetterOrder<unknown>,
  repeated: ReadonlySet<string>,
): boolean {
  if (!isLeaving(fact)) return false;
  const { letter, rung } = fact.payload;
  if (repeated.has(letter)) return true;
  if (order.letter !== undefined) return letter === order.letter;
  return rung === order.rung && romeDate(fact.occurredAt) === romeDate(order.at);
}

/** As entered for the rung, of one of the rounds that the letter names or of the municipality as a whole. */
function formalNotice(
  survey: Survey,
  facts: readonly Fact[],
  { rung: id, obligations }: LetterOrder<unknown>,
): FormalNoticeContent | null {
  const rung = survey.rungs.find((one) => one.id === id);
  const unlocked = facts.findLast(
    (fact): fact is FactOf<'unlocked'> =>
      fact.type === 'unlocked' &&
      fact.payload.rung === id &&
      (fact.round === null || obligations.some((name) => name.endsWith(`/${fact.round}`))),
  );
  if (unlocked === undefined || rung === undefined || rung.term === null) return null;
  const { legalBasis, signer, act, protocol } = unlocked.payload;
  return { legalBasis, signer, act, protocol, term: formatTerm(rung.term) };
}

/** The dwellings of the last official transmission that says how many, of the latest reference date. */
function stockOf(facts: readonly Fact[]): LetterContent['stock'] {
  let stock: LetterContent['stock'] = null;
  for (const fact of facts) {
    if (fact.type !== 'transmitted' || fact.round === null) continue;
    const { units } = fact.payload;
    if (units === undefined || (stock !== null && fact.round < stock.reference)) continue;
    stock = { units, reference: fact.round };
  }
  return stock;
}
