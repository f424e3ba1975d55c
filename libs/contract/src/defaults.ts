import { readFileSync } from 'node:fs';
import type { Municipality, Survey } from '@app/domain';
import { parseMunicipalitiesCsv } from './municipalities-csv.js';
import { parseSurvey } from './survey.js';

/** `seed/` of the repository: src and dist lie equally deep, so one address serves both. */
const SEED = new URL('../../../seed/', import.meta.url);

let survey: Survey | undefined;
let municipalities: readonly Municipality[] | undefined;

/** The survey of the letter, `push-erp`, from `seed/push-erp.json`; read once. */
export function defaultSurvey(): Survey {
  return (survey ??= parseSurvey(readFileSync(new URL('push-erp.json', SEED), 'utf8')));
}

/** The ten municipalities of the letter, from `seed/bat-comuni.csv`; read once. */
export function defaultMunicipalities(): readonly Municipality[] {
  return (municipalities ??= parseMunicipalitiesCsv(
    readFileSync(new URL('bat-comuni.csv', SEED), 'utf8'),
  ));
}
