import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const RUN = fileURLToPath(new URL('index.mjs', import.meta.url));
const KILLS = 20;

interface Figures {
  readonly policy: string;
  readonly letters: number;
  readonly kills: number;
  readonly cuts: number;
  readonly submissions: number;
  readonly lost: number;
  readonly doubled: number;
  readonly delivered: number;
  readonly receipts: number;
  readonly messages: number;
}

describe('the sender, killed and cut off again and again', () => {
  it(`loses and doubles nothing in ${KILLS} strikes, where the two usual senders do`, async () => {
    const args = [RUN, '--kills', String(KILLS), '--seed', '7', '--json', '--sending-only'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 280_000 });
    const { found, wrong } = JSON.parse(stdout) as { found: Figures[]; wrong: string[] };
    expect(wrong).toEqual([]);
    const [ours, blind, once] = found;
    expect(ours).toMatchObject({ policy: 'protocol', lost: 0, doubled: 0 });
    expect(ours?.submissions).toBe(ours?.letters);
    expect(ours?.delivered).toBe(ours?.letters);
    expect(ours?.messages).toBe(ours?.receipts);
    expect((ours?.kills ?? 0) + (ours?.cuts ?? 0)).toBe(KILLS);
    expect(blind).toMatchObject({ policy: 'blind-resend', lost: 0 });
    expect(blind?.doubled).toBeGreaterThan(0);
    expect(once).toMatchObject({ policy: 'at-most-once', doubled: 0 });
    expect(once?.lost).toBeGreaterThan(0);
  }, 300_000);
});
