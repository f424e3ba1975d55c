import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '../../calendar/types.js';
import type { Municipality, PecAddress } from '../../municipalities/types.js';
import { municipalities } from '../testing/world.js';
import { readSender } from './sender.js';

const day = (text: string): LocalDate => text as LocalDate;
const known = (address: string, changes: Partial<PecAddress> = {}): PecAddress => ({
  address,
  validFrom: day('2021-01-01'),
  validTo: null,
  source: 'letter',
  state: 'untried',
  ...changes,
});
const place = (
  istat: string,
  addresses: readonly PecAddress[],
  changes: Partial<Municipality> = {},
): Municipality => ({ ...(municipalities[0] as Municipality), istat, addresses, ...changes });

const MERGED = { existsTo: day('2021-12-31'), successor: 'B' };

describe('the sender of a reply', () => {
  it.each([
    ['a@pec.a.it'],
    ['  A@PEC.A.IT '],
    ['Comune <A@pec.a.it>'],
    ['<a@pec.a.it>'],
    ['"Comune <di> A" <a@pec.a.it> (protocollo)'],
    ['Comune <a@pec.a.it>\nseguito'],
  ])('is registered, however its address is written: %j', (from) => {
    const list = [place('A', [known(' A@pec.a.it ')]), place('B', [known('b@pec.b.it')])];
    expect(readSender(from, list, day('2022-03-01'))).toEqual({
      address: 'a@pec.a.it',
      registered: ['A'],
      expired: [],
      sameDomain: null,
      doubtful: false,
    });
  });

  it('is everybody’s whose address it is', () => {
    const common = known('unione@pec.u.it');
    const list = [place('A', [common]), place('B', [common]), place('C', [known('c@pec.c.it')])];
    const { registered } = readSender('unione@pec.u.it', list, day('2022-03-01'));
    expect(registered).toEqual(['A', 'B']);
  });

  it('is nobody known otherwise', () => {
    const list = [place('A', [known('a@pec.a.it')])];
    expect(readSender('x@altrove.it', list, day('2022-03-01'))).toEqual({
      address: 'x@altrove.it',
      registered: [],
      expired: [],
      sameDomain: null,
      doubtful: false,
    });
  });

  it.each(['a@pec.a.it> Comune', 'a@pec.a.it Comune', 'Comune a@pec.a.it'])(
    'is nobody known where words stand beside the address: %j',
    (from) => {
      const list = [place('A', [known('a@pec.a.it')])];
      expect(readSender(from, list, day('2022-03-01')).registered).toEqual([]);
    },
  );

  it('is read in its first 2,000 characters', () => {
    const list = [place('A', [known('a@pec.a.it')])];
    const from = (length: number): string => `${' '.repeat(length - 12)}<a@pec.a.it>`;
    expect(readSender(from(2000), list, day('2022-03-01')).registered).toEqual(['A']);
    expect(readSender(from(2002), list, day('2022-03-01')).registered).toEqual([]);
  });
});

describe('an address on another day than it was valid', () => {
  const dated = known('a@pec.a.it', {
    validFrom: day('2022-01-01'),
    validTo: day('2022-06-30'),
  });

  it.each([
    ['2021-12-31', [], ['A']],
    ['2022-01-01', ['A'], []],
    ['2022-06-30', ['A'], []],
    ['2022-07-01', [], ['A']],
  ])('on %s is registered for %j, expired for %j', (on, registered, expired) => {
    const found = readSender('a@pec.a.it', [place('A', [dated])], day(on));
    expect(found).toMatchObject({ registered, expired, doubtful: false });
  });

  it('counts as registered where the municipality has it again', () => {
    const list = [place('A', [dated, known('a@pec.a.it', { validFrom: day('2022-07-01') })])];
    expect(readSender('a@pec.a.it', list, day('2022-08-01'))).toMatchObject({
      registered: ['A'],
      expired: [],
    });
  });
});

describe('a sender in doubt', () => {
  it('is one whose address is on record as no PEC', () => {
    const list = [
      place('A', [known('a@pec.a.it', { state: 'not-pec' }), known('b@pec.a.it')]),
      place('C', [known('c@pec.c.it')]),
    ];
    expect(readSender('a@pec.a.it', list, day('2022-03-01')).doubtful).toBe(true);
    expect(readSender('b@pec.a.it', list, day('2022-03-01')).doubtful).toBe(false);
  });

  it('writes for the successor of a municipality that was merged', () => {
    const list = [place('A', [known('a@pec.a.it')], MERGED), place('B', [])];
    expect(readSender('a@pec.a.it', list, day('2021-12-31'))).toMatchObject({
      registered: ['A'],
      doubtful: false,
    });
    expect(readSender('a@pec.a.it', list, day('2022-01-01'))).toMatchObject({
      registered: ['B'],
      expired: [],
      doubtful: true,
    });
  });

  it('writes for nobody after a municipality without successor', () => {
    const ended = place('A', [known('a@pec.a.it')], { existsTo: day('2021-12-31') });
    expect(readSender('a@pec.a.it', [ended], day('2022-01-01'))).toMatchObject({
      registered: [],
      expired: ['A'],
      doubtful: true,
    });
  });
});

describe('the domain of an unknown sender', () => {
  const list = [
    place('A', [known('protocollo@comune.a.it'), known('sindaco@comune.a.it')]),
    place('B', [known('b@unione.it')]),
    place('C', [known('c@unione.it')]),
    place('D', [known('comune.d@pec.it'), known('d@cert.legalmail.it')]),
    place('E', [known('e@spec.it')]),
    place('F', [known('f@pec.it.example')]),
  ];

  it.each([
    ['of one municipality alone', 'urp@comune.a.it', 'A'],
    ['of one, in capitals', 'URP@COMUNE.A.IT', 'A'],
    ['of two', 'x@unione.it', null],
    ['of a provider', 'comune.x@pec.it', null],
    ['below a provider’s', 'x@cert.legalmail.it', null],
    ['that only ends like a provider’s', 'x@spec.it', 'E'],
    ['that only begins like a provider’s', 'x@pec.it.example', 'F'],
    ['of nobody', 'x@comune.z.it', null],
    ['that only ends like a municipality’s', 'x@a.it', null],
    ['left out', 'protocollo', null],
  ])('%s tells whose it is: %s', (_, from, wanted) => {
    expect(readSender(from, list, day('2022-03-01')).sameDomain).toBe(wanted);
  });
});
