import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { IstatCode, Municipality, Survey, SurveyId } from '@app/domain';
import {
  allMunicipalities,
  currentSurveys,
  municipalitiesOf,
  referenceVersion,
} from '@app/persistence';

/** Surveys in force and municipalities, read once for a unit of work. */
export interface ReferenceData {
  readonly surveys: ReadonlyMap<SurveyId, Survey>;
  readonly municipalities: ReadonlyMap<IstatCode, Municipality>;
}

/** Reads the reference data, always fresh: what an officer changes holds at once, in every process. */
@Injectable()
export class Reference {
  #known: { readonly version: string; readonly data: ReferenceData } | null = null;

  constructor(private readonly db: DataSource) {}

  /** All of it; read again only when a row of it has changed. */
  async load(): Promise<ReferenceData> {
    const version = await referenceVersion(this.db);
    if (this.#known?.version === version) return this.#known.data;
    const data = referenceData(await currentSurveys(this.db), await allMunicipalities(this.db));
    this.#known = { version, data };
    return data;
  }

  /** What a unit of work about a few municipalities needs. */
  async of(istats: readonly IstatCode[]): Promise<ReferenceData> {
    const surveys = await currentSurveys(this.db);
    return referenceData(surveys, await municipalitiesOf(this.db, istats));
  }
}

function referenceData(
  surveys: readonly Survey[],
  municipalities: readonly Municipality[],
): ReferenceData {
  return {
    surveys: new Map(surveys.map((survey) => [survey.id, survey])),
    municipalities: new Map(municipalities.map((m) => [m.istat, m])),
  };
}

/** Whether the survey asks this municipality. */
export function isAddressee(survey: Survey, istat: IstatCode): boolean {
  return survey.addressees === 'all' || survey.addressees.includes(istat);
}
