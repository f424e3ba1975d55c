import { lawDays } from '../calendar/italian-calendar.js';
import { romeDate } from '../calendar/rome.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import type { Survey } from '../surveys/types.js';
import { admitAlone, admitPlace, admitTo, needsDossier } from './admit.js';
import { type GrowingDossier, openDossier } from './dossier.js';
import { settle } from './react.js';
import { refusal } from './refusals.js';
import { isDerived } from './transitions.js';
import type { Fact, FactId, Refusal } from './types.js';

/**
 * One municipality's record while it grows, from its first fact, in the order of recording: judged and derived as `admit`
 * and `react` would, but with the dossier kept open, so that a long record costs its length and not the square of it.
 */
export class Journal {
  readonly #facts: Fact[] = [];
  readonly #byId = new Map<FactId, Fact>();
  readonly #derived = new Map<string, number>();
  /** Null: to be opened anew. */
  #dossier: GrowingDossier | null = null;
  #laws = 0;
  /** A fact that happened after it was recorded: what counts depends on the moment, nothing can be kept. */
  #postdated = false;

  constructor(
    readonly survey: Survey,
    readonly municipality: Municipality,
  ) {}

  get facts(): readonly Fact[] {
    return this.#facts;
  }

  /** Puts a fact on record, or says why not. Facts come in the order of `recordedAt`. */
  append(fact: Fact): Refusal | null {
    const refused = this.#admit(fact);
    if (refused === null) this.#put(fact);
    return refused;
  }

  /** Puts on record what the rules derive at that moment. */
  settle(at: Instant): void {
    const count = (type: Fact['type'], round: LocalDate): number =>
      this.#derived.get(`${type}/${round}`) ?? 0;
    // The dossier takes in what it derives: only the record is left to do here.
    for (const fact of settle(this.#open(at, at), at, count)) this.#record(fact);
  }

  #admit(fact: Fact): Refusal | null {
    const misplaced = admitPlace(this.survey, this.municipality, fact);
    if (misplaced !== null) return misplaced;
    if (this.#byId.has(fact.id)) return refusal('already-recorded', { fact: fact.id });
    if (!needsDossier(fact)) return admitAlone(this.municipality, this.#facts, fact);
    const { occurredAt, recordedAt } = fact;
    const asOf = occurredAt > recordedAt ? occurredAt : recordedAt;
    return admitTo(this.#open(asOf, recordedAt), (id) => this.#byId.get(id), fact);
  }

  #put(fact: Fact): void {
    this.#postdated ||= fact.occurredAt > fact.recordedAt;
    // A correction and a merger change how earlier facts are read.
    if (this.#postdated || fact.type === 'corrected' || fact.type === 'merged') {
      this.#dossier = null;
    } else if (this.#dossier !== null) {
      this.#open(fact.recordedAt, fact.recordedAt).take(fact);
    }
    this.#record(fact);
  }

  #record(fact: Fact): void {
    this.#facts.push(fact);
    this.#byId.set(fact.id, fact);
    if (!isDerived(fact.type)) return;
    const key = `${fact.type}/${fact.round}`;
    this.#derived.set(key, (this.#derived.get(key) ?? 0) + 1);
  }

  #open(asOf: Instant, knownOn: Instant): GrowingDossier {
    const lawDay = romeDate(knownOn);
    const laws = lawDays().filter((published) => published <= lawDay).length;
    if (this.#dossier !== null && laws === this.#laws && asOf === knownOn) {
      this.#dossier.advance(romeDate(asOf), lawDay);
      return this.#dossier;
    }
    const dossier = openDossier(this.survey, this.municipality, this.#facts, { asOf, knownOn });
    const keeps = !this.#postdated && asOf === knownOn;
    this.#dossier = keeps ? dossier : null;
    this.#laws = laws;
    return dossier;
  }
}
