import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addressOn } from '@app/domain';
import type { LocalDate, PecAddress } from '@app/domain';
import { Bench } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import { andria } from '../testing/samples.js';
import { AddressDesk } from './address-desk.js';

const SUNDAY = '2022-02-13' as LocalDate;
const MONDAY = '2022-02-14' as LocalDate;
const NEW = 'nuova@pec.example';

describe('a new address given by an officer', () => {
  let provider: TestProvider;
  let bench: Bench;

  beforeAll(async () => {
    provider = await TestProvider.open();
  });
  afterAll(() => provider.close());
  afterEach(() => bench.close());

  const open = async (): Promise<AddressDesk> => {
    bench = await Bench.open(provider);
    return new AddressDesk(bench.clock, bench.reference, bench.recorder);
  };
  const addresses = async (): Promise<readonly PecAddress[]> =>
    (await bench.reference.load()).municipalities.get('110001')?.addresses ?? [];

  it('holds from Monday 14 February 2022, and the old one until Sunday 13', async () => {
    const desk = await open();
    const old = addressOn(andria(), MONDAY)?.address;
    await desk.change('push-erp', '110001', NEW, 'rossi');
    const known = andria({ addresses: await addresses() });
    expect([addressOn(known, SUNDAY)?.address, addressOn(known, MONDAY)?.address]).toEqual([
      old,
      NEW,
    ]);
  });

  it('stands on record under the officer’s name', async () => {
    const desk = await open();
    await desk.change('push-erp', '110001', NEW, 'rossi');
    expect(await bench.facts()).toMatchObject([
      { type: 'address-changed', actor: 'rossi', source: 'officer', payload: { pec: NEW } },
    ]);
  });

  it('is refused when it is the one in use, however it is written: nothing is recorded', async () => {
    const desk = await open();
    const inUse = addressOn(andria(), MONDAY)?.address ?? '';
    const result = await desk.change('push-erp', '110001', inUse.toUpperCase(), 'rossi');
    expect(result).toMatchObject({ refused: [{ refusal: { code: 'same-address' } }] });
    expect(await bench.told()).toEqual([]);
    expect(await addresses()).toEqual(andria().addresses);
  });

  it('given twice at once stands once among the addresses', async () => {
    const desk = await open();
    await Promise.all(['rossi', 'bianchi'].map((by) => desk.change('push-erp', '110001', NEW, by)));
    expect((await addresses()).filter(({ address }) => address === NEW)).toHaveLength(1);
  });

  it('changes nothing when the survey is unknown', async () => {
    const desk = await open();
    expect(await desk.change('altra', '110001', NEW, 'rossi')).toMatchObject({
      refused: [{ refusal: { code: 'unknown-survey' } }],
    });
    expect(await addresses()).toEqual(andria().addresses);
  });
});
