export type * from './types.js';
export { LetterError, type LetterErrorCode, type LetterPlace } from './errors.js';
export {
  LetterRenderer,
  TemplateLetterRenderer,
  letterSubject,
  pdfNameOf,
  renderLetter,
  renderWith,
  templateVersion,
} from './renderer.js';
export { SUBJECT_LIMIT, renderSubject } from './subject.js';
export {
  FileTemplateSource,
  PART_FILES,
  TEMPLATE_IDS,
  TEMPLATES_DIR,
  versionOf,
  type TemplateParts,
  type TemplateSet,
  type TemplateSource,
} from './templates/source.js';
export type { LetterDocument, PdfPrinter } from './pdf/document.js';
export { tablePrinter, type TableDocument } from './pdf/table.js';
export { typstPrinter } from './pdf/typst.js';
export { notReady } from './ready.js';
export { nameForms, type NameForms } from './italian/names.js';
export { checkTemplate, type CheckContext } from './templates/check-template.js';
export { missingFacts, requiredFacts, type RequiredFact } from './templates/facts.js';
export { letterView } from './view/build.js';
export { VIEW_SHAPE, type LetterView, type Shape } from './view/view.js';
export { HELPERS } from './templates/helpers.js';
