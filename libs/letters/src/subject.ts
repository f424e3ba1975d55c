import { LetterError } from './errors.js';
import { hasControl } from './italian/safe-text.js';
import { compiledSet, placeOf } from './templates/cached.js';
import type { TemplateSet } from './templates/source.js';
import type { LetterModel } from './types.js';
import { letterView } from './view/build.js';
import type { LetterView } from './view/view.js';

/** Longest subject that protocol systems and PEC providers keep whole. */
export const SUBJECT_LIMIT = 200;

/** No value of the subject is cut below this; two dates fit. */
const SHORTEST = 24;

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

/**
 * The subject of a view, at most 200 characters on one line.
 *
 * @throws LetterError `empty-placeholder`, `header-control`, `subject-too-long`
 */
export const subjectOf = (set: TemplateSet, view: LetterView): string => {
  const { subject } = compiledSet(set);
  const place = { template: placeOf(set, 'subject'), line: 1, name: 'oggetto' };
  // The longest value gives way first, a little at a time: titles and names before dates and token.
  for (let limit = SUBJECT_LIMIT; limit >= SHORTEST; limit -= 4) {
    const text = subject(view, limit).trim();
    if (hasControl(text)) {
      throw new LetterError('header-control', place, 'l’oggetto contiene caratteri di controllo');
    }
    if (text === '') throw new LetterError('empty-placeholder', place, 'l’oggetto è vuoto');
    if (text.length <= SUBJECT_LIMIT) return text;
  }
  const reason = `l’oggetto supera i ${SUBJECT_LIMIT} caratteri`;
  throw new LetterError('subject-too-long', place, reason);
};

/**
 * The subject of a letter alone: no body, no PDF.
 *
 * @throws LetterError as `subjectOf`
 */
export const renderSubject = (set: TemplateSet, model: LetterModel): string => {
  refuseHeaderControls(model);
  return subjectOf(set, letterView(model));
};
