import { describe, expect, it } from '@jest/globals';
import { EVENT_TYPES, PAYLOADS } from './payload-schemas.js';
import { type Line, one } from './testing/event-lines.js';

describe('every type of the contract makes its fact', () => {
  it.each<[string, Line, Line]>([
    ['transmitted', { mode: 'manual', units: 3 }, { mode: 'manual', units: 3 }],
    ['transmitted', { mode: 'flow' }, { mode: 'flow' }],
    ['validated', {}, {}],
    ['rejected', { reason: 'x' }, { reason: 'x' }],
    ['typed', {}, {}],
    ['nil-declared', { reference: '2021-12-31' }, { reference: '2021-12-31' }],
    ['no-change-declared', {}, {}],
    [
      'variation',
      { kind: 'sale', date: '2022-02-01', units: 2 },
      { kind: 'sale', date: '2022-02-01', units: 2 },
    ],
    [
      'variation',
      { kind: 'New construction', date: '2022-02-01', units: ['a', 'b'] },
      { kind: 'new-construction', date: '2022-02-01', units: 2 },
    ],
    [
      'snapshot',
      { reference: '2021-12-31', units: [{ key: '072006_3122', status: 'owned' }] },
      { reference: '2021-12-31', units: [{ key: '072006_3122', status: 'owned' }] },
    ],
    [
      'extended',
      { due: '2022-05-31', scope: '110001', reason: 'x' },
      { due: '2022-05-31', scope: '110001', reason: 'x' },
    ],
    ['exempted', { reason: 'x', approver: 'y' }, { reason: 'x', approver: 'y' }],
    ['delivered', { rung: 'opening' }, { rung: 'opening' }],
    [
      'delivery-failed',
      { rung: 'opening', class: 'fix the_address'.replace('the_', '') },
      { rung: 'opening', class: 'fix-address' },
    ],
    ['suspended', {}, {}],
    ['suspended', { reason: 'x' }, { reason: 'x' }],
    ['resumed', {}, {}],
    [
      'unlocked',
      { rung: 'formal-notice', legalBasis: 'a', signer: 'b', act: 'c', protocol: 'd' },
      { rung: 'formal-notice', legalBasis: 'a', signer: 'b', act: 'c', protocol: 'd' },
    ],
    ['address-changed', { pec: 'a@pec.it' }, { pec: 'a@pec.it' }],
    ['closed-day', { day: '2022-03-15' }, { day: '2022-03-15' }],
    [
      'merged',
      { into: '110002', on: '2022-05-31', reason: 'x' },
      { into: '110002', on: '2022-05-31', reason: 'x' },
    ],
    ['cancelled', { reason: 'x' }, { reason: 'x' }],
    ['corrected', { fact: 'event-9', reason: 'x' }, { fact: 'event-9', reason: 'x' }],
  ])('%s %j', (type, fields, payload) => {
    expect(one({ type, ...fields })).toMatchObject({
      id: 'event-1',
      type,
      survey: 'push-erp',
      municipality: '110001',
      occurredAt: '2022-03-10T09:00:00.000Z',
      recordedAt: '2022-03-10T09:00:00.000Z',
      source: 'events-file',
      evidence: null,
    });
    expect(one({ type, ...fields }).payload).toEqual(payload);
  });

  it('takes the fields under "payload" too, as exports write them', () => {
    const line = { type: 'transmitted', payload: { mode: 'flow', units: 1 } };
    expect(one(line).payload).toEqual({ mode: 'flow', units: 1 });
  });

  it('knows every type of fact, and downtime', () => {
    expect(EVENT_TYPES).toHaveLength(Object.keys(PAYLOADS).length + 1);
    expect(EVENT_TYPES).toContain('exemption-granted');
    expect(EVENT_TYPES.at(-1)).toBe('downtime');
  });
});
