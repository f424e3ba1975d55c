export { ContractError, type ContractIssue } from './contract-error.js';
export { surveySchema, type SurveyFile } from './survey-schema.js';
export { surveyFileText } from './survey-file.js';
export { parseSurvey } from './survey.js';
export { PEC_PATTERN, type RowError } from './municipality-row.js';
export {
  checkMunicipalitiesCsv,
  type MunicipalitiesCheck,
  parseMunicipalitiesCsv,
} from './municipalities-csv.js';
export { defaultMunicipalities, defaultSurvey } from './defaults.js';
export { EVENT_TYPES } from './events/payload-schemas.js';
export { type Downtime, type EventError, type ParsedEvents } from './events/types.js';
export { parseEvents } from './events/parse-events.js';
export * from './configuration/index.js';
export * from './imports/index.js';
export { LONGEST_TEXT, shownName, textFault, unreadableIn } from './text-fault.js';
