import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@app/domain';
import { defaultMunicipalities, defaultSurvey } from '../defaults.js';
import { EVENT_TYPES, PAYLOADS } from './payload-schemas.js';
import { parseEvents } from './parse-events.js';
import type { ParsedEvents } from './types.js';

type Line = Record<string, unknown>;
const AT = '2022-03-10T10:00:00+01:00';

function parse(...lines: readonly (Line | string)[]): ParsedEvents {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  return parseEvents(text.join('\n'), defaultSurvey(), defaultMunicipalities());
}

/** The one fact of a line of Andria. */
function one(line: Line): Fact {
  const { facts, errors } = parse({ at: AT, municipality: '110001', ...line });
  expect(errors).toEqual([]);
  expect(facts).toHaveLength(1);
  return facts[0] as Fact;
}

function messages(...lines: readonly (Line | string)[]): readonly string[] {
  return parse(...lines).errors.map(({ message }) => message);
}

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

describe('what every line may say', () => {
  it('keeps id, actor, evidence and a later record', () => {
    const fact = one({
      type: 'typed',
      id: 'a-1',
      actor: 'rossi',
      evidence: 'f00d',
      recordedAt: '2022-03-12T08:00:00Z',
    });
    expect(fact).toMatchObject({
      id: 'a-1',
      actor: 'rossi',
      evidence: 'f00d',
      occurredAt: '2022-03-10T09:00:00.000Z',
      recordedAt: '2022-03-12T08:00:00.000Z',
    });
  });

  it('numbers ids by the line of the file, blank lines counted', () => {
    const { facts } = parse('', { at: AT, municipality: '110001', type: 'typed' });
    expect(facts[0]?.id).toBe('event-2');
  });

  it('gives facts in order of recording, then of lines', () => {
    const typed = { municipality: '110001', type: 'typed' };
    const { facts } = parse(
      { ...typed, at: '2022-03-12T10:00:00Z' },
      { ...typed, at: '2022-03-10T10:00:00Z', recordedAt: '2022-03-20T10:00:00Z' },
      { ...typed, at: '2022-03-11T10:00:00Z' },
      { ...typed, at: '2022-03-11T10:00:00Z' },
    );
    expect(facts.map(({ id }) => id)).toEqual(['event-3', 'event-4', 'event-1', 'event-2']);
  });

  it('tolerates CRLF, a byte order mark and blank lines', () => {
    const line = JSON.stringify({ at: AT, municipality: '110001', type: 'typed' });
    const text = `\uFEFF${line}\r\n\r\n  \r\n${line}\r\n`;
    const { facts, errors } = parseEvents(text, defaultSurvey(), defaultMunicipalities());
    expect(errors).toEqual([]);
    expect(facts.map(({ id }) => id)).toEqual(['event-1', 'event-4']);
  });

  it('is nothing for an empty file', () => {
    expect(parse('')).toEqual({ facts: [], downtimes: [], errors: [] });
  });
});

