import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant, Survey } from '@app/domain';
import { foldMunicipality, guarded } from '@app/domain';
import { factTotal, loadFacts } from '@app/persistence';
import { isAddressee, Reference } from '../reference.js';
import type { OverviewEntry } from './entry.js';
import { briefOf } from './entry.js';

const STRETCH = 100;

/** Moments that are kept: whoever looks at the past turns its pages. */
const KEPT = 4;

export type PastEntry = Pick<OverviewEntry, 'municipality' | 'obligations' | 'fault'>;

/** How everything stood at a moment of the past, as known then. Folded once, and kept while nothing is recorded. */
@Injectable()
export class PastOverview {
  readonly #kept = new Map<string, Promise<readonly PastEntry[]>>();

  constructor(
    private readonly db: DataSource,
    private readonly reference: Reference,
  ) {}

  /**
   * @param knownOn what was on record by then counts; the same moment unless told
   * @example await past.of(survey, endOfDay(localDate('2022-04-01')))
   */
  async of(survey: Survey, at: Instant, knownOn: Instant = at): Promise<readonly PastEntry[]> {
    const key = [survey.id, survey.version, at, knownOn, await factTotal(this.db)].join('/');
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const made = this.#fold(survey, at, knownOn);
    this.#kept.set(key, made);
    made.catch(() => this.#kept.delete(key));
    for (const oldest of [...this.#kept.keys()].slice(0, -KEPT)) this.#kept.delete(oldest);
    return made;
  }

  async #fold(survey: Survey, at: Instant, knownOn: Instant): Promise<PastEntry[]> {
    const { municipalities } = await this.reference.load();
    const asked = [...municipalities.values()].filter(({ istat }) => isAddressee(survey, istat));
    const entries: PastEntry[] = [];
    for (let index = 0; index < asked.length; index += STRETCH) {
      const stretch = asked.slice(index, index + STRETCH);
      const facts = await loadFacts(
        this.db,
        stretch.map(({ istat }) => istat),
      );
      for (const municipality of stretch) {
        const own = (facts.get(municipality.istat) ?? []).filter(
          (fact) => fact.survey === survey.id,
        );
        const when = { asOf: at, knownOn, explain: false };
        let fault: string | null = null;
        const fold = () => foldMunicipality(survey, municipality, own, when).map(briefOf);
        const obligations = guarded(municipality, fold, ({ reason }) => (fault = reason)) ?? [];
        entries.push({ municipality, obligations, fault });
      }
      await nextTurn();
    }
    return entries;
  }
}
