import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import type { Municipality, PecAddress } from './types.js';
import {
  addressOn,
  existsOn,
  fullName,
  isClosedDay,
  nameOn,
  responsibleOn,
} from './municipality.js';

function aMunicipality(changes: Partial<Municipality> = {}): Municipality {
  return {
    istat: '110001',
    name: 'Andria',
    title: 'Comune di',
    belfiore: 'A285',
    postcode: null,
    latitude: null,
    longitude: null,
    existsFrom: null,
    existsTo: null,
    successor: null,
    addresses: [],
    closingDays: [],
    ...changes,
  };
}

function anAddress(address: string, changes: Partial<PecAddress> = {}): PecAddress {
  return {
    address,
    validFrom: localDate('2021-01-01'),
    validTo: null,
    source: 'letter',
    state: 'untried',
    ...changes,
  };
}

describe('addressOn', () => {
  const old = anAddress('old@pec.it', { validTo: localDate('2022-03-31') });
  const now = anAddress('new@pec.it', { validFrom: localDate('2022-03-20') });
  it.each<[string, string | null, string]>([
    ['2020-12-31', null, 'before any'],
    ['2021-01-01', 'old@pec.it', 'the first day of the first'],
    ['2022-03-19', 'old@pec.it', 'the day before the second'],
    ['2022-03-20', 'new@pec.it', 'both valid: the one that began last'],
    ['2022-04-01', 'new@pec.it', 'the first has ended'],
  ])('on %s is %s: %s', (day, address) => {
    for (const addresses of [
      [old, now],
      [now, old],
    ]) {
      const found = addressOn(aMunicipality({ addresses }), localDate(day));
      expect(found?.address ?? null).toBe(address);
    }
  });

  it('is valid on its last day', () => {
    const found = addressOn(aMunicipality({ addresses: [old] }), localDate('2022-03-31'));
    expect(found).toBe(old);
    expect(addressOn(aMunicipality({ addresses: [old] }), localDate('2022-04-01'))).toBeNull();
  });

  it.each<[Partial<PecAddress>, string]>([
    [{ receiveOnly: true }, 'an alias that it only writes from'],
    [{ state: 'not-pec' }, 'an address known to be no PEC'],
  ])('never writes to %j: %s', (changes) => {
    const addresses = [anAddress('good@pec.it'), anAddress('bad@x.it', changes)];
    const found = addressOn(aMunicipality({ addresses }), localDate('2022-01-01'));
    expect(found?.address).toBe('good@pec.it');
  });

  it('still writes to an address that fails: an officer decides when to give it up', () => {
    const addresses = [anAddress('a@pec.it', { state: 'failing' })];
    expect(addressOn(aMunicipality({ addresses }), localDate('2022-01-01'))).not.toBeNull();
  });

  it('is the later entry of two that began on one day', () => {
    const addresses = [anAddress('a@pec.it'), anAddress('b@pec.it')];
    expect(addressOn(aMunicipality({ addresses }), localDate('2022-01-01'))?.address).toBe(
      'b@pec.it',
    );
  });
});

describe('isClosedDay', () => {
  const andria = aMunicipality({ closingDays: ['09-21', '2022-03-15'] });
  it.each([
    ['2022-09-21', true, 'the patron saint'],
    ['2035-09-21', true, 'of every year'],
    ['2022-09-22', false, 'the day after'],
    ['2022-03-15', true, 'a single day'],
    ['2023-03-15', false, 'not the year after'],
  ])('%s: %s (%s)', (day, closed) => {
    expect(isClosedDay(andria, localDate(day))).toBe(closed);
  });
});

describe('existsOn', () => {
  const merged = aMunicipality({
    existsFrom: localDate('2000-01-01'),
    existsTo: localDate('2022-05-31'),
  });
  it.each([
    ['1999-12-31', false, 'the day before it was founded'],
    ['2000-01-01', true, 'its first day'],
    ['2022-05-31', true, 'its last day'],
    ['2022-06-01', false, 'the day after'],
  ])('on %s: %s (%s)', (day, exists) => {
    expect(existsOn(merged, localDate(day))).toBe(exists);
  });

  it('is always so without dates', () => {
    expect(existsOn(aMunicipality(), localDate('1700-01-01'))).toBe(true);
  });
});

describe('nameOn', () => {
  const renamed = aMunicipality({
    formerNames: [
      {
        validFrom: localDate('1900-01-01'),
        validTo: localDate('2022-03-31'),
        text: 'Andria Vecchia',
      },
    ],
  });
  it.each([
    ['2022-03-31', 'Andria Vecchia', 'the last day of the old name'],
    ['2022-04-01', 'Andria', 'the first day of the new one'],
  ])('on %s is %s: %s', (day, name) => {
    expect(nameOn(renamed, localDate(day))).toBe(name);
    expect(fullName(renamed, localDate(day))).toBe(`Comune di ${name}`);
  });

  it('is today’s where no other is on record', () => {
    expect(nameOn(aMunicipality(), localDate('1950-01-01'))).toBe('Andria');
  });
});

describe('responsibleOn', () => {
  const heir = aMunicipality({
    istat: '110099',
    name: 'Nuova',
    existsFrom: localDate('2022-06-01'),
  });
  const merged = aMunicipality({ existsTo: localDate('2022-05-31'), successor: '110099' });
  const find = (istat: string): Municipality | undefined =>
    [heir, merged].find((one) => one.istat === istat);

  it.each([
    ['2022-05-31', '110001', 'its last day'],
    ['2022-06-01', '110099', 'the successor’s first day'],
  ])('on %s is %s: %s', (day, istat) => {
    expect(responsibleOn(merged, localDate(day), find)?.istat).toBe(istat);
  });

  it('is nobody before it existed, without successor, with an unknown one or in a circle', () => {
    const day = localDate('2022-06-01');
    const ended = localDate('2022-05-31');
    expect(responsibleOn(heir, localDate('2022-05-31'), find)).toBeNull();
    expect(responsibleOn(aMunicipality({ existsTo: ended }), day, find)).toBeNull();
    expect(
      responsibleOn(aMunicipality({ existsTo: ended, successor: '999999' }), day, find),
    ).toBeNull();
    const circle = aMunicipality({ istat: '110001', existsTo: ended, successor: '110001' });
    expect(responsibleOn(circle, day, () => circle)).toBeNull();
  });
});
