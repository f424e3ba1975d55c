import { describe, expect, it } from '@jest/globals';
import { defaultSurvey } from '@app/contract';
import { foldMunicipality } from '@app/domain';
import { sha256, verifyChain } from '@app/evidence';
import { model, NOW, World, world } from './testing/world.js';

describe('the model files', () => {
  const { get } = world();

  it.each([
    ['stock', 'consistenza.csv', 3, 2],
    ['transmissions', 'trasmissioni.csv', 3, 5],
    ['variations', 'variazioni.csv', 3, 3],
    ['events', 'eventi.jsonl', 3, 3],
    ['municipalities', 'comuni.csv', 2, 0],
  ] as const)(
    '%s: a dry run records nothing, an import once, a second one nothing',
    async (kind, name, rows, facts) => {
      // The events tell again what the transmissions told: they go to a record of their own.
      const own = kind === 'events' ? await World.open() : get();
      const before = await own.count();
      const dry = await own.run(kind, model(name), { dryRun: true });
      expect(dry).toMatchObject({ rows, accepted: rows, errors: [], applied: false, recorded: 0 });
      expect(await own.count()).toBe(before);
      const first = await own.run(kind, model(name));
      expect(first).toMatchObject({
        rows,
        accepted: rows,
        errors: [],
        applied: true,
        recorded: facts,
      });
      const after = await own.count();
      const second = await own.run(kind, model(name));
      expect(second).toMatchObject({ errors: [], recorded: 0, known: facts });
      expect(await own.count()).toBe(after);
      if (kind === 'events') await own.close();
    },
  );

  it('put facts on record with source, actor, the file’s digest and both moments', async () => {
    const [snapshot, sent, validated] = await get().facts('110001');
    expect(snapshot).toMatchObject({ type: 'snapshot', source: 'import', actor: 'rossi' });
    expect(sent).toMatchObject({
      type: 'transmitted',
      round: '2021-12-31',
      occurredAt: '2022-02-01T09:30:00.000Z',
      recordedAt: NOW,
      evidence: sha256(model('trasmissioni.csv')),
      payload: { mode: 'flow', units: 812 },
    });
    expect(validated).toMatchObject({ type: 'validated', occurredAt: '2022-02-07T23:00:00.000Z' });
    const chain = (await get().facts('110001')).map((one) => {
      const { position: _position, previousHash: previous, hash, ...fact } = one;
      return { fact, previous, hash };
    });
    expect(verifyChain(chain as never)).toMatchObject({ ok: true, problems: [] });
  });

  it('change the status as facts told by a person would', async () => {
    const [municipality, facts] = [await get().andria(), await get().facts('110001')];
    const [state] = foldMunicipality(defaultSurvey(), municipality, facts, { asOf: NOW });
    expect(state).toMatchObject({ outcome: 'validated', timeliness: 'on-time' });
  });
});
