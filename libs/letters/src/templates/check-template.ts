import type { TemplateId } from '@app/domain';
import { LetterError } from '../errors.js';
import { checkHtml, htmlWords } from '../markup/check-html.js';
import { parseMarkup } from '../markup/parse.js';
import { toHtml } from '../markup/to-html.js';
import { toText } from '../markup/to-text.js';
import { ownSubject, SUBJECT_LIMIT } from '../subject.js';
import type { LetterModel } from '../types.js';
import { letterView } from '../view/build.js';
import { compiledSet, placeOf, SHAPES, type Part } from './cached.js';
import { checkSource } from './check.js';
import { Written } from './compile.js';
import { missingFacts, refuseRefusedOffers, requiredFacts, type RequiredFact } from './facts.js';
import { FileTemplateSource, versionOf, type TemplateParts, type TemplateSet } from './source.js';

const PARTS: readonly Part[] = ['subject', 'text', 'html', 'letter'];

/** What a check needs besides the four sources. */
export interface CheckContext {
  readonly template: TemplateId;
  /** Shared pieces and layout; those of the files unless others are given. */
  readonly base?: Pick<TemplateSet, 'partials' | 'layout'>;
  /** Letters to try it on: the survey's own, at least one of each situation. Rendering finds what the walk cannot. */
  readonly samples?: readonly LetterModel[];
}

const files = new FileTemplateSource();

const setOf = (parts: Partial<TemplateParts>, { template, base }: CheckContext): TemplateSet => {
  const shipped = files.read(template);
  const set = { ...shipped, ...base, ...parts, template };
  return { ...set, version: versionOf(set) };
};

const caught = (run: () => LetterError[]): LetterError[] => {
  try {
    return run();
  } catch (error) {
    if (error instanceof LetterError) return [error];
    throw error;
  }
};

const unsaid = (facts: readonly RequiredFact[], text: string, place: string): LetterError[] =>
  missingFacts(facts, text).map(
    ({ name, anyOf }) =>
      new LetterError(
        'missing-part',
        { template: place, line: null, name },
        `manca dal modello: la lettera deve dire «${anyOf.join('» o «')}»`,
      ),
  );

const trySample = (set: TemplateSet, model: LetterModel): LetterError[] => {
  const view = letterView(model);
  const compiled = compiledSet(set);
  const oggetto = ownSubject(set, view);
  if (oggetto === null) {
    const place = { template: placeOf(set, 'subject'), line: 1, name: 'oggetto' };
    const reason = `l’oggetto supera i ${SUBJECT_LIMIT} caratteri anche ridotto all’essenziale`;
    throw new LetterError('subject-too-long', place, reason);
  }
  const blocks = parseMarkup(compiled.letter({ ...view, oggetto }), placeOf(set, 'letter'));
  const plain = toText(blocks);
  refuseRefusedOffers(view, plain, placeOf(set, 'letter'));
  const body = (lettera: string): object => ({ ...view, oggetto, lettera: new Written(lettera) });
  const text = compiled.text(body(plain));
  const html = compiled.html(body(toHtml(blocks)));
  const facts = requiredFacts(view);
  const inSubject = facts.filter(({ name }) => ['comune', 'codice'].includes(name));
  return [
    ...unsaid(inSubject, oggetto, placeOf(set, 'subject')),
    ...unsaid(facts, `${view.comune.conTitolo} ${plain}`, placeOf(set, 'letter')),
    ...unsaid(facts, text, placeOf(set, 'text')),
    ...checkHtml(html, placeOf(set, 'html')),
    ...unsaid(facts, htmlWords(html), placeOf(set, 'html')),
  ];
};

/**
 * Checks a template before it is saved. First every source is walked against the placeholders and helpers that exist, in all
 * branches; then, if that is sound, it is rendered with the samples: empty placeholders, markup, remote content, and facts that
 * the letter must say and does not.
 *
 * @param source the parts that changed; the others are taken as they are in the files
 * @returns all faults with template, line and name; none when it may be saved
 * @example checkTemplate({ ...parts, subject: '{{scadnza}}' }, { template: 'opening' })[0]?.message
 * //=> 'opening/subject.hbs, riga 1, «scadnza»: segnaposto sconosciuto: …'
 */
export const checkTemplate = (
  source: Partial<TemplateParts>,
  context: CheckContext,
): LetterError[] => {
  const set = setOf(source, context);
  const faults = PARTS.flatMap((part) =>
    checkSource(set[part], placeOf(set, part), SHAPES[part], set.partials),
  );
  if (faults.length > 0) return faults;
  const tried = (context.samples ?? []).flatMap((model) => caught(() => trySample(set, model)));
  const seen = new Set<string>();
  return tried.filter(({ message }) => !seen.has(message) && seen.add(message));
};