describe('a line without round gets the one that fits', () => {
  it.each([
    ['2022-01-01T00:00:00+01:00', '2021-12-31', 'the first moment of the first round'],
    ['2022-06-30T23:59:59+02:00', '2021-12-31', 'the last second before the second opens'],
    ['2022-07-01T00:00:01+02:00', '2022-06-30', 'the first second after'],
  ])('a transmission at %s is of the round %s: %s', (at, round) => {
    expect(one({ type: 'transmitted', mode: 'flow', at }).round).toBe(round);
  });

  it('keeps the round that the line names', () => {
    const line = { type: 'transmitted', mode: 'flow', at: '2022-07-05T10:00:00Z' };
    expect(one({ ...line, round: '2021-12-31' }).round).toBe('2021-12-31');
  });

  it.each(['validated', 'rejected'])(
    '%s answers the transmission before it, wherever the file has it',
    (type) => {
      const { facts } = parse(
        { at: '2022-07-05T10:00:00Z', municipality: '110001', type, reason: 'x' },
        { at: '2022-06-20T10:00:00Z', municipality: '110001', type: 'transmitted', mode: 'flow' },
      );
      expect(facts.map(({ round }) => round)).toEqual(['2021-12-31', '2021-12-31']);
    },
  );

  it.each<[string, string | null, string]>([
    ['2021-12-31', '2021-12-31', 'a reference date of the survey'],
    ['2022-06-30', '2022-06-30', 'another one'],
    ['2020-12-31', null, 'a day before the first: an earlier survey'],
    ['2021-06-30', null, 'the half year before'],
    ['2022-03-31', null, 'no reference date'],
  ])('a nil return for %s is of the round %s: %s', (reference, round) => {
    expect(one({ type: 'nil-declared', reference, at: '2022-07-05T10:00:00Z' }).round).toBe(round);
  });

  it.each([
    ['variation', { kind: 'sale', date: '2022-02-01', units: 1 }],
    ['snapshot', { reference: '2021-12-31', units: [] }],
    ['address-changed', { pec: 'a@pec.it' }],
    ['closed-day', { day: '2022-03-15' }],
    ['suspended', {}],
    ['resumed', {}],
    ['merged', { into: '110002', on: '2022-05-31', reason: 'x' }],
  ])('%s is about the municipality: no round', (type, fields) => {
    expect(one({ type, ...fields }).round).toBeNull();
  });

  it.each([
    ['overdue-2', '2022-07-05T10:00:00Z', '2021-12-31', 'the second round is not there yet'],
    ['opening', '2022-08-17T10:00:00Z', '2022-06-30', 'its day has come in the second round'],
    ['opening', '2022-07-05T10:00:00Z', '2021-12-31', 'not yet'],
  ])('the delivery of %s at %s is of the round %s: %s', (rung, at, round) => {
    expect(one({ type: 'delivered', rung, at }).round).toBe(round);
  });

  it.each([
    ['2022-03-10T10:00:00Z', '2021-12-31', 'none is overdue: the open one'],
    ['2022-07-05T10:00:00Z', '2021-12-31', 'the first is overdue, the second not'],
    ['2022-10-05T10:00:00Z', '2022-06-30', 'both are: the later'],
  ])('what unlocks the formal notice at %s is of the round %s: %s', (at, round) => {
    const unlocked = {
      rung: 'formal-notice',
      legalBasis: 'a',
      signer: 'b',
      act: 'c',
      protocol: 'd',
    };
    expect(one({ type: 'unlocked', ...unlocked, at }).round).toBe(round);
  });

  it('is refused before any round is open', () => {
    const line = { at: '2021-12-31T10:00:00Z', municipality: '110001', type: 'typed' };
    expect(messages(line)).toEqual([
      'riga 1, campo round: trovato niente, atteso la data di riferimento del ciclo: in quel giorno nessun ciclo è aperto',
    ]);
  });

  it('takes a named round of an earlier survey where it can be the base of an exemption', () => {
    const line = { type: 'transmitted', mode: 'flow', round: '2021-06-30' };
    expect(one(line).round).toBe('2021-06-30');
    expect(
      messages({ at: AT, municipality: '110001', type: 'typed', round: '2021-06-30' }),
    ).toHaveLength(1);
  });
});

