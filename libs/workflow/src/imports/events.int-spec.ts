import { describe, expect, it } from '@jest/globals';
import { addressOn } from '@app/domain';
import { TODAY, world } from './testing/world.js';

describe('an events file', () => {
  const { get } = world();

  it('keeps the ids that it gives, and follows those that it makes', async () => {
    const report = await get().run(
      'events',
      '{"at":"2022-02-01T10:00:00+01:00","municipality":"110001","type":"typed"}\n' +
        '{"id":"nulla","at":"2022-02-02T10:00:00+01:00","municipality":"110001","type":"nil-declared","reference":"2021-12-31"}\n' +
        '{"at":"2022-02-03T10:00:00+01:00","municipality":"110001","type":"corrected","fact":"nulla","reason":"errore"}\n' +
        '{"at":"2022-02-04T10:00:00+01:00","municipality":"110001","type":"corrected","fact":"event-1","reason":"errore"}\n' +
        '{"at":"2022-02-05T10:00:00+01:00","municipality":"110001","type":"extended","due":"2022-04-30","reason":"neve","scope":"all"}',
    );
    expect(report).toMatchObject({ rows: 5, accepted: 5, errors: [], recorded: 14 });
    const facts = await get().facts('110001');
    const [typed, nil, first, second] = facts;
    expect(typed?.id).toMatch(/^import\/typed\/[0-9a-f]{32}$/);
    expect(nil?.id).toBe('nulla');
    expect(first?.payload).toMatchObject({ fact: 'nulla' });
    expect(second?.payload).toMatchObject({ fact: typed?.id });
  });

  it('that brings a new address changes the one that letters read', async () => {
    await get().run(
      'events',
      '{"at":"2022-02-10T10:00:00+01:00","municipality":"110001","type":"address-changed","pec":"nuovo@pec.comune.example"}',
    );
    const andria = await get().andria();
    expect(addressOn(andria, TODAY)).toMatchObject({
      address: 'nuovo@pec.comune.example',
      validFrom: '2022-02-10',
      source: 'event',
    });
    expect(andria.addresses[0]).toMatchObject({ validTo: '2022-02-09', source: 'letter' });
  });
});
