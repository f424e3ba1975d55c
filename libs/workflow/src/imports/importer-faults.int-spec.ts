import { describe, expect, it } from '@jest/globals';
import { world } from './testing/world.js';

describe('a file with a fault', () => {
  const { get } = world();

  it('is refused whole by what a row says', async () => {
    const report = await get().run(
      'variations',
      'comune;tipo;data;alloggi\n110001;vendita;15/01/2022;1\n110002;vendita;31/06/2021;1',
    );
    expect(report).toMatchObject({ rows: 2, accepted: 0, applied: false });
    expect(report.errors).toEqual([
      {
        row: 3,
        column: 'data',
        value: '31/06/2021',
        message: expect.stringContaining('giugno 2021 ha 30 giorni'),
      },
    ]);
    expect(await get().count()).toBe(0);
  });

  it('is refused whole by what the record says, with the row', async () => {
    const report = await get().run(
      'events',
      '{"at":"2022-02-01T10:00:00+01:00","municipality":"110001","type":"typed"}\n\n' +
        '{"at":"2022-02-02T10:00:00+01:00","municipality":"110001","type":"validated"}',
      { dryRun: true },
    );
    expect(report.errors).toMatchObject([{ row: 3, value: 'validated' }]);
    expect(await get().count()).toBe(0);
  });

  it('is refused when it tells what has not happened yet: 23:59 of today, Monday 14 February 2022', async () => {
    const line = (at: string) =>
      `{"at":"${at}","municipality":"110001","round":"2021-12-31","type":"typed"}`;
    const late = await get().run('events', line('2022-02-14T23:59:00+01:00'));
    expect(late.errors).toMatchObject([{ row: 1, column: 'at', value: '14/02/2022' }]);
    const now = await get().run('events', line('2022-02-14T09:00:00+01:00'), { dryRun: true });
    expect(now.errors).toEqual([]);
  });

  it.each([
    [
      'what the engine writes',
      '"type":"exemption-lapsed","because":"x","due":"2022-05-02","reason":"y"',
    ],
    ['a standstill of the engine', '"type":"downtime","until":"2022-02-10"'],
  ])('is refused when it holds %s', async (_what, rest) => {
    const report = await get().run(
      'events',
      `{"at":"2022-02-02T10:00:00+01:00","municipality":"110001","round":"2021-12-31",${rest}}`,
    );
    expect(report.errors).toMatchObject([{ row: 1, column: 'type' }]);
  });
});