describe('extended', () => {
  const extension = { at: AT, type: 'extended', due: '2022-05-31', reason: 'x' };

  it('for all is one fact for each municipality', () => {
    const { facts } = parse({ ...extension, scope: 'all' });
    expect(facts).toHaveLength(10);
    expect(facts[9]).toMatchObject({
      id: 'event-1/110010',
      municipality: '110010',
      round: '2021-12-31',
      payload: { due: '2022-05-31', scope: 'all' },
    });
  });

  it('for all concerns the addressees of the survey alone', () => {
    const survey = { ...defaultSurvey(), addressees: ['110002'] };
    const line = JSON.stringify({ ...extension, scope: 'all' });
    const { facts } = parseEvents(line, survey, defaultMunicipalities());
    expect(facts).toMatchObject([
      { id: 'event-1', municipality: '110002', payload: { scope: 'all' } },
    ]);
  });

  it('for one code is that municipality’s, whatever the line’s own', () => {
    const { facts } = parse({ ...extension, municipality: '110001', scope: '110002' });
    expect(facts).toMatchObject([{ id: 'event-1', municipality: '110002' }]);
  });

  it('for a list of codes is one fact for each, with its own scope', () => {
    const { facts } = parse({ ...extension, scope: ['110002', '110003', '110002'] });
    expect(facts).toMatchObject([
      { id: 'event-1/110002', payload: { scope: '110002' } },
      { id: 'event-1/110003', payload: { scope: '110003' } },
    ]);
  });

  it.each([
    ['2022-07-31', '2021-12-31', 'the second round is due later: it would be shortened'],
    ['2022-09-30', '2021-12-31', 'the second round’s own due date prolongs only the first'],
    ['2022-10-15', '2022-06-30', 'prolongs the second'],
    ['2022-03-01', '2022-06-30', 'prolongs none: the latest'],
  ])('given on 5 July 2022 until %s is of the round %s: %s', (due, round) => {
    const line = { ...extension, at: '2022-07-05T10:00:00Z', due, scope: '110001' };
    expect(parse(line).facts[0]?.round).toBe(round);
  });

  it('without scope is of the line’s municipality', () => {
    const { facts } = parse({ ...extension, municipality: '110004' });
    expect(facts).toMatchObject([{ municipality: '110004', payload: { scope: '110004' } }]);
  });

  it.each([['tutti'], ['999999'], [[]], [[1]], [7]])('refuses the scope %j', (scope) => {
    expect(parse({ ...extension, scope }).errors).toMatchObject([{ line: 1, field: 'scope' }]);
  });
});

describe('downtime', () => {
  it.each([
    ['2022-03-25', '2022-03-24T23:00:00.000Z', 'a day: back from its first moment, before 09:00'],
    ['2022-03-25T11:30:00+01:00', '2022-03-25T10:30:00.000Z', 'an instant'],
  ])('until %s ends at %s: %s', (until, end) => {
    const { facts, downtimes } = parse({ at: AT, type: 'downtime', until });
    expect(facts).toEqual([]);
    expect(downtimes).toEqual([{ from: '2022-03-10T09:00:00.000Z', until: end }]);
  });

  it.each([
    ['2022-03-10T10:00:00+01:00', 'un momento successivo a at (2022-03-10T09:00:00.000Z)'],
    ['2022-03-01', 'un momento successivo a at (2022-03-10T09:00:00.000Z)'],
    ['2022-06-31', 'un giorno che esiste (giugno 2022 ha 30 giorni)'],
    [undefined, 'un istante ISO 8601 con fuso, come 2022-03-10T10:00:00+01:00'],
  ])('until %s is refused', (until, expected) => {
    const { errors } = parse({ at: AT, type: 'downtime', until });
    expect(errors[0]).toMatchObject({ field: 'until' });
    expect(errors[0]?.message).toContain(expected);
  });
});

