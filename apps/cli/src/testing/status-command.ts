import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Io } from '../command.js';
import { run as runCli } from './run-cli.js';

/** Files for the options of a command, in a folder that goes when the tests of the calling file are over. */
export function optionFiles() {
  let folder: string;
  let files = 0;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'status-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A file of this text, by its path. */
  function file(text: string): string {
    files += 1;
    const path = join(folder, `f${files}`);
    writeFileSync(path, text);
    return path;
  }

  /** An events file of these lines, by its path. */
  function events(...lines: readonly Readonly<Record<string, unknown>>[]): string {
    return file(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }

  return { file, events };
}

/** Where a command writes to, kept. */
export function capture(): Io & { out: string; err: string } {
  return {
    out: '',
    err: '',
    stdout(text) {
      this.out += text;
    },
    stderr(text) {
      this.err += text;
    },
  };
}

/** Runs `sollecito status` and gives its exit code and what it wrote. */
export function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return runCli('status', ...args);
}

interface Line {
  readonly municipality: string;
  readonly round: string;
  readonly outcome: string;
  readonly timeliness: string;
}

/** The JSON lines: the states by municipality and round, and the measures. */
export async function lines(...args: string[]) {
  const { code, out, err } = await run(...args, '--json');
  expect(code).toBe(0);
  const parsed = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const measures = (parsed.pop() as unknown as { measures: Record<string, unknown> }).measures;
  const by = (istat: string, round = '2021-12-31') =>
    parsed.find((line) => line.municipality === istat && line.round === round);
  return { states: parsed, measures, by, err };
}
