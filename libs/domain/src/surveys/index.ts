export { isTracked, obligationId, roundOf, roundOfObligation, roundsOf } from './rounds.js';
export { isReferenceDate, referencesOf } from './references.js';
export { explainReading } from './readings.js';
export { isValidOn, textsOn } from './dated-texts.js';
