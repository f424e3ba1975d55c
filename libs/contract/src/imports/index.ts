export { csvText, type Grid, type GridLine, readCsv } from './grid.js';
export { TABLE_LIMITS, tableFault } from './limits.js';
export { type Column, fileFault, type ImportCheck, normaliseName } from './table.js';
export { type ImportContext, readDay, readMoment } from './cells.js';
export { checkStock, STOCK_COLUMNS, type StockRecord } from './stock.js';
export {
  checkTransmissions,
  TRANSMISSION_COLUMNS,
  type TransmissionOutcome,
  type TransmissionRecord,
} from './transmissions.js';
export { checkVariations, VARIATION_COLUMNS, type VariationRecord } from './variations.js';
export { checkIpa, IPA_COLUMNS, type IpaRecord } from './ipa.js';
