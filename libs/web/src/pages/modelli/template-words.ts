import type { TemplateId } from '@app/domain';
import { PART_FILES } from '@app/letters';
import type { TemplateOrigin, TemplateSources } from '@app/persistence';

/** What each kind of letter is called, and when it leaves. */
export const TEMPLATE_WORDS: Readonly<Record<TemplateId, { word: string; when: string }>> = {
  opening: { word: 'Avvio', when: 'all’apertura, prima della scadenza' },
  reminder: { word: 'Promemoria', when: 'nelle settimane prima della scadenza' },
  'last-call': { word: 'Ultimo avviso', when: 'il giorno prima della scadenza' },
  overdue: { word: 'Sollecito', when: 'dopo la scadenza' },
  'formal-notice': { word: 'Diffida', when: 'dopo i solleciti, sbloccata da una persona' },
  correction: { word: 'Riapertura', when: 'quando un adempimento si riapre, con il motivo' },
  'exemption-granted': {
    word: 'Esonero',
    when: 'per comunicare un esonero, quando una persona lo chiede dall’adempimento',
  },
  'exemption-lapsed': {
    word: 'Decadenza dell’esonero',
    when: 'per comunicare una decadenza; oggi la dice la lettera di riapertura',
  },
  'extension-granted': {
    word: 'Proroga',
    when: 'per comunicare una proroga, quando una persona lo chiede dall’adempimento',
  },
};

export const ORIGIN_WORDS: Readonly<Record<TemplateOrigin, string>> = {
  shipped: 'di serie',
  officer: 'scritta qui',
  restored: 'rimessa in vigore',
};

/** Who a version is of, in words. @example byline({ author: 'rossi', origin: 'officer' }) //=> 'rossi, scritta qui' */
export const byline = ({
  author,
  origin,
}: {
  readonly author: string;
  readonly origin: TemplateOrigin;
}): string => (origin === 'shipped' ? ORIGIN_WORDS.shipped : `${author}, ${ORIGIN_WORDS[origin]}`);

/** A source of a template as the form shows it: `field` names the text area. */
export interface SourceField {
  readonly field: string;
  readonly place: string;
  readonly label: string;
  readonly rows: number;
  readonly value: string;
}

const PARTS = [
  ['subject', 'Oggetto', 2],
  ['letter', 'Lettera (testo comune a e-mail e PDF)', 18],
  ['text', 'Cornice dell’e-mail in solo testo', 10],
  ['html', 'Cornice dell’e-mail in HTML', 10],
] as const;

/** Prefix of the fields of shared pieces. */
const PIECE = 'parte-';

/** The sources as fields, with what was typed where something was. */
export function sourceFields(
  template: TemplateId,
  sources: TemplateSources,
  typed: Readonly<Record<string, string>> = {},
): { readonly parts: readonly SourceField[]; readonly pieces: readonly SourceField[] } {
  const value = (field: string, own: string): string => typed[field] ?? own;
  return {
    parts: PARTS.map(([field, label, rows]) => ({
      field,
      label,
      rows,
      place: `${template}/${PART_FILES[field]}`,
      value: value(field, sources[field]),
    })),
    pieces: Object.keys(sources.partials)
      .sort()
      .map((name) => ({
        field: PIECE + name,
        label: `Parte comune «${name}»`,
        rows: 6,
        place: `_partials/${name}.hbs`,
        value: value(PIECE + name, sources.partials[name] ?? ''),
      })),
  };
}

/** What was typed, as a change of the template; and as typed, to be shown again. */
export function typedSources(form: Readonly<Record<string, unknown>>) {
  const typed: Record<string, string> = {};
  const partials: Record<string, string> = {};
  for (const [field, value] of Object.entries(form)) {
    if (typeof value !== 'string') continue;
    if (field.startsWith(PIECE)) partials[field.slice(PIECE.length)] = value;
    if (field.startsWith(PIECE) || PARTS.some(([name]) => name === field)) typed[field] = value;
  }
  const { subject, letter, text, html } = typed;
  const given = Object.entries({ subject, letter, text, html }).filter(
    ([, value]) => value !== undefined,
  );
  return { typed, change: { ...Object.fromEntries(given), partials } };
}

/** The field in which a fault of a place stands, so that the list of errors leads there. */
export function fieldOf(template: TemplateId, place: string): string {
  const part = PARTS.find(([name]) => `${template}/${PART_FILES[name]}` === place);
  if (part !== undefined) return part[0];
  const piece = /^_partials\/(.+)\.hbs$/.exec(place)?.[1];
  return piece === undefined ? '' : PIECE + piece;
}
