export {
  diffStock,
  duplicateKeys,
  isEmptyDiff,
  type DuplicateKey,
  type StockComparison,
} from './diff.js';
export { normaliseUnitKey } from './unit-key.js';
export { isCeased, normaliseStatus } from './unit-status.js';
