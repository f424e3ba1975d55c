import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { type BackupManifest, MANIFEST } from '../backup/manifest.js';
import { checkCopy } from './check.js';
import { altered, withRows } from './testing/altered.js';
import { contents, copies } from './testing/copies.js';

const { emptyDatabase, anInstallation, dataFolder, copyName, backup, restore } = copies();

describe('a copy is refused, and nothing is written', () => {
  let source: DataSource;
  let copy: string;

  beforeAll(async () => {
    source = await anInstallation('sandbox');
    copy = await backup(source, dataFolder({ 'message-id': 'uno' }));
  });

  it('where there is an installation already', async () => {
    const before = await contents(source);
    await expect(restore(source, copy)).rejects.toThrow('contiene già un’installazione');
    expect(await contents(source)).toEqual(before);
  });

  it('where the data folder has the secrets of another', async () => {
    const target = await emptyDatabase();
    const other = dataFolder({ 'message-id': 'due' });
    await expect(restore(target, copy, other)).rejects.toThrow('di un’altra installazione');
    expect(await target.query('select 1 from setting')).toEqual([]);
    expect(readFileSync(join(other, 'secrets', 'message-id'), 'utf8')).toBe('due');
  });

  it('when a newer version made it, by the name of what is not known', async () => {
    const newer = await altered(copy, copyName(), ({ name, bytes }) => {
      if (name !== MANIFEST) return bytes;
      const manifest = JSON.parse(bytes.toString()) as BackupManifest;
      return Buffer.from(
        JSON.stringify({
          ...manifest,
          migrations: [...manifest.migrations, 'Domani9999999999999'],
        }),
      );
    });
    const target = await emptyDatabase();
    await expect(restore(target, newer)).rejects.toThrow('Domani9999999999999');
    expect(await target.query('select 1 from setting')).toEqual([]);
  });

  it.each([
    ['of a fact that was changed', 'fact', (line: string) => line.replace('"rossi"', '"verdi"')],
    ['of facts that were cut off at the end', 'fact', () => ''],
    [
      'of a chain’s head that was changed',
      'chain',
      (line: string) => line.replace(/"length":"\d+"/, '"length":"9"'),
    ],
  ])('because %s, though its digests agree', async (_what, table, change) => {
    const forged = await altered(copy, copyName(), ({ name, bytes }) => {
      if (name === MANIFEST) return withRows(bytes, change);
      if (!name.startsWith(`tabelle/${table}/`)) return bytes;
      const lines = bytes.toString().trimEnd().split('\n');
      lines[lines.length - 1] = change(lines.at(-1) ?? '');
      return Buffer.from(
        lines
          .filter((line) => line !== '')
          .map((line) => `${line}\n`)
          .join(''),
      );
    });
    await expect(checkCopy(forged)).rejects.toThrow('la catena dei fatti non è integra');
  });

  it('when a file in it does not have its digest, when it is cut off, or is something else', async () => {
    const target = copyName();
    const whole = readFileSync(copy);
    writeFileSync(target, whole);
    for (const less of [100, 8, 5, 1]) {
      writeFileSync(target, whole);
      truncateSync(target, whole.length - less);
      await expect(checkCopy(target)).rejects.toThrow('incompleto');
    }
    writeFileSync(target, 'una lettera');
    await expect(checkCopy(target)).rejects.toThrow('non è una copia di sicurezza');
    const middle = Buffer.from(whole);
    middle[Math.floor(middle.length / 2)]! ^= 0xff;
    writeFileSync(target, middle);
    await expect(checkCopy(target)).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:not-an-archive|refused-copy)$/),
    });
  });
});
