import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import type { Fact, IstatCode, Municipality, Refusal, Survey } from '@app/domain';
import { admit, guarded, react, refusal, refusalOfAnswer } from '@app/domain';
import { factHash } from '@app/evidence';
import { appendFacts, loadFacts, lockChains } from '@app/persistence';
import { groupBy } from '../group-by.js';
import type { ReferenceData } from '../reference.js';
import { Reference } from '../reference.js';

/** What became of facts that somebody wanted to record: all of them, or none with the reasons. */
export type RecordResult =
  | { readonly recorded: readonly Fact[] }
  | { readonly refused: readonly { readonly fact: Fact; readonly refusal: Refusal }[] };

/** The one door to the record: admits, appends and lets the rules derive what follows, in one transaction. */
@Injectable()
export class Recorder {
  constructor(
    private readonly db: DataSource,
    private readonly reference: Reference,
  ) {}

  /** Why these facts could not be recorded as things stand; nothing is. */
  async refusals(facts: readonly Fact[]): Promise<readonly Refusal[]> {
    const reference = await this.reference.load();
    const { refused } = await tried(this.db.manager, reference, facts);
    return refused.map(({ refusal }) => refusal);
  }

  /**
   * Records facts of any number of municipalities, all or nothing. What is on record already (same id)
   * is left out silently. `beside` runs in the same transaction.
   *
   * @example await recorder.record([transmitted]) //=> { recorded: [transmitted, …derived] }
   */
  async record(
    facts: readonly Fact[],
    beside?: (tx: EntityManager) => Promise<void>,
  ): Promise<RecordResult> {
    const reference = await this.reference.load();
    try {
      return await this.db.transaction(async (tx) => {
        const recorded = await recordIn(tx, reference, facts);
        await beside?.(tx);
        return { recorded };
      });
    } catch (error) {
      if (error instanceof RefusedFacts) return { refused: error.refused };
      throw error;
    }
  }
}

interface Refused {
  readonly fact: Fact;
  readonly refusal: Refusal;
}

/** Facts that the rules do not admit, each with its reason. */
export class RefusedFacts extends Error {
  constructor(readonly refused: readonly Refused[]) {
    super('refused facts');
  }
}

/** Records inside a transaction that the caller owns. @throws RefusedFacts before anything is written */
export async function recordIn(
  tx: EntityManager,
  reference: ReferenceData,
  facts: readonly Fact[],
): Promise<Fact[]> {
  await lockChains(tx, istatsOf(facts));
  const { timelines, refused } = await tried(tx, reference, facts);
  if (refused.length > 0) throw new RefusedFacts(refused);
  const recorded: Fact[] = [];
  for (const [istat, { added }] of timelines) {
    recorded.push(...(await appendFacts(tx, istat, added, factHash)));
  }
  return recorded;
}

/** The timelines with these facts and what follows from them, and what they would not take. Nothing is written. */
async function tried(
  tx: EntityManager,
  reference: ReferenceData,
  facts: readonly Fact[],
): Promise<{
  readonly timelines: ReadonlyMap<IstatCode, Timeline>;
  readonly refused: readonly Refused[];
}> {
  const istats = istatsOf(facts);
  const onRecord = await loadFacts(tx, istats);
  const byMunicipality = groupBy(facts, (fact) => fact.municipality);
  const timelines = new Map<IstatCode, Timeline>();
  const refused: Refused[] = [];
  for (const istat of istats) {
    const timeline = new Timeline(reference, istat, onRecord.get(istat) ?? []);
    for (const fact of byMunicipality.get(istat) ?? []) {
      const refusal = timeline.add(fact);
      if (refusal) refused.push({ fact, refusal });
    }
    timelines.set(istat, timeline);
  }
  return { timelines, refused };
}

/** Each once, in the order in which chains are locked. */
function istatsOf(facts: readonly Fact[]): IstatCode[] {
  return [...new Set(facts.map(({ municipality }) => municipality))].sort();
}

/** Where an answer is taken as one: by an officer or by the engine. A file of events tells what was said elsewhere. */
const DOORS: ReadonlySet<Fact['source']> = new Set<Fact['source']>(['officer', 'pec']);

/** One municipality's facts while something is being added to them. */
export class Timeline {
  readonly added: Fact[] = [];
  readonly #ids: Set<string>;
  readonly #municipality: Municipality;

  constructor(
    private readonly reference: ReferenceData,
    istat: IstatCode,
    private readonly known: readonly Fact[],
  ) {
    this.#ids = new Set(known.map((fact) => fact.id));
    const municipality = reference.municipalities.get(istat);
    if (municipality === undefined) throw new Error(`Comune sconosciuto: ${istat}`);
    this.#municipality = municipality;
  }

  get facts(): readonly Fact[] {
    return [...this.known, ...this.added];
  }

  /** Facts of one survey: each survey's rules see their own. */
  factsOf(survey: Survey): readonly Fact[] {
    return this.facts.filter((fact) => fact.survey === survey.id);
  }

  /** Adds a fact and everything that the rules derive from it; or says why it can't be. */
  add(fact: Fact): Refusal | null {
    if (this.#ids.has(fact.id)) return null;
    const survey = this.reference.surveys.get(fact.survey);
    if (survey === undefined) {
      return {
        refused: true,
        code: 'unknown-survey',
        message: `Ricognizione sconosciuta: ${fact.survey}`,
      };
    }
    const judge = DOORS.has(fact.source) ? refusalOfAnswer : admit;
    const admitted = this.added.length;
    let unreadable: Refusal | null = null;
    const add = (): Refusal | null => {
      const refused = judge(survey, this.#municipality, this.factsOf(survey), fact);
      if (refused) return refused;
      this.#push(fact);
      this.derive(survey, fact.recordedAt);
      return null;
    };
    const refused = guarded(this.#municipality, add, ({ municipality: { name }, reason }) => {
      unreadable = refusal('unreadable-record', { name, reason });
    });
    if (unreadable !== null) this.added.length = admitted;
    return unreadable ?? refused;
  }

  /** Adds what the rules say now and the record does not yet. */
  derive(survey: Survey, at: Fact['recordedAt']): void {
    for (const derived of react(survey, this.#municipality, this.factsOf(survey), at)) {
      if (!this.#ids.has(derived.id)) this.#push(derived);
    }
  }

  push(fact: Fact): void {
    if (!this.#ids.has(fact.id)) this.#push(fact);
  }

  #push(fact: Fact): void {
    this.#ids.add(fact.id);
    this.added.push(fact);
  }
}
