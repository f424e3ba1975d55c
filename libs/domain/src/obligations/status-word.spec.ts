import { describe, expect, it } from '@jest/globals';
import { statusWord, TIMELINESS_WORDS } from './status-word.js';
import type { ObligationState } from './types.js';

const state = (part: Partial<ObligationState>): ObligationState =>
  ({
    outcome: 'open',
    timeliness: 'pending',
    contest: null,
    suspended: false,
    presumed: false,
    carriedNil: false,
    ...part,
  }) as ObligationState;
const contest = {} as ObligationState['contest'];

describe('the word for a status', () => {
  it.each<[string, Partial<ObligationState>]>([
    ['In attesa', {}],
    ['Scaduto', { timeliness: 'overdue' }],
    ['Sospeso', { suspended: true }],
    ['Sospeso', { suspended: true, timeliness: 'overdue' }],
    ['Da esaminare', { contest }],
    ['Da esaminare', { contest, suspended: true, timeliness: 'overdue' }],
    ['Respinto, da rifare', { outcome: 'rejected' }],
    ['Respinto, da rifare', { outcome: 'rejected', timeliness: 'overdue', contest }],
    ['Trasmesso', { outcome: 'transmitted', timeliness: 'on-time' }],
    ['Trasmesso in ritardo', { outcome: 'transmitted', timeliness: 'late' }],
    ['Validato', { outcome: 'validated', timeliness: 'on-time' }],
    ['Validato in ritardo', { outcome: 'validated', timeliness: 'late' }],
    ['Consistenza nulla', { outcome: 'nil', timeliness: 'on-time' }],
    ['Consistenza nulla in ritardo', { outcome: 'nil', timeliness: 'late' }],
    ['Nulla già comunicata', { outcome: 'nil', timeliness: 'on-time', carriedNil: true }],
    ['Esonerato', { outcome: 'exempt', timeliness: 'on-time' }],
    ['Esonero presunto', { outcome: 'exempt', timeliness: 'on-time', presumed: true }],
    ['Annullato', { outcome: 'cancelled' }],
    ['Trasmesso', { outcome: 'transmitted', timeliness: 'on-time', contest, suspended: true }],
  ])('is «%s» for %j', (word, part) => expect(statusWord(state(part))).toBe(word));
});

describe('the word for a timeliness', () => {
  it.each([
    ['in corso', 'pending'],
    ['nei termini', 'on-time'],
    ['in ritardo', 'late'],
    ['scaduto', 'overdue'],
  ] as const)('is «%s» for %s', (word, timeliness) =>
    expect(TIMELINESS_WORDS[timeliness]).toBe(word),
  );
});
