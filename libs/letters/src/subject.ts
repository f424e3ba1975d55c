import { LetterError } from './errors.js';
import { LETTER_NAMES } from './italian/letter-names.js';
import { hasControl, isolate } from './italian/safe-text.js';
import { capital } from './italian/words.js';
import { compiledSet, placeOf } from './templates/cached.js';
import type { TemplateSet } from './templates/source.js';
import type { LetterModel } from './types.js';
import { letterView } from './view/build.js';
import { GIVE_WAY, type Part, summaryOf } from './view/summary.js';
import type { LetterView } from './view/view.js';

/** Longest subject that protocol systems and PEC providers keep whole. */
export const SUBJECT_LIMIT = 200;

type HeaderField = readonly [name: string, value: string];

const headerFields = (model: LetterModel): HeaderField[] => [
  ['mittente', model.from],
  ['comune.pec', model.to],
  ['comune.nome', model.municipality.name],
  ['comune.conTitolo', model.municipality.title],
  ['ricognizione.titoloBreve', model.survey.shortTitle],
  ['codice', model.token],
  ['protocollo.numero', model.protocol?.number ?? ''],
  ['protocollo.aoo', model.protocol?.aoo ?? ''],
  ['diffida.protocollo', model.formalNotice?.protocol ?? ''],
];

/**
 * Refuses a letter whose header values hold CR, LF, NUL or another control character: whoever composes the message may put any
 * of them in a header, and one line end there is a header of somebody else's making (RFC 5322 §2.2).
 *
 * @throws LetterError `header-control`
 */
export const refuseHeaderControls = (model: LetterModel): void => {
  const bad = headerFields(model).find(([, value]) => hasControl(value));
  if (!bad) return;
  const place = { template: 'dati', line: null, name: bad[0] };
  const shown = JSON.stringify(bad[1].slice(0, 60));
  throw new LetterError('header-control', place, `contiene caratteri di controllo: ${shown}`);
};

const fits = (subject: string): boolean => subject.length <= SUBJECT_LIMIT;

/**
 * The longest of a text's forms that fits: its parts give way in their order until it does, then each for which there is room
 * after all comes back, the weightiest first. Null: it doesn't fit without any of them.
 *
 * @param write the text without some parts
 */
export const fitted = (write: (without: ReadonlySet<Part>) => string): string | null => {
  const without = new Set<Part>();
  for (const part of GIVE_WAY) {
    if (fits(write(without))) break;
    without.add(part);
  }
  if (!fits(write(without))) return null;
  for (const part of [...without].reverse()) {
    without.delete(part);
    if (!fits(write(without))) without.add(part);
  }
  return write(without);
};

/**
 * The subject in the template's own words; null when they leave no room for what must stand in it.
 *
 * @throws LetterError `empty-placeholder`, `header-control`
 */
export const ownSubject = (set: TemplateSet, view: LetterView): string | null => {
  const { subject } = compiledSet(set);
  const place = { template: placeOf(set, 'subject'), line: 1, name: 'oggetto' };
  return fitted((without) => {
    const text = subject({ ...view, sintesi: summaryOf(view, without) }).trim();
    if (hasControl(text)) {
      throw new LetterError('header-control', place, 'l’oggetto contiene caratteri di controllo');
    }
    if (text === '') throw new LetterError('empty-placeholder', place, 'l’oggetto è vuoto');
    return text;
  });
};

/**
 * What is left when no wording has room: newest round, addressee, token; before them the protocol's number and the kind of letter
 * if they find a place, whole or not at all. Only a name longer than any body's is cut.
 */
const bareSubject = (view: LetterView): string => {
  const { protocollo, dati } = summaryOf(view, new Set(GIVE_WAY));
  const kind = `${capital(LETTER_NAMES[view.modello])}: ${dati}`;
  const end = ` [rif. ${isolate(view.codice)}]`;
  const name = view.comune.conTitolo;
  const forms = [[protocollo, kind], [protocollo, dati], [kind], [dati]].map((parts) =>
    parts.flatMap((part) => (part === null || part === '' ? [] : [isolate(part)])),
  );
  const whole = forms
    .map((parts) => [...parts, isolate(name)].join(' – ') + end)
    .find((text) => fits(text));
  if (whole !== undefined) return whole;
  const chars = [...name];
  const short = (length: number): string =>
    `${isolate(dati)} – ${isolate(`${chars.slice(0, length).join('').trimEnd()}…`)}${end}`;
  let length = Math.min(chars.length, SUBJECT_LIMIT);
  while (length > 0 && !fits(short(length))) length -= 1;
  return short(length);
};

/**
 * The subject of a view, at most 200 characters on one line (the provider's own prefix not counted), whatever its values.
 *
 * @throws LetterError `empty-placeholder`, `header-control`
 */
export const subjectOf = (set: TemplateSet, view: LetterView): string =>
  ownSubject(set, view) ?? bareSubject(view);

/**
 * The subject of a letter alone: no body, no PDF.
 *
 * @throws LetterError as `subjectOf`
 */
export const renderSubject = (set: TemplateSet, model: LetterModel): string => {
  refuseHeaderControls(model);
  return subjectOf(set, letterView(model));
};
