import { describe, it, expect } from '@jest/globals';
import type { LocalDate, PecAddress } from '@app/domain';
import { notReady } from './ready.js';
import { SURVEY, model, municipality } from './testing/models.js';
import type { LetterModel } from './types.js';

const day = (text: string): LocalDate => text as LocalDate;
const TO = 'protocollo@cert.comune.andria.bt.it';

const address = (over: Partial<PecAddress> = {}): PecAddress => ({
  address: TO,
  validFrom: day('2021-01-01'),
  validTo: null,
  source: 'letter',
  state: 'untried',
  ...over,
});

const to = (one: PecAddress, over: Partial<LetterModel> = {}): string[] =>
  notReady(
    model('opening', {
      municipality: { ...municipality('Andria'), addresses: [one] },
      ...over,
    }),
  ).map(({ code }) => code);

describe('a letter is ready to leave', () => {
  it('to an address valid on its day, the last day included', () => {
    expect(to(address())).toEqual([]);
    expect(to(address({ validTo: day('2022-03-26') }))).toEqual([]);
    expect(to(address({ address: TO.toUpperCase() }))).toEqual([]);
  });

  it('not to an address that ended the day before or begins the day after', () => {
    expect(to(address({ validTo: day('2022-03-25') }))).toEqual(['address-not-valid']);
    expect(to(address({ validFrom: day('2022-03-27') }))).toEqual(['address-not-valid']);
  });

  it('not to another address, one that only writes, or one that is no PEC', () => {
    expect(to(address({ address: 'altro@pec.it' }))).toEqual(['address-not-valid']);
    expect(to(address({ receiveOnly: true }))).toEqual(['address-not-valid']);
    expect(to(address({ state: 'not-pec' }))).toEqual(['address-not-valid']);
  });

  it('not without the protocol number that the survey requires', () => {
    const survey = { ...SURVEY, requiresProtocol: true };
    const protocol = { number: '1', date: day('2022-03-26'), aoo: null };
    expect(to(address(), { survey })).toEqual(['protocol-missing']);
    expect(to(address(), { survey, protocol })).toEqual([]);
  });

  it('not when something that it must say is missing, with the reason', () => {
    const [reason] = notReady(
      model('opening', {
        municipality: { ...municipality('Andria'), addresses: [address()] },
        survey: { ...SURVEY, contacts: [] },
      }),
    );
    expect(reason).toEqual({
      refused: true,
      code: 'letter-incomplete',
      message: 'La lettera non è completa. Nessun contatto valido alla data della lettera.',
    });
  });
});
