export { withAddress } from './addresses.js';
export { fileGrid } from './file-grid.js';
export { type CheckedFile, FileDesk } from './file-desk.js';
export { Importer } from './importer.js';
export {
  type AddressChange,
  IMPORT_KINDS,
  type ImportKind,
  type ImportReport,
  type ImportRequest,
} from './types.js';
export {
  MODEL_FILES,
  MODEL_FORMATS,
  modelFile,
  type ModelFormat,
  type ModelName,
} from './model-file.js';
