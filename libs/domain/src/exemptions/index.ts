export { exemptionVerdict } from './verdict.js';
export { VARIATION_NAMES } from './variations.js';
