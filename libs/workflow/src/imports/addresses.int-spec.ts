import { describe, expect, it } from '@jest/globals';
import { addressOn } from '@app/domain';
import { allMunicipalities } from '@app/persistence';
import { model, TODAY, world } from './testing/world.js';

describe('IndicePA', () => {
  const { get } = world();
  const changes = [
    {
      municipality: '110002',
      name: 'Barletta',
      from: 'dirigente.servizisociali@cert.comune.barletta.bt.it',
      to: 'protocollo@cert.comune.barletta.bt.it',
      validFrom: TODAY,
    },
  ];

  it('shows what would change, and changes nothing before a person confirms', async () => {
    const before = await allMunicipalities(get().db);
    const report = await get().run('ipa', model('indicepa.csv'));
    expect(report).toMatchObject({ rows: 2, accepted: 2, errors: [], applied: false, changes });
    expect(report.notes).toContain('Trani (110009) non è nel file: l’indirizzo resta.');
    expect(await allMunicipalities(get().db)).toEqual(before);
    expect(await get().count()).toBe(0);
  });

  it('confirmed, ends the old address the day before and tells the timeline', async () => {
    const report = await get().run('ipa', model('indicepa.csv'), { confirmed: true });
    expect(report).toMatchObject({ applied: true, recorded: 1, changes });
    const barletta = (await allMunicipalities(get().db)).find(({ istat }) => istat === '110002');
    expect(barletta?.addresses).toMatchObject([
      { validTo: '2022-02-13', source: 'letter' },
      { address: changes[0]?.to, validFrom: TODAY, validTo: null, source: 'indicepa' },
    ]);
    expect(await get().facts('110002')).toMatchObject([
      { type: 'address-changed', actor: 'rossi', payload: { pec: changes[0]?.to } },
    ]);
  });

  it('read again has nothing to change, and the old list of municipalities brings nothing back', async () => {
    const again = await get().run('ipa', model('indicepa.csv'), { confirmed: true });
    expect(again).toMatchObject({ changes: [], recorded: 0 });
    const list = await get().run('municipalities', model('comuni.csv'));
    expect(list).toMatchObject({ changes: [], applied: true });
    const barletta = (await allMunicipalities(get().db)).find(({ istat }) => istat === '110002');
    expect(addressOn(barletta as never, TODAY)?.source).toBe('indicepa');
    expect(barletta?.closingDays).toEqual(['12-30']);
  });
});
