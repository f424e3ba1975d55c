import type { TemplateId } from '@app/domain';
import { PART_FILES } from '@app/letters';
import type { TemplateSources } from '@app/persistence';
import type { DiffLine } from './line-diff.js';
import { lineDiff } from './line-diff.js';

/** What changed in one source of a template. */
export interface SourceDiff {
  /** As errors name it: `opening/letter.hbs`, `_partials/nulla.hbs`, `_layout/letter.typ`. */
  readonly place: string;
  readonly lines: readonly DiffLine[];
}

/** All sources of a template by the name of their place, in the order in which people read them. */
export function placesOf(template: TemplateId, sources: TemplateSources): Map<string, string> {
  const places = new Map<string, string>();
  for (const part of ['subject', 'letter', 'text', 'html'] as const) {
    places.set(`${template}/${PART_FILES[part]}`, sources[part]);
  }
  for (const name of Object.keys(sources.partials).sort()) {
    places.set(`_partials/${name}.hbs`, sources.partials[name] ?? '');
  }
  return places.set('_layout/letter.typ', sources.layout);
}

/**
 * The sources that differ between two versions, each with its lines.
 *
 * @example sourceDiff('opening', before, after).map(({ place }) => place) //=> ['opening/subject.hbs']
 */
export function sourceDiff(
  template: TemplateId,
  older: TemplateSources,
  newer: TemplateSources,
): readonly SourceDiff[] {
  const before = placesOf(template, older);
  const after = placesOf(template, newer);
  const places = [...new Set([...before.keys(), ...after.keys()])];
  return places
    .filter((place) => before.get(place) !== after.get(place))
    .map((place) => ({ place, lines: lineDiff(before.get(place) ?? '', after.get(place) ?? '') }));
}
