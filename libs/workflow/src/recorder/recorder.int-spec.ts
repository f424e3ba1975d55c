import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyChain } from '@app/evidence';
import { loadFacts } from '@app/persistence';
import { Bench } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import { aFact, andria } from '../testing/samples.js';

const TEN = '2022-03-10T10:00:00+01:00';
const NOON = '2022-03-10T12:00:00+01:00';

describe('the recorder', () => {
  let provider: TestProvider;
  let bench: Bench;

  beforeAll(async () => {
    provider = await TestProvider.open();
  });
  afterAll(() => provider.close());
  afterEach(() => bench.close());

  const types = async (istat?: string): Promise<string[]> => bench.told(istat);

  it('records what the rules admit, with what follows from it', async () => {
    bench = await Bench.open(provider);
    const sent = aFact('transmitted', TEN, { mode: 'flow' });
    expect(await bench.recorder.record([sent])).toEqual({ recorded: [sent] });
    expect(await types()).toEqual(['transmitted']);
  });

  it('records all or nothing: one that is refused keeps the others out, with its reason', async () => {
    bench = await Bench.open(provider, {
      municipalities: [andria(), andria({ istat: '110009', name: 'Trani' })],
    });
    const good = aFact('transmitted', TEN, { mode: 'flow' });
    const bad = { ...aFact('validated', NOON, {}), municipality: '110009' } as typeof good;
    const result = await bench.recorder.record([good, bad]);
    expect(result).toMatchObject({
      refused: [{ fact: { id: bad.id }, refusal: { code: 'nothing-to-validate' } }],
    });
    expect([await types(), await types('110009')]).toEqual([[], []]);
  });

  it('does what stands beside in the same transaction, or nothing', async () => {
    bench = await Bench.open(provider);
    const sent = aFact('transmitted', TEN, { mode: 'flow' });
    await expect(
      bench.recorder.record([sent], async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await types()).toEqual([]);
  });

  it('told twice, and twice at once, records once; the chain of hashes stays whole', async () => {
    bench = await Bench.open(provider);
    const sent = aFact('transmitted', TEN, { mode: 'flow' });
    const good = aFact('validated', NOON, {});
    await Promise.all([bench.recorder.record([sent]), bench.recorder.record([sent])]);
    await bench.recorder.record([sent, good]);
    expect(await types()).toEqual(['transmitted', 'validated']);
    const links = (await loadFacts(bench.db, ['110001'])).get('110001') ?? [];
    const chain = links.map(({ position: _position, previousHash: previous, hash, ...fact }) => ({
      fact,
      previous,
      hash,
    }));
    expect(verifyChain(chain)).toMatchObject({ ok: true, events: 2 });
  });

  it('refuses an unknown survey by its name', async () => {
    bench = await Bench.open(provider);
    const strange = { ...aFact('typed', TEN, {}), survey: 'altra' };
    expect(await bench.recorder.record([strange])).toMatchObject({
      refused: [
        { refusal: { code: 'unknown-survey', message: 'Ricognizione sconosciuta: altra' } },
      ],
    });
  });
});
