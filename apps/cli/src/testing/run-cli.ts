import { join } from 'node:path';
import { expect } from '@jest/globals';
import { main } from '../main.js';

/** Folder of the event files. */
export const SCENARIOS = new URL('../../../../test/scenarios/', import.meta.url).pathname;

/** A line of `simulate --json`. */
export interface Line {
  readonly day: string;
  readonly time: string;
  readonly municipality: string;
  readonly obligations: readonly string[];
  readonly rung: string;
  readonly action: string;
  readonly code: string;
  readonly reason: string;
  readonly template: string;
  /** Null on a line that sends nothing. */
  readonly subject: string | null;
  readonly target: string;
  readonly termEnds?: string;
  readonly change?: string;
}

/** Runs a command line and gives its exit code and what it wrote. */
export async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const io = {
    stdout: (text: string): void => void (out += text),
    stderr: (text: string): void => void (err += text),
  };
  const code = await main(args, io);
  return { code, out, err };
}

/** The lines of a rehearsal. */
export async function lines(...args: string[]): Promise<readonly Line[]> {
  const { code, out, err } = await run('simulate', ...args, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** The lines of one municipality of a scenario: "2022-02-14 opening send"; several obligations by their dates. */
export async function scenario(
  file: string,
  istat: string,
  from = '2022-02-14',
  to = '2022-06-30',
): Promise<readonly string[]> {
  const all = await lines('--from', from, '--to', to, '--events', join(SCENARIOS, file));
  return all.filter(({ municipality }) => municipality === istat).map(brief);
}

function brief({ day, obligations, rung, action, code }: Line): string {
  const rounds = obligations.map((id) => id.slice(-10));
  const named = rounds.length > 1 ? ` [${rounds.join(' + ')}]` : '';
  return `${day} ${rung} ${action === 'send' ? 'send' : `${action}: ${code}`}${named}`;
}
