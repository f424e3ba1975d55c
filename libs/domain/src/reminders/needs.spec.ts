import { describe, expect, it } from '@jest/globals';
import type { FactPayloads } from '../obligations/types.js';
import type { RungNeed } from '../surveys/types.js';
import { needsOf } from './needs.js';
import type { MunicipalityRecord } from './record.js';
import { aFact } from './testing/index.js';
import type { Step, Track } from './track.js';

const FIRST = 'push-erp/2021-12-31';
const SECOND = 'push-erp/2022-06-30';
const DUE = 100;

type Sent = readonly [day: number, template: string, deliveredBy: string | null, names?: string];
const unlock = (id: string, more: Partial<FactPayloads['unlocked']> = {}) =>
  aFact(
    'unlocked',
    '2022-04-20T10:00:00+02:00',
    {
      rung: 'formal-notice',
      legalBasis: 'L.',
      signer: 'il Dirigente',
      act: 'det. 1',
      protocol: 'prot. 2',
      ...more,
    },
    { id },
  );

interface Known {
  readonly sent?: readonly Sent[];
  /** Unlockings of the round, and of the municipality as a whole. */
  readonly own?: readonly unknown[];
  readonly all?: readonly unknown[];
  /** The fact that set the due date in force, of 30 April. */
  readonly cause?: string | null;
}

/** What a formal notice with these needs still lacks, and the facts that met the others. */
function verdict(
  needs: readonly RungNeed[],
  { sent = [], own = [], all = [], cause = null }: Known,
) {
  const step = { rung: { id: 'formal-notice', needs } } as unknown as Step;
  const track = {
    state: { obligation: FIRST, due: { cause } },
    due: DUE,
    ladder: { unlocks: own },
  } as unknown as Track;
  const list = sent.map(([day, template, deliveredBy, names = FIRST]) => ({
    day,
    template,
    deliveredBy,
    names: [names],
  }));
  const dueCauses = new Map([['e', '2022-04-30T08:00:00.000Z']]);
  const record = { letters: { list }, ladder: () => ({ unlocks: all }), dueCauses };
  return needsOf(step, track, record as unknown as MunicipalityRecord);
}

it('a rung without needs lacks nothing', () => {
  expect(verdict([], {})).toEqual({ missing: [], because: [] });
});

describe('what is missing is told', () => {
  it.each<[RungNeed, string, string]>([
    [
      'unlock',
      'awaits-unlock',
      'l’inserimento, da parte di un funzionario, di base giuridica, firmatario competente, atto e numero di protocollo',
    ],
    [
      'delivery-of-any',
      'awaits-delivery',
      'la ricevuta di consegna di almeno una lettera precedente dello stesso ciclo',
    ],
    [
      'delivery-of-overdue',
      'awaits-overdue-delivery',
      'la ricevuta di consegna di un sollecito inviato dopo la scadenza',
    ],
  ])('%s', (need, code, italian) => {
    expect(verdict([need], {})).toEqual({ missing: [{ need, code, italian }], because: [] });
  });

  it('each need by itself, in order', () => {
    const { missing, because } = verdict(['unlock', 'delivery-of-any', 'delivery-of-overdue'], {
      sent: [[90, 'reminder', 'receipt']],
    });
    expect(missing.map(({ need }) => need)).toEqual(['unlock', 'delivery-of-overdue']);
    expect(because).toEqual(['receipt']);
  });
});

describe('the delivery of a letter', () => {
  const early: Sent = [90, 'reminder', 'early'];

  it.each<[string, RungNeed, readonly Sent[], string | null]>([
    ['of any kind', 'delivery-of-any', [early], 'early'],
    ['the last of several', 'delivery-of-any', [early, [95, 'last-call', 'last']], 'last'],
    ['not one of a letter on the way', 'delivery-of-any', [early, [95, 'x', null]], 'early'],
    ['not of another obligation', 'delivery-of-any', [[95, 'reminder', 'b', SECOND]], null],
    ['after the due date', 'delivery-of-overdue', [[101, 'overdue', 'late']], 'late'],
    ['a formal notice too', 'delivery-of-overdue', [[130, 'formal-notice', 'late']], 'late'],
    ['not of the due date itself', 'delivery-of-overdue', [[100, 'overdue', 'late']], null],
    ['not of a letter before it', 'delivery-of-overdue', [early], null],
    ['not of another template', 'delivery-of-overdue', [[101, 'correction', 'late']], null],
    [
      'the overdue letter before another one',
      'delivery-of-overdue',
      [
        [101, 'overdue', 'late'],
        [105, 'correction', 'other'],
      ],
      'late',
    ],
  ])('counts: %s', (_, need, sent, proof) => {
    const { because, missing } = verdict([need], { sent });
    expect(because).toEqual(proof === null ? [] : [proof]);
    expect(missing).toHaveLength(proof === null ? 1 : 0);
  });
});

describe('an unlocking', () => {
  it.each<[string, Known, string | null]>([
    ['of the round', { own: [unlock('a')] }, 'a'],
    ['of the municipality as a whole', { all: [unlock('b')] }, 'b'],
    ['of the round before that of the whole', { own: [unlock('a')], all: [unlock('b')] }, 'a'],
    ['the last one', { own: [unlock('a'), unlock('c')] }, 'c'],
    ['the last complete one', { own: [unlock('a'), unlock('c', { act: ' ' })] }, 'a'],
    ['not of another rung', { own: [unlock('a', { rung: 'overdue-2' })] }, null],
    ['not without legal basis', { own: [unlock('a', { legalBasis: '' })] }, null],
    ['not without signer', { own: [unlock('a', { signer: ' ' })] }, null],
    ['not without act', { all: [unlock('a', { act: '' })] }, null],
    ['not without protocol', { all: [unlock('a', { protocol: '' })] }, null],
    ['not of the due date before', { own: [unlock('a')], cause: 'e' }, null],
    ['nor for the whole then', { all: [unlock('a')], cause: 'e' }, null],
    ['of a due date set otherwise', { own: [unlock('a')], cause: 'x' }, 'a'],
  ])('counts: %s', (_, known, proof) => {
    expect(verdict(['unlock'], known).because).toEqual(proof === null ? [] : [proof]);
  });
});
