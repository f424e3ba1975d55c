import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type {
  Decision,
  Fact,
  IstatCode,
  LocalDate,
  Municipality,
  OnFault,
  Survey,
} from '@app/domain';
import { plan } from '@app/domain';
import { loadFacts } from '@app/persistence';
import { isAddressee, Reference } from '../reference.js';

/**
 * For lists of what leaves: a municipality that can't be planned has no line in them. That it can't is told by the tick's
 * alert, and by the overview to every page.
 */
export const TOLD: OnFault = () => undefined;

/** The plan of a survey on its record: the very function by which the engine decides. */
@Injectable()
export class Plans {
  constructor(
    private readonly db: DataSource,
    private readonly reference: Reference,
  ) {}

  /** Every send and every line that will not leave, from a day to another, both included. */
  async between(
    survey: Survey,
    from: LocalDate,
    to: LocalDate,
    only?: readonly IstatCode[],
  ): Promise<readonly Decision[]> {
    const { municipalities, facts } = await this.record(survey, only);
    return plan({
      survey,
      municipalities,
      factsOf: (istat) => facts.get(istat) ?? [],
      from,
      to,
      assumeDelivery: true,
      onFault: TOLD,
    });
  }

  /** Addressees with their facts of this survey. */
  async record(
    survey: Survey,
    only?: readonly IstatCode[],
  ): Promise<{ municipalities: Municipality[]; facts: Map<IstatCode, Fact[]> }> {
    const reference = await this.reference.load();
    const municipalities = [...reference.municipalities.values()].filter(
      ({ istat }) => isAddressee(survey, istat) && (only === undefined || only.includes(istat)),
    );
    const all = await loadFacts(
      this.db,
      municipalities.map(({ istat }) => istat),
    );
    const facts = new Map<IstatCode, Fact[]>();
    for (const [istat, own] of all) {
      facts.set(
        istat,
        own.filter((fact) => fact.survey === survey.id),
      );
    }
    return { municipalities, facts };
  }
}
