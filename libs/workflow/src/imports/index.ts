export { withAddress } from './addresses.js';
export { fileGrid } from './file-grid.js';
export { Importer } from './importer.js';
export {
  type AddressChange,
  IMPORT_KINDS,
  type ImportKind,
  type ImportReport,
  type ImportRequest,
} from './types.js';
