export { describeTerm, formatTerm, parseTerm } from './term.js';
export { type Direction, explainTerm, rollSteps } from './explain-term.js';
