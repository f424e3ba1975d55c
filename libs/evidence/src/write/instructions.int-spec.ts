import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describeWith } from '../../../../test/support/requires.js';
import { DELIVERY, sampleInput } from '../testing/sample.js';
import { sha256 } from '../digest.js';
import { readZip } from '../zip/zip-read.js';
import { writeEvidence } from './write-evidence.js';

describeWith(['openssl'], 'COME-VERIFICARE.txt, command by command', () => {
  const delivery = `messages/${sha256(DELIVERY)}.eml`;
  let folder: string;
  let commands: readonly string[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sollecito-fascicolo-'));
    for (const file of readZip(writeEvidence(sampleInput())).files) {
      mkdirSync(dirname(join(folder, file.name)), { recursive: true });
      writeFileSync(join(folder, file.name), file.bytes);
    }
    const text = readFileSync(join(folder, 'COME-VERIFICARE.txt'), 'utf8');
    commands = [...text.matchAll(/^\$ (.*)$/gm)].map((match) => match[1]!);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function run(command: string | undefined): { status: number | null; out: string } {
    const done = spawnSync('sh', ['-c', command ?? 'exit 99'], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    });
    return { status: done.status, out: `${done.stdout}${done.stderr}` };
  }

  /** Changes one file for the length of a check. */
  function changed(name: string, change: (text: string) => string, check: () => void): void {
    const before = readFileSync(join(folder, name), 'latin1');
    expect(change(before)).not.toBe(before);
    writeFileSync(join(folder, name), change(before), 'latin1');
    try {
      check();
    } finally {
      writeFileSync(join(folder, name), before, 'latin1');
    }
  }

  it('gives six commands, one of them for the digest to compare', () => {
    expect(commands).toHaveLength(6);
    expect(run(commands[1]).out).toMatch(/^[0-9a-f]{64} {2}SHA256SUMS\n$/);
  });

  it('sha256sum accepts every file as made, and names one that was changed', () => {
    const good = run(commands[0]);
    expect(good.status).toBe(0);
    expect(
      good.out
        .trim()
        .split('\n')
        .every((line) => line.endsWith(': OK')),
    ).toBe(true);
    changed(
      'letters/l1.pdf',
      (text) => `${text}.`,
      () => {
        const bad = run(commands[0]);
        expect(bad.status).not.toBe(0);
        expect(bad.out).toContain('letters/l1.pdf: FAILED');
      },
    );
  });

  it('the names of the originals are their digests', () => {
    expect(run(commands[2]).out).toBe('');
    changed(
      delivery,
      (text) => `${text} `,
      () => {
        expect(run(commands[2]).out).toBe(`NOME DIVERSO ${delivery}\n`);
      },
    );
  });

  it('openssl confirms each signature at its time, and refuses a changed message', () => {
    const lines = run(commands[3]).out.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines.every((line) => line.startsWith('VALIDA messages/'))).toBe(true);
    changed(
      delivery,
      (text) => text.replace('Il giorno', 'Un giorno'),
      () => {
        expect(run(commands[3]).out).toContain(`NON VALIDA ${delivery}`);
      },
    );
  });

  it('shows subject and fingerprint of each authority enclosed, and leaves nothing behind', () => {
    expect(run(commands[4]).out).toMatch(/subject=.*\nsha256 Fingerprint=(?:[0-9A-F]{2}:?){32}\n$/);
    expect(run('ls *.tmp').status).not.toBe(0);
  });

  it('a shell follows the chain of the facts, and finds a fact changed, removed or moved', () => {
    expect(run(commands[5]).out).toBe('CATENA INTEGRA\n');
    const edits: ((text: string) => string)[] = [
      (text) => text.replace('"actor":"gestore PEC"', '"actor":"un altro gest"'),
      (text) => text.split('\n').toSpliced(1, 1).join('\n'),
      (text) => text.split('\n').toSpliced(0, 1).join('\n'),
      (text) => {
        const [one, two, ...rest] = text.split('\n');
        return [two, one, ...rest].join('\n');
      },
    ];
    for (const edit of edits)
      changed('timeline.jsonl', edit, () => {
        const { out } = run(commands[5]);
        expect(out).toContain('ROTTA');
        expect(out).not.toContain('CATENA INTEGRA');
      });
  });
});
