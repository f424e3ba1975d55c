import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { lines, run, scenario, SCENARIOS } from '../testing/run-cli.js';
import { THE_LETTER } from '../testing/the-letter.js';

describe('the campaign of the letter', () => {
  it('writes to a silent municipality by every rung, and never sends a diffida that nobody unlocked', async () => {
    expect(await scenario('campaign.jsonl', '110002')).toEqual([
      ...THE_LETTER,
      '2022-05-02 formal-notice locked: awaits-unlock',
    ]);
  });

  it('writes no more to a municipality that transmitted on Thursday 10 March', async () => {
    expect(await scenario('campaign.jsonl', '110001')).toEqual([
      '2022-02-14 opening send',
      '2022-03-16 reminder-1 skipped: satisfied',
      '2022-03-25 reminder-2 skipped: satisfied',
      '2022-03-30 last-call skipped: satisfied',
      '2022-04-04 overdue-1 skipped: satisfied',
      '2022-04-15 overdue-2 skipped: satisfied',
      '2022-05-02 formal-notice skipped: satisfied',
    ]);
  });

  it('takes a nil return of Monday 28 March for an answer, and a late transmission for the end of the letters', async () => {
    const nil = await scenario('campaign.jsonl', '110005');
    expect(nil.filter((line) => line.endsWith('send'))).toEqual(THE_LETTER.slice(0, 3));
    const late = await scenario('campaign.jsonl', '110009');
    expect(late.filter((line) => line.endsWith('send'))).toEqual(THE_LETTER.slice(0, 5));
  });

  it('gives each letter the subject with which it would leave, and each line a target and a reason', async () => {
    const [first] = await lines('--from', '2022-02-14', '--to', '2022-02-14');
    expect(first).toMatchObject({
      day: '2022-02-14',
      time: '09:00',
      municipality: '110001',
      obligations: ['push-erp/2021-12-31'],
      rung: 'opening',
      action: 'send',
      template: 'opening',
      target: '2022-02-14',
    });
    expect(first?.subject).toMatch(/31\/12\/2021 entro il 31\/03\/2022 – Comune di Andria/);
    expect(first?.reason).toBe(
      'Giorno previsto dalla scala (45 giorni prima della scadenza del 31/03/2022): l’adempimento è ancora aperto.',
    );
  });

  it('lists sends first, by day and municipality, then the others', async () => {
    const all = await lines(
      ...['--from', '2022-02-14', '--to', '2022-06-30'],
      ...['--events', join(SCENARIOS, 'campaign.jsonl')],
    );
    const order = all.map(({ action, day, municipality }) => [
      action === 'send' ? 0 : 1,
      `${day} ${municipality}`,
    ]);
    expect(order).toEqual([...order].sort((a, b) => (String(a) < String(b) ? -1 : 1)));
  });
});