describe('a bad line is told by line, field, what was found and what is expected', () => {
  const good = { at: AT, municipality: '110001', type: 'typed' };
  it.each<[Line | string, string]>([
    ['{"at":', 'campo riga: trovato "{\\"at\\":", atteso un oggetto JSON su una riga sola'],
    ['[1]', 'campo riga: trovato "[1]", atteso un oggetto JSON su una riga sola'],
    ['null', 'campo riga: trovato "null", atteso un oggetto JSON su una riga sola'],
    [
      { ...good, at: undefined },
      'campo at: trovato niente, atteso un istante ISO 8601 con fuso, come 2022-03-10T10:00:00+01:00',
    ],
    [
      { ...good, at: '2022-03-10' },
      'campo at: trovato "2022-03-10", atteso un istante ISO 8601 con fuso, come 2022-03-10T10:00:00+01:00',
    ],
    [
      { ...good, at: '2022-06-31T10:00:00Z' },
      'campo at: trovato "2022-06-31T10:00:00Z", atteso un giorno che esiste',
    ],
    [
      { ...good, recordedAt: '2022-03-09T10:00:00Z' },
      'campo recordedAt: trovato "2022-03-09T10:00:00Z", atteso un istante non anteriore a at (2022-03-10T09:00:00.000Z)',
    ],
    [
      { ...good, municipality: undefined },
      'campo municipality: trovato niente, atteso il codice ISTAT di sei cifre del Comune',
    ],
    [
      { ...good, municipality: '110099' },
      'campo municipality: trovato "110099", atteso il codice ISTAT, di sei cifre, di un Comune in elenco',
    ],
    [
      { ...good, municipality: 110001 },
      'campo municipality: trovato 110001, atteso un testo tra virgolette',
    ],
    [{ ...good, type: undefined }, 'campo type: trovato niente, atteso un testo tra virgolette'],
    [
      { ...good, type: 'toString' },
      `campo type: trovato "toString", atteso uno di ${EVENT_TYPES.join(', ')}`,
    ],
    [
      { ...good, round: '2022-06-29' },
      'campo round: trovato "2022-06-29", atteso una data di riferimento della ricognizione: 2021-12-31, poi il 30/06 o 31/12 di ogni anno',
    ],
    [
      { ...good, round: '2022-06-31' },
      'campo round: trovato "2022-06-31", atteso un giorno che esiste (giugno 2022 ha 30 giorni)',
    ],
    [{ ...good, type: 'transmitted' }, 'campo mode: trovato niente, atteso "manual" oppure "flow"'],
    [
      { ...good, type: 'transmitted', mode: 'flow', units: -1 },
      'campo units: trovato -1, atteso un numero non minore di 0',
    ],
    [{ ...good, type: 'rejected' }, 'campo reason: trovato niente, atteso un testo tra virgolette'],
    [
      { ...good, type: 'rejected', reason: ' ' },
      'campo reason: trovato " ", atteso almeno un valore',
    ],
    [
      { ...good, type: 'variation', kind: 'gift', date: '2022-02-01', units: 1 },
      'campo kind: trovato "gift", atteso "new-construction" oppure "sale" oppure "acquisition" oppure "transfer" oppure "demolition" oppure "split" oppure "merge"',
    ],
    [
      { ...good, type: 'variation', kind: 'sale', date: '2022-02-29', units: 1 },
      'campo date: trovato "2022-02-29", atteso un giorno che esiste (febbraio 2022 ha 28 giorni)',
    ],
    [
      { ...good, type: 'snapshot', reference: '2021-12-31', units: [{ key: 'a' }] },
      'campo units[0].status: trovato niente, atteso un testo tra virgolette',
    ],
    [
      { ...good, type: 'delivered', rung: 'reminder' },
      'campo rung: trovato "reminder", atteso un gradino della ricognizione: opening, reminder-1, reminder-2, last-call, overdue-1, overdue-2, formal-notice, correction',
    ],
    [
      { ...good, type: 'address-changed', pec: 'comune' },
      'campo pec: trovato "comune", atteso un indirizzo PEC come nome@dominio.it',
    ],
  ])('%j', (line, message) => {
    expect(messages(good, line)).toEqual([`riga 2, ${message}`]);
  });

  it('refuses an id that an earlier line bears', () => {
    expect(messages({ ...good, id: 'a' }, { ...good, id: 'a' })).toEqual([
      'riga 2, campo id: trovato "a", atteso un identificativo non già usato (riga 1)',
    ]);
  });

  it('reads the good lines beside the bad ones, and tells errors in order of lines', () => {
    const { facts, errors } = parse({ ...good, at: 'x' }, good, 'x', { ...good, type: 'x' });
    expect(facts.map(({ id }) => id)).toEqual(['event-2']);
    expect(errors.map(({ line }) => line)).toEqual([1, 3, 4]);
  });
});
