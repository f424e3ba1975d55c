import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { IstatCode, Municipality, Survey, SurveyId } from '@app/domain';
import { allMunicipalities, currentSurveys } from '@app/persistence';

/** Surveys in force and municipalities, read once for a unit of work. */
export interface ReferenceData {
  readonly surveys: ReadonlyMap<SurveyId, Survey>;
  readonly municipalities: ReadonlyMap<IstatCode, Municipality>;
}

/** Reads the reference data. Small (7,900 rows at most) and always fresh: what an officer changes holds at once. */
@Injectable()
export class Reference {
  constructor(private readonly db: DataSource) {}

  async load(): Promise<ReferenceData> {
    const [surveys, municipalities] = await Promise.all([
      currentSurveys(this.db),
      allMunicipalities(this.db),
    ]);
    return {
      surveys: new Map(surveys.map((survey) => [survey.id, survey])),
      municipalities: new Map(municipalities.map((m) => [m.istat, m])),
    };
  }
}

/** Whether the survey asks this municipality. */
export function isAddressee(survey: Survey, istat: IstatCode): boolean {
  return survey.addressees === 'all' || survey.addressees.includes(istat);
}
