import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { IstatCode, LocalDate, StockComparison, SurveyId } from '@app/domain';
import { diffStock } from '@app/domain';
import type { SnapshotSummary, VariationLine, VariationSearch } from '@app/persistence';
import { searchVariations, snapshotsOf, unitsOf } from '@app/persistence';

/** The snapshots of one municipality, oldest first, and what the last two say together. */
export interface StockLine {
  readonly municipality: IstatCode;
  readonly snapshots: readonly SnapshotSummary[];
  /** Null with fewer than two snapshots. */
  readonly latest: StockComparison | null;
}

/** Two snapshots side by side. */
export interface SnapshotComparison {
  readonly before: SnapshotSummary;
  readonly after: SnapshotSummary;
  readonly diff: StockComparison;
}

/** The stock as snapshots and variations tell it. */
@Injectable()
export class Stock {
  constructor(private readonly db: DataSource) {}

  /** How these municipalities stand, in their order. */
  async lines(survey: SurveyId, municipalities: readonly IstatCode[]): Promise<StockLine[]> {
    const all = await snapshotsOf(this.db, survey, municipalities);
    const own = (istat: IstatCode) => all.filter(({ municipality }) => municipality === istat);
    const units = await unitsOf(
      this.db,
      municipalities.flatMap((istat) => own(istat).slice(-2)),
    );
    const unitsAt = ({ municipality, position }: SnapshotSummary) =>
      units.get(`${municipality}/${position}`) ?? [];
    return municipalities.map((municipality) => {
      const snapshots = own(municipality);
      const [before, after] = snapshots.slice(-2);
      const latest =
        before === undefined || after === undefined
          ? null
          : diffStock(unitsAt(before), unitsAt(after));
      return { municipality, snapshots, latest };
    });
  }

  /** The snapshots of one municipality, oldest first. */
  async snapshots(survey: SurveyId, municipality: IstatCode): Promise<SnapshotSummary[]> {
    return snapshotsOf(this.db, survey, [municipality]);
  }

  /** The snapshots of some municipalities, by code, the oldest first of each. */
  async everySnapshot(
    survey: SurveyId,
    municipalities: readonly IstatCode[],
  ): Promise<SnapshotSummary[]> {
    return snapshotsOf(this.db, survey, municipalities);
  }

  /** The record-level difference of two snapshots; null when one of them is not there. */
  async compare(
    survey: SurveyId,
    municipality: IstatCode,
    references: readonly [LocalDate, LocalDate],
  ): Promise<SnapshotComparison | null> {
    const all = await snapshotsOf(this.db, survey, [municipality]);
    const [before, after] = references.map((day) => all.find(({ reference }) => reference === day));
    if (before === undefined || after === undefined) return null;
    const units = await unitsOf(this.db, [before, after]);
    const at = ({ position }: SnapshotSummary) => units.get(`${municipality}/${position}`) ?? [];
    return { before, after, diff: diffStock(at(before), at(after)) };
  }

  /** A page of the register of variations. */
  async variations(
    search: VariationSearch,
  ): Promise<{ readonly total: number; readonly variations: readonly VariationLine[] }> {
    return searchVariations(this.db, search);
  }
}
