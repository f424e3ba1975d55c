export { acceptedFor, type Accepted, refusalOfAnswer } from './acceptance.js';
export { exemptionVerdict } from './verdict.js';
export { VARIATION_NAMES } from './variations.js';
