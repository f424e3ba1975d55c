import { describe, expect, it } from '@jest/globals';
import * as xlsx from '@e965/xlsx';
import { cells, xlsx as sheet } from '../untrusted/testing/hostile.js';
import { world } from './testing/world.js';

describe('a workbook', () => {
  const { get } = world();

  it.each(['xlsx', 'ods'] as const)(
    '%s says the same as the CSV, days and numbers as typed',
    async (bookType) => {
      const book = xlsx.utils.book_new();
      const rows = [
        ['Comune', 'Tipo', 'Data', 'Alloggi', 'Note'],
        ['110001', 'vendita', new Date(Date.UTC(2022, 0, 15)), 2, 'x'],
        [110003, 'demolizione', '20/01/2022', 1, ''],
      ];
      xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([]), 'vuoto');
      xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows, { UTC: true }), 'dati');
      const bytes = xlsx.write(book, { type: 'buffer', bookType }) as Buffer;
      const report = await get().run('variations', bytes, { dryRun: true });
      expect(report).toMatchObject({
        rows: 2,
        errors: [],
        notes: ['Colonna non usata: «Note».'],
      });
      const kept = await get().run('variations', bytes);
      expect(kept.recorded + kept.known).toBe(2);
      const [fact] = await get().facts('110001');
      expect(fact).toMatchObject({ payload: { kind: 'sale', date: '2022-01-15', units: 2 } });
    },
  );

  it('of two cells at its corners is refused with the limit, as small as it is', async () => {
    const { errors, rows } = await get().run('stock', sheet(cells('A1', 'XFD300000')));
    expect([rows, errors]).toEqual([
      0,
      [
        expect.objectContaining({
          row: 300_000,
          message: expect.stringContaining('al massimo 200'),
        }),
      ],
    ]);
  });

  it('of the old kind, or cut off, is refused with what to do', async () => {
    const old = await get().run('stock', Buffer.from('d0cf11e0a1b11ae1', 'hex'));
    expect(old.errors[0]?.message).toContain('XLSX');
    const cut = await get().run('stock', Buffer.from('PK\x03\x04 and no end'));
    expect(cut.errors[0]?.message).toContain('incompleto');
  });
});
