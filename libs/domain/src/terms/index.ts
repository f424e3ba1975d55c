export { describeTerm, formatTerm, parseTerm } from './term.js';
export { type Direction, explainTerm, rollSteps } from './explain-term.js';
export { explainByLaws } from './explain-by-laws.js';
export { explain } from './explain.js';
export { termFromDelivery } from './delivery.js';
export { resumeTerm } from './suspension.js';