describe('what happens on the way', () => {
  it.each([
    [
      'downtime across three rungs: the oldest is stale, the others fold into one letter at the moment of return',
      'downtime.jsonl',
      '110001',
      '2022-10-05',
      [
        ...['2022-02-14 opening send', '2022-03-16 reminder-1 send', '2022-03-30 last-call send'],
        ...['2022-04-04 overdue-1 send', '2022-04-15 overdue-2 send'],
        '2022-08-16 opening send [2021-12-31 + 2022-06-30]',
        '2022-09-29 last-call send [2021-12-31 + 2022-06-30]',
        '2022-10-04 overdue-1 send [2021-12-31 + 2022-06-30]',
        '2022-03-30 reminder-2 folded: folded-into',
        '2022-05-02 formal-notice locked: awaits-unlock',
        '2022-09-29 reminder-1 dropped: stale',
        '2022-09-29 reminder-2 folded: folded-into',
      ],
    ],
    [
      'an extension for all after two reminders: every rung counts anew, the opening does not leave again',
      'extension-after-two-reminders.jsonl',
      '110007',
      '2022-07-31',
      [
        ...['2022-02-14 opening send', '2022-03-16 reminder-1 send', '2022-03-25 reminder-2 send'],
        ...['2022-05-16 reminder-1 send', '2022-05-26 reminder-2 send'],
        // Monday 30 May lies within three working days of Thursday 26: the due date itself is the first free day.
        '2022-05-31 last-call send',
        ...['2022-06-06 overdue-1 send', '2022-06-15 overdue-2 send'],
        '2022-06-30 formal-notice locked: awaits-unlock',
      ],
    ],
    [
      'an extension after expiry: the letters sent stay, and the ladder starts again before the new due date',
      'extension-after-expiry.jsonl',
      '110002',
      '2022-07-31',
      [
        ...THE_LETTER,
        ...[
          '2022-06-15 reminder-1 send',
          '2022-06-24 reminder-2 send',
          '2022-06-29 last-call send',
        ],
        ...['2022-07-04 overdue-1 send', '2022-07-15 overdue-2 send'],
      ],
    ],
    [
      'a transmission of Tuesday 22 March recorded on Monday 28: Friday’s letter leaves, Wednesday’s does not',
      'recorded-late.jsonl',
      '110003',
      '2022-06-30',
      [
        ...THE_LETTER.slice(0, 3),
        '2022-03-30 last-call skipped: satisfied',
        '2022-04-04 overdue-1 skipped: satisfied',
        '2022-04-15 overdue-2 skipped: satisfied',
        '2022-05-02 formal-notice skipped: satisfied',
      ],
    ],
    [
      'a rejection reopens: the ladder goes on with the next rung, the letter that explains it waits for an officer',
      'reopened.jsonl',
      '110001',
      '2022-04-30',
      [
        '2022-02-14 opening send',
        ...THE_LETTER.slice(2),
        '2022-03-16 reminder-1 skipped: satisfied',
        '2022-03-23 correction locked: awaits-officer',
      ],
    ],
    [
      'the officer’s click sends the correction on Thursday 24 March, and the next rungs keep the gap after it',
      'reopened.jsonl',
      '110002',
      '2022-04-30',
      [
        ...['2022-02-14 opening send', '2022-03-24 correction send', '2022-03-29 reminder-2 send'],
        ...THE_LETTER.slice(4),
        '2022-03-16 reminder-1 skipped: satisfied',
        // Friday 1 April is the first free day after Tuesday 29 March, and the due date has passed.
        '2022-04-01 last-call dropped: after-due-date',
      ],
    ],
    [
      'a municipality merged on Monday 28 March: letters of the round end with it',
      'merged.jsonl',
      '110010',
      '2022-06-30',
      [
        ...THE_LETTER.slice(0, 3),
        '2022-03-30 last-call skipped: cancelled',
        '2022-04-04 overdue-1 skipped: cancelled',
        '2022-04-15 overdue-2 skipped: cancelled',
        '2022-05-02 formal-notice skipped: cancelled',
      ],
    ],
    [
      'a municipality that takes over another one owes its own answer and gets its own letters',
      'merged.jsonl',
      '110005',
      '2022-04-30',
      THE_LETTER,
    ],
  ])('%s', async (_rule, file, istat, to, expected) => {
    expect(await scenario(file, istat, '2022-02-14', to)).toEqual(expected);
  });

  it('a late round and a new one stand in one letter', async () => {
    const all = await lines('--from', '2022-08-16', '--to', '2022-08-16');
    const [andria] = all.filter(({ municipality }) => municipality === '110001');
    expect(andria).toMatchObject({
      rung: 'opening',
      obligations: ['push-erp/2021-12-31', 'push-erp/2022-06-30'],
    });
    expect(andria?.reason).toContain('31/12/2021, 30/06/2022');
  });

  it('Easter Monday 2024 keeps the gap open: after Thursday 28 March the last call would leave on Wednesday 3 April, after the due date', async () => {
    const all = await scenario('easter-2024.jsonl', '110001', '2024-02-01', '2024-04-30');
    const ours = all.filter((line) => line >= '2024-02-02');
    const rounds = ' [2021-12-31 + 2022-06-30 + 2022-12-31 + 2023-06-30 + 2023-12-31]';
    expect(ours).toEqual([
      `2024-02-16 opening send${rounds}`,
      `2024-03-18 reminder-1 send${rounds}`,
      `2024-03-28 reminder-2 send${rounds}`,
      `2024-04-08 overdue-1 send${rounds}`,
      `2024-04-17 overdue-2 send${rounds}`,
      '2024-04-03 last-call dropped: after-due-date',
    ]);
  });

  it.each([
    ['23:59:59 of Thursday 31 March 2022, summer time', '110001', 'on-time'],
    ['00:00:01 of Friday 1 April 2022, summer time', '110002', 'late'],
    ['23:59:59 of Thursday 15 December 2022, winter time', '110003', 'on-time'],
    ['00:00:01 of Friday 16 December 2022, winter time', '110004', 'late'],
  ])('the last day belongs to the municipality: %s', async (_when, istat, timeliness) => {
    const events = join(SCENARIOS, 'edge-of-the-day.jsonl');
    const { out } = await run('status', '--as-of', '2022-12-31', '--events', events, '--json');
    const states = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const state = states.find(
      (one) => one['municipality'] === istat && one['round'] === '2021-12-31',
    );
    expect(state).toMatchObject({ outcome: 'transmitted', timeliness });
    const plan = await scenario('edge-of-the-day.jsonl', istat, '2022-02-14', '2022-12-31');
    expect(plan.filter((line) => line.includes('overdue-1 skipped'))).toHaveLength(1);
  });
});
