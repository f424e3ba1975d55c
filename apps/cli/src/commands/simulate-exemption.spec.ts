import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { lines, scenario, SCENARIOS } from '../testing/run-cli.js';

describe('nil returns and exemptions', () => {
  const sends = (plan: readonly string[]): readonly string[] =>
    plan.filter((line) => line.includes(' send'));

  it('a nil return of an earlier survey is carried: no letter for that round, the next one is asked for again once a dwelling came in', async () => {
    const plan = await scenario('nil-carried.jsonl', '110008', '2022-01-10', '2022-09-20');
    expect(sends(plan)).toEqual(['2022-08-16 opening send', '2022-09-15 reminder-1 send']);
    expect(plan.filter((line) => line.endsWith('skipped: satisfied'))).toHaveLength(7);
  });

  it('a dwelling of before the reference date ends it: a letter says why, and the ladder runs to the fresh due date of Friday 8 April', async () => {
    const plan = await scenario('nil-carried-lapsed.jsonl', '110008', '2022-01-10', '2022-04-30');
    expect(plan).toEqual([
      '2022-03-11 correction send',
      '2022-03-24 reminder-1 send',
      '2022-04-01 reminder-2 send',
      '2022-04-07 last-call send',
      '2022-04-12 overdue-1 send',
      '2022-04-26 overdue-2 send',
      '2022-03-10 opening skipped: satisfied',
    ]);
  });

  it('a no-change statement with a base exempts: every rung is skipped, each with its reason', async () => {
    const plan = await scenario('no-change.jsonl', '110001', '2022-07-01', '2022-12-31');
    expect(sends(plan)).toEqual([]);
    expect(plan.filter((line) => line.endsWith('skipped: exempt'))).toHaveLength(7);
  });

  it('a diff that contradicts the statement reopens: the round is asked for, the letter that says why waits for an officer', async () => {
    const plan = await scenario('no-change.jsonl', '110002', '2022-07-01', '2022-10-05');
    expect(sends(plan)).toHaveLength(5);
    expect(plan).toContain('2022-08-03 correction locked: awaits-officer');
  });

  it('a variation recorded on Monday 19 September lapses the exemption: fresh due date Wednesday 19 October, ladder from there', async () => {
    const plan = await scenario('no-change.jsonl', '110003', '2022-07-01', '2022-10-31');
    expect(sends(plan)).toEqual([
      '2022-10-04 reminder-1 send',
      '2022-10-14 reminder-2 send',
      '2022-10-19 last-call send',
      '2022-10-24 overdue-1 send',
    ]);
    expect(plan).toContain('2022-09-20 opening skipped: exempt');
  });

  it('a rejected transmission is no base: the statement exempts nobody, and both rounds are asked for', async () => {
    const plan = await scenario('rejected-base.jsonl', '110004', '2022-02-14', '2022-09-20');
    expect(sends(plan).slice(-2)).toEqual([
      '2022-08-16 opening send [2021-12-31 + 2022-06-30]',
      '2022-09-15 reminder-1 send [2021-12-31 + 2022-06-30]',
    ]);
  });
});

describe('the diffida', () => {
  it('stays locked until an officer enters basis, signer, act and protocol', async () => {
    const all = await lines('--from', '2022-02-14', '--to', '2022-05-12');
    const locked = all.filter(({ rung }) => rung === 'formal-notice');
    expect(locked).toHaveLength(10);
    for (const line of locked) {
      expect(line).toMatchObject({ day: '2022-05-02', action: 'locked', code: 'awaits-unlock' });
      expect(line.reason).toMatch(/base giuridica, firmatario competente, atto e numero/);
    }
  });

  it('once unlocked leaves on Monday 2 May, and its term runs from each municipality’s own delivery receipt', async () => {
    const all = await lines(
      ...['--from', '2022-02-14', '--to', '2022-06-30'],
      ...['--events', join(SCENARIOS, 'formal-notice.jsonl')],
    );
    const notices = all.filter(({ rung }) => rung === 'formal-notice');
    expect(notices.map(({ day, action }) => `${day} ${action}`)).toEqual(
      Array.from({ length: 10 }, () => '2022-05-02 send'),
    );
    expect(notices.map(({ municipality, termEnds }) => `${municipality} ${termEnds}`)).toEqual([
      '110001 2022-06-01',
      // Monday 23:58 is still the same day; two minutes after midnight the term ends on a holiday, Thursday 2 June.
      '110002 2022-06-01',
      '110003 2022-06-03',
      '110004 2022-06-03',
      '110005 2022-06-03',
      '110006 2022-06-04',
      '110007 2022-06-06',
      '110008 2022-06-06',
      '110009 2022-06-08',
      '110010 2022-06-09',
    ]);
  });
});
