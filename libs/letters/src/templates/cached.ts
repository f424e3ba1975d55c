import { VIEW_SHAPE, type Shape } from '../view/view.js';
import { checkSource } from './check.js';
import { compileTemplate, type Rendering, type Writing } from './compile.js';
import { PART_FILES, versionOf, type TemplateParts, type TemplateSet } from './source.js';

export type Part = keyof TemplateParts;

const WRITING: Record<Part, Writing> = {
  subject: 'text',
  text: 'text',
  html: 'html',
  letter: 'letter',
};

/** The placeholders of a part: the subject is there for the others, the letter's own text for both bodies. */
export const SHAPES: Readonly<Record<Part, Shape>> = {
  subject: VIEW_SHAPE,
  letter: { fields: { ...VIEW_SHAPE.fields, oggetto: 'text' } },
  text: { fields: { ...VIEW_SHAPE.fields, oggetto: 'text', lettera: 'text' } },
  html: { fields: { ...VIEW_SHAPE.fields, oggetto: 'text', lettera: 'text' } },
};

/** `opening/letter.hbs`: how errors name a part. */
export const placeOf = (set: TemplateSet, part: Part): string =>
  `${set.template}/${PART_FILES[part]}`;

export type CompiledSet = Readonly<Record<Part, Rendering>>;

const compileSet = (set: TemplateSet): CompiledSet => {
  const compiled = (part: Part): Rendering => {
    const place = placeOf(set, part);
    const first = checkSource(set[part], place, SHAPES[part], set.partials)[0];
    if (first) throw first;
    return compileTemplate(set[part], place, WRITING[part], set.partials);
  };
  return {
    subject: compiled('subject'),
    text: compiled('text'),
    html: compiled('html'),
    letter: compiled('letter'),
  };
};

const KEEP = 64;
const byDigest = new Map<string, CompiledSet>();
const bySet = new WeakMap<TemplateSet, CompiledSet>();

const compiledOnce = (set: TemplateSet): CompiledSet => {
  const key = versionOf(set);
  const known = byDigest.get(key);
  if (known) return known;
  const compiled = compileSet(set);
  if (byDigest.size >= KEEP) byDigest.delete(byDigest.keys().next().value ?? '');
  byDigest.set(key, compiled);
  return compiled;
};

/** A set compiled once: by the object at hand, else by the digest of every source in it, whatever its version is called. */
export const compiledSet = (set: TemplateSet): CompiledSet => {
  const known = bySet.get(set);
  if (known) return known;
  const compiled = compiledOnce(set);
  bySet.set(set, compiled);
  return compiled;
};
