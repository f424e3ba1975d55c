import { Injectable } from '@nestjs/common';
import type { Fact, Instant, LocalDate, Municipality, Survey } from '@app/domain';
import { romeDate } from '@app/domain';
import type { LetterRow } from '@app/persistence';
import { chainLengths, loadFacts } from '@app/persistence';
import { DataSource } from 'typeorm';
import type { Recheck } from '../outbox/recheck.js';
import { recheck } from '../outbox/recheck.js';
import type { ReferenceData } from '../reference.js';
import { Reference } from '../reference.js';

/** A queued letter with what the look just before sending would say of it now. */
export interface Look {
  readonly letter: LetterRow;
  readonly survey: Survey;
  readonly municipality: Municipality;
  /** The municipality's record of the survey. */
  readonly facts: readonly Fact[];
  readonly check: Recheck;
}

interface Kept extends Look {
  /** What it was reckoned from: the record's length, the reference data, the day. */
  readonly length: number;
  readonly reference: ReferenceData;
  readonly day: LocalDate;
}

/** The look just before sending, taken early: reckoned anew only where the record grew, the day or the reference data changed. */
@Injectable()
export class Looks {
  #kept = new Map<string, Kept>();

  constructor(
    private readonly db: DataSource,
    private readonly reference: Reference,
  ) {}

  /** In the order of the letters. One whose survey or municipality is no longer known is left out. */
  async at(letters: readonly LetterRow[], now: Instant): Promise<readonly Look[]> {
    const reference = await this.reference.load();
    const lengths = await chainLengths(this.db);
    const day = romeDate(now);
    const known = this.#kept;
    const standing = (letter: LetterRow): Kept | undefined => {
      const one = known.get(letter.id);
      const length = lengths.get(letter.municipality) ?? 0;
      return one?.length === length && one.reference === reference && one.day === day
        ? { ...one, letter }
        : undefined;
    };
    const stale = letters.filter((letter) => standing(letter) === undefined);
    const facts = await loadFacts(this.db, [
      ...new Set(stale.map(({ municipality }) => municipality)),
    ]);
    const looks = letters.flatMap((letter): Kept[] => {
      const one = standing(letter);
      if (one !== undefined) return [one];
      const survey = reference.surveys.get(letter.survey);
      const municipality = reference.municipalities.get(letter.municipality);
      if (survey === undefined || municipality === undefined) return [];
      const record = facts.get(letter.municipality) ?? [];
      const own = record.filter((fact) => fact.survey === survey.id);
      const check = recheck(survey, municipality, own, letter, now);
      const length = record.at(-1)?.position ?? 0;
      return [{ letter, survey, municipality, facts: own, check, length, reference, day }];
    });
    this.#kept = new Map(looks.map((one) => [one.letter.id, one]));
    return looks;
  }
}
