import { parseMarkup } from './markup/parse.js';
import { toHtml } from './markup/to-html.js';
import { toText } from './markup/to-text.js';
import type { PdfPrinter } from './pdf/document.js';
import { documentOf } from './pdf/from-view.js';
import { typstPrinter } from './pdf/typst.js';
import { refuseHeaderControls, renderSubject, subjectOf } from './subject.js';
import { compiledSet, placeOf } from './templates/cached.js';
import { Written } from './templates/compile.js';
import { refuseRefusedOffers } from './templates/facts.js';
import { FileTemplateSource, type TemplateSet, type TemplateSource } from './templates/source.js';
import type { LetterModel, RenderedLetter } from './types.js';
import { letterView } from './view/build.js';
import { requireParts } from './view/require.js';

/** File names as a registry office reads them; ASCII, so that no header needs encoding. */
const FILE_NAMES: Record<LetterModel['template'], string> = {
  opening: 'avvio',
  reminder: 'promemoria',
  'last-call': 'scadenza-imminente',
  overdue: 'sollecito',
  'formal-notice': 'diffida',
  correction: 'riapertura',
  'exemption-granted': 'esonero',
  'exemption-lapsed': 'decadenza-esonero',
  'extension-granted': 'proroga',
};

/** @example pdfNameOf(model) //=> 'sollecito_110001_2021-12-31.pdf' */
export const pdfNameOf = (model: LetterModel): string => {
  const references = model.obligations.map((one) => one.reference).sort();
  const istat = model.municipality.istat.replace(/[^0-9A-Za-z]/g, '');
  return `${FILE_NAMES[model.template]}_${istat}_${references[0] ?? model.day}.pdf`;
};

/**
 * Writes a letter from a set of templates.
 *
 * @throws LetterError with template, line and name when anything that the letter must say is missing
 */
export const renderWith = (
  set: TemplateSet,
  model: LetterModel,
  print: PdfPrinter,
): RenderedLetter => {
  refuseHeaderControls(model);
  const view = letterView(model);
  requireParts(view);
  const compiled = compiledSet(set);
  const subject = subjectOf(set, view);
  const blocks = parseMarkup(
    compiled.letter({ ...view, oggetto: subject }),
    placeOf(set, 'letter'),
  );
  const plain = toText(blocks);
  refuseRefusedOffers(view, plain, placeOf(set, 'letter'));
  const bodyView = (lettera: string): object => ({
    ...view,
    oggetto: subject,
    lettera: new Written(lettera),
  });
  return {
    subject,
    text: compiled.text(bodyView(plain)),
    html: compiled.html(bodyView(toHtml(blocks))),
    pdf: print(documentOf(view, subject, blocks, set.version), set.layout),
    pdfName: pdfNameOf(model),
    template: model.template,
    templateVersion: set.version,
  };
};

/** Writes letters. Where its templates come from, and what puts them on paper, is its own affair. */
export abstract class LetterRenderer {
  /** @throws LetterError when the letter is not ready: it stays, with the reason */
  abstract render(model: LetterModel, version?: string): Promise<RenderedLetter>;
  /** The subject alone, for lists and plans: no body, no PDF. */
  abstract subject(model: LetterModel, version?: string): Promise<string>;
}

/** Letters from any source of templates, printed by typst unless another printer is given. */
export class TemplateLetterRenderer extends LetterRenderer {
  constructor(
    private readonly source: TemplateSource,
    private readonly print: PdfPrinter = typstPrinter(),
  ) {
    super();
  }

  override async render(model: LetterModel, version?: string): Promise<RenderedLetter> {
    return renderWith(await this.source.get(model.template, version), model, this.print);
  }

  override async subject(model: LetterModel, version?: string): Promise<string> {
    return renderSubject(await this.source.get(model.template, version), model);
  }
}

const files = new FileTemplateSource();
let shared: PdfPrinter | null = null;

/**
 * Writes a letter from the templates in `templates/letters`.
 *
 * @throws LetterError when anything that the letter must say is missing
 * @example (await renderLetter(model)).subject //=> 'Ricognizione del patrimonio ERP in PUSH – …'
 */
export const renderLetter = (model: LetterModel): Promise<RenderedLetter> => {
  shared ??= typstPrinter();
  return new TemplateLetterRenderer(files, shared).render(model);
};

/** The subject of a letter from the templates in `templates/letters`, at once. @throws LetterError as `renderLetter` */
export const letterSubject = (model: LetterModel): string =>
  renderSubject(files.read(model.template), model);

/** Version of a template in `templates/letters`. @example templateVersion('opening') //=> '3f9c2a71d0be' */
export const templateVersion = (template: LetterModel['template']): string =>
  files.read(template).version;
