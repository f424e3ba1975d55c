import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type {
  Fact,
  Instant,
  IstatCode,
  LocalDate,
  Municipality,
  ObligationState,
  Survey,
} from '@app/domain';
import { foldMunicipality, guarded } from '@app/domain';
import { loadFacts } from '@app/persistence';
import type { ReferenceData } from '../reference.js';
import { isAddressee, Reference } from '../reference.js';

/** One municipality as it stands for one survey. */
export interface Standing {
  readonly municipality: Municipality;
  readonly facts: readonly Fact[];
  readonly obligations: readonly ObligationState[];
  /** Why what it owes can't be told; null: it can. */
  readonly fault: string | null;
}

/** The status of everything: always the fold of the record, never a column that somebody set. */
@Injectable()
export class States {
  constructor(
    private readonly db: DataSource,
    private readonly reference: Reference,
  ) {}

  /**
   * How the addressees of a survey stand as of a moment, as known at another (the same unless told).
   *
   * @param only restricts the answer to some municipalities
   */
  async standings(
    survey: Survey,
    when: { readonly asOf: LocalDate | Instant; readonly knownOn?: LocalDate | Instant },
    only?: readonly IstatCode[],
  ): Promise<Standing[]> {
    const reference = await this.reference.load();
    const municipalities = addressees(reference, survey, only);
    const facts = await loadFacts(
      this.db,
      municipalities.map((m) => m.istat),
    );
    return municipalities.map((municipality) => {
      const own = (facts.get(municipality.istat) ?? []).filter((fact) => fact.survey === survey.id);
      let fault: string | null = null;
      const fold = () => foldMunicipality(survey, municipality, own, when);
      const obligations = guarded(municipality, fold, ({ reason }) => (fault = reason)) ?? [];
      return { municipality, facts: own, obligations, fault };
    });
  }
}

function addressees(
  reference: ReferenceData,
  survey: Survey,
  only: readonly IstatCode[] | undefined,
): Municipality[] {
  return [...reference.municipalities.values()].filter(
    (m) => isAddressee(survey, m.istat) && (only === undefined || only.includes(m.istat)),
  );
}
