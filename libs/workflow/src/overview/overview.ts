import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OnModuleDestroy } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Fact, Instant, IstatCode, LocalDate, Survey, SurveyId } from '@app/domain';
import { romeDate } from '@app/domain';
import { chainLengths, factTotal, loadFacts } from '@app/persistence';
import { Clock } from '../clock.js';
import type { ReferenceData } from '../reference.js';
import { isAddressee, Reference } from '../reference.js';
import type { OverviewEntry } from './entry.js';
import { entriesOf } from './entry.js';

/** Municipalities read and folded at a stretch: other requests get their turn between two of them. */
const STRETCH = 50;

/** How often a process that shows pages looks for what is new, so that nobody waits for it. */
const LOOK_EVERY_MS = 10_000;

interface Known {
  /** Facts on record when it was made. */
  readonly length: number;
  readonly entries: ReadonlyMap<SurveyId, OverviewEntry>;
}

/**
 * How everything stands now, for pages over all municipalities: folds and plans of the record, kept in memory and made anew
 * only where the record grew, a day turned something, or the reference data changed. Never a truth of its own: losing it
 * costs time only, and what a page shows in words is folded again from the record.
 */
@Injectable()
export class Overview implements OnModuleDestroy {
  readonly #log = new Logger('Overview');
  readonly #known = new Map<IstatCode, Known>();
  #lists = new Map<SurveyId, readonly OverviewEntry[]>();
  #reference: ReferenceData | null = null;
  #facts = -1;
  #day: LocalDate | null = null;
  #holdsThrough: LocalDate | null = null;
  #work: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reference: Reference,
  ) {}

  /**
   * The addressees of a survey as they stand now, by code.
   *
   * @example (await overview.of(survey)).filter(({ locked }) => locked.length > 0)
   */
  async of(survey: Survey): Promise<readonly OverviewEntry[]> {
    await this.#refresh();
    return this.#lists.get(survey.id) ?? [];
  }

  /** Makes it in the background and keeps it fresh: for processes that show pages. */
  keepWarm(): void {
    const look = (): void => {
      this.#refresh().catch((error: unknown) => this.#log.warn(`not refreshed: ${String(error)}`));
    };
    look();
    this.#timer = setInterval(look, LOOK_EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#work.catch(() => undefined);
  }

  /** One at a time: whoever comes meanwhile waits, and then looks for what is new since. */
  #refresh(): Promise<void> {
    const next = this.#work.catch(() => undefined).then(() => this.#look());
    this.#work = next;
    return next;
  }

  async #look(): Promise<void> {
    if (this.#closed) return;
    const reference = await this.reference.load();
    const now = this.clock.now();
    const today = romeDate(now);
    const facts = await factTotal(this.db);
    const holds =
      this.#holdsThrough !== null && today <= this.#holdsThrough && today >= (this.#day ?? today);
    if (reference === this.#reference && facts === this.#facts && holds) return;
    if (reference !== this.#reference) this.#known.clear();
    this.#reference = reference;
    const lengths = await chainLengths(this.db);
    const stale = [...reference.municipalities.keys()].filter((istat) => {
      const known = this.#known.get(istat);
      return (
        known === undefined ||
        known.length !== (lengths.get(istat) ?? 0) ||
        [...known.entries.values()].some(
          ({ day, holdsThrough }) => today < day || today > holdsThrough,
        )
      );
    });
    for (let index = 0; index < stale.length && !this.#closed; index += STRETCH) {
      await this.#make(reference, stale.slice(index, index + STRETCH), now);
      await nextTurn();
    }
    if (this.#closed) return;
    this.#list(reference);
    this.#facts = facts;
    this.#day = today;
  }

  async #make(reference: ReferenceData, istats: readonly IstatCode[], now: Instant): Promise<void> {
    const facts = await loadFacts(this.db, istats);
    const made = new Map(istats.map((istat) => [istat, new Map<SurveyId, OverviewEntry>()]));
    for (const survey of reference.surveys.values()) {
      const municipalities = istats
        .filter((istat) => isAddressee(survey, istat))
        .flatMap((istat) => reference.municipalities.get(istat) ?? []);
      const factsOf = bySurvey(survey, facts);
      for (const entry of entriesOf(survey, municipalities, factsOf, now)) {
        made.get(entry.municipality.istat)?.set(survey.id, entry);
      }
    }
    for (const [istat, entries] of made) {
      this.#known.set(istat, { length: facts.get(istat)?.at(-1)?.position ?? 0, entries });
    }
  }

  /** What holds for all of them: one list a survey, and the first day on which something must be looked at again. */
  #list({ surveys, municipalities }: ReferenceData): void {
    const istats = [...municipalities.keys()].sort();
    this.#lists = new Map(
      [...surveys.keys()].map((id) => [
        id,
        istats.flatMap((istat) => this.#known.get(istat)?.entries.get(id) ?? []),
      ]),
    );
    this.#holdsThrough = [...this.#lists.values()]
      .flat()
      .reduce<LocalDate | null>(
        (first, { holdsThrough }) =>
          first === null || holdsThrough < first ? holdsThrough : first,
        null,
      );
  }
}

function bySurvey(
  survey: Survey,
  facts: ReadonlyMap<IstatCode, readonly Fact[]>,
): (istat: IstatCode) => readonly Fact[] {
  const own = new Map<IstatCode, readonly Fact[]>();
  return (istat) => {
    let list = own.get(istat);
    if (list === undefined) {
      list = (facts.get(istat) ?? []).filter((fact) => fact.survey === survey.id);
      own.set(istat, list);
    }
    return list;
  };
}
