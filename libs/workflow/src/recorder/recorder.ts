import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import type { Fact, IstatCode, Municipality, Refusal, Survey } from '@app/domain';
import { admit, guarded, react, refusal } from '@app/domain';
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

class RefusedFacts extends Error {
  constructor(readonly refused: readonly { fact: Fact; refusal: Refusal }[]) {
    super('refused facts');
  }
}

/** Records inside a transaction that the caller owns. Throws when a fact is refused, so that nothing stays. */
export async function recordIn(
  tx: EntityManager,
  reference: ReferenceData,
  facts: readonly Fact[],
): Promise<Fact[]> {
  const byMunicipality = groupBy(facts, (fact) => fact.municipality);
  const istats = [...byMunicipality.keys()].sort();
  await lockChains(tx, istats);
  const onRecord = await loadFacts(tx, istats);
  const refused: { fact: Fact; refusal: Refusal }[] = [];
  const recorded: Fact[] = [];
  for (const istat of istats) {
    const timeline = new Timeline(reference, istat, onRecord.get(istat) ?? []);
    for (const fact of byMunicipality.get(istat) ?? []) {
      const refusal = timeline.add(fact);
      if (refusal) refused.push({ fact, refusal });
    }
    recorded.push(...(await appendFacts(tx, istat, timeline.added, factHash)));
  }
  if (refused.length > 0) throw new RefusedFacts(refused);
  return recorded;
}

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
    const admitted = this.added.length;
    let unreadable: Refusal | null = null;
    const add = (): Refusal | null => {
      const refused = admit(survey, this.#municipality, this.factsOf(survey), fact);
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
