import { describe, expect, it } from '@jest/globals';
import type { ObligationState } from '@app/domain';
import { STATUS_WORDS, statusKey } from './vocabulary.js';

const state = (more: Partial<ObligationState>): ObligationState =>
  ({
    outcome: 'open',
    timeliness: 'pending',
    contest: null,
    suspended: false,
    presumed: false,
    carriedNil: false,
    ...more,
  }) as ObligationState;

describe('the one vocabulary of states', () => {
  it.each([
    ['attesa', {}],
    ['scaduto', { timeliness: 'overdue' }],
    ['respinto', { outcome: 'rejected', timeliness: 'overdue' }],
    ['da-esaminare', { contest: 'x', suspended: true }],
    ['sospeso', { suspended: true, timeliness: 'overdue' }],
    ['trasmesso', { outcome: 'transmitted', timeliness: 'on-time' }],
    ['trasmesso-in-ritardo', { outcome: 'transmitted', timeliness: 'late' }],
    ['validato-in-ritardo', { outcome: 'validated', timeliness: 'late' }],
    ['nulla', { outcome: 'nil', timeliness: 'on-time' }],
    ['nulla-precedente', { outcome: 'nil', carriedNil: true }],
    ['esonerato', { outcome: 'exempt' }],
    ['esonero-presunto', { outcome: 'exempt', presumed: true }],
    ['annullato', { outcome: 'cancelled' }],
  ] as const)('calls it «%s»', (key, more) => {
    expect(statusKey(state(more))).toBe(key);
  });

  it('tells every state by a word and an icon of its own pair: never by colour alone', () => {
    const words = Object.values(STATUS_WORDS).map(({ word }) => word);
    expect(new Set(words).size).toBe(words.length);
    expect(Object.values(STATUS_WORDS).every(({ icon }) => icon.startsWith('it-'))).toBe(true);
  });
});
