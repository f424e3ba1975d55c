import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lines, run } from '../testing/run-cli.js';

const UNLOCK = { legalBasis: 'L.', signer: 'S.', act: 'A.', protocol: 'P.' };

describe('the command', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'simulate-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, ...events: object[]): string => {
    const path = join(folder, name);
    writeFileSync(path, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    return path;
  };

  it('marks with --what-if what extra events add, remove and leave', async () => {
    const extra = file('closed.jsonl', {
      at: '2022-03-01T10:00:00+01:00',
      municipality: '110001',
      type: 'closed-day',
      day: '2022-03-16',
    });
    const changed = await lines('--from', '2022-03-10', '--to', '2022-03-20', '--what-if', extra);
    const ours = changed.filter(({ municipality }) => municipality === '110001');
    expect(ours.map(({ day, rung, change }) => `${day} ${rung} ${change}`)).toEqual([
      '2022-03-15 reminder-1 added',
      '2022-03-16 reminder-1 removed',
      '2022-03-10 opening same',
    ]);
    const others = changed.filter(({ municipality }) => municipality !== '110001');
    expect(new Set(others.map(({ change }) => change))).toEqual(new Set(['same']));
  });

  it('names each event that would not be recorded, also after the last day, with exit 1; the rest is planned', async () => {
    const own = { municipality: '110001', round: '2021-12-31' };
    const refused = file(
      'refused.jsonl',
      { ...own, at: '2022-03-11T10:00:00+01:00', type: 'validated' },
      { ...own, at: '2022-03-12T10:00:00+01:00', type: 'unlocked', ...UNLOCK, rung: 'opening' },
      { ...own, at: '2023-02-20T10:00:00+01:00', type: 'transmitted', mode: 'flow', units: 5 },
    );
    const range = ['--from', '2022-03-16', '--to', '2022-03-16'];
    const { code, out, err } = await run('simulate', ...range, '--events', refused, '--json');
    expect(code).toBe(1);
    expect(err.match(/\[[a-z-]+\]/g)).toEqual([
      '[nothing-to-validate]',
      '[rung-not-locked]',
      '[after-cut-off]',
    ]);
    expect(err).toContain(
      'sollecito simulate: rifiutato event-3 (transmitted, 110001, 20/02/2023)',
    );
    expect(out).toContain('"municipality":"110001"');
  });

  it('shows the difference to people with a sign before each line', async () => {
    const extra = file('answer.jsonl', {
      at: '2022-03-11T10:00:00+01:00',
      municipality: '110001',
      type: 'transmitted',
      mode: 'flow',
    });
    const args = ['--from', '2022-03-10', '--to', '2022-03-16', '--what-if', extra];
    const { code, out } = await run('simulate', ...args);
    expect(code).toBe(0);
    expect(out).toContain('Lettere in partenza: 9');
    expect(out).toMatch(/− {2}16\/03\/2022 09:00 {2}Comune di Andria .* primo sollecito .* parte/);
    expect(out).toMatch(/\+ {2}16\/03\/2022 09:00 {2}Comune di Andria .* saltato/);
  });

  it('writes every letter in full with --letters, and an index with the reason of each that does not leave', async () => {
    const directory = join(folder, 'lettere');
    const args = ['--from', '2022-02-14', '--to', '2022-02-14', '--letters', directory];
    const { code, out } = await run('simulate', ...args);
    expect(code).toBe(0);
    expect(out).toContain('10');
    const letter = join(directory, '2022-02-14_110001_opening');
    expect(readdirSync(letter).sort()).toEqual([
      'lettera.html',
      'lettera.pdf',
      'lettera.txt',
      'oggetto.txt',
    ]);
    expect(readFileSync(join(letter, 'lettera.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    expect(readFileSync(join(letter, 'lettera.txt'), 'utf8')).toContain('31 marzo 2022');
    const index = readFileSync(join(directory, 'indice.jsonl'), 'utf8').trim().split('\n');
    expect(index).toHaveLength(10);
    expect(readFileSync(join(directory, 'indice.html'), 'utf8')).toContain('Comune di Andria');
  }, 60_000);

  it('refuses a bad events file with line, field, found and expected, and prints nothing', async () => {
    const bad = file('bad.jsonl', { at: '2022-03-10', municipality: '110001', type: 'typed' });
    const { code, out, err } = await run(
      'simulate',
      ...['--from', '2022-02-14', '--to', '2022-03-31', '--events', bad, '--json'],
    );
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('--events, riga 1, campo at: trovato "2022-03-10"; atteso un istante');
  });

  it('counts the lines of the extra events from their own file', async () => {
    const good = file('good.jsonl', {
      at: '2022-03-10T10:00:00+01:00',
      municipality: '110001',
      type: 'typed',
    });
    const bad = file('worse.jsonl', {
      at: '2022-03-10T10:00:00Z',
      municipality: '1',
      type: 'typed',
    });
    const { code, err } = await run(
      'simulate',
      ...['--from', '2022-02-14', '--to', '2022-03-31', '--events', good, '--what-if', bad],
    );
    expect(code).toBe(1);
    expect(err).toContain('--what-if, riga 1, campo municipality');
  });

  it.each([
    [['--to', '2022-03-31'], 'manca --from'],
    [['--from', '2022-02-14'], 'manca --to'],
    [['--from', '2022-02-30', '--to', '2022-03-31'], '--from: trovato «2022-02-30»'],
    [['--from', '2022-03-31', '--to', '2022-03-30'], '--to: trovato «2022-03-30»'],
    [['--from', '2022-02-14', '--to', '2022-03-31', '--events', 'manca.jsonl'], '--events: '],
    [['--from', '2022-02-14', '--to', '2022-03-31', '--boh'], 'boh'],
  ])('exits 2 on wrong arguments: %j', async (args, message) => {
    const { code, out, err } = await run('simulate', ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expect(err).toContain('Uso: sollecito simulate');
  });
});
