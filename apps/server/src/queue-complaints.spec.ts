import { describe, expect, it } from '@jest/globals';
import { isLostConnection, QueueComplaints } from './queue-complaints.js';

const lost = (code: string): Error => Object.assign(new Error('gone'), { code });

/** Time in the test's hand. */
class Waiting {
  readonly lines: string[] = [];
  readonly runs: (() => void)[] = [];
  cancelled = 0;
  readonly complaints = new QueueComplaints(
    (line) => this.lines.push(line),
    (run) => {
      this.runs.push(run);
      return { cancel: () => void (this.cancelled += 1) };
    },
  );
}

describe('what the queue says when PostgreSQL goes away', () => {
  it.each(['57P01', '57P02', '57P03', '08006', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE'])(
    'is a lost connection: %s',
    (code) => expect(isLostConnection(lost(code))).toBe(true),
  );

  it.each(['23505', '42P01', '57014', ''])('is a fault of its own: «%s»', (code) =>
    expect(isLostConnection(lost(code))).toBe(false),
  );

  it('is one sentence, however many connections say it, and one more the next time', () => {
    const { complaints, lines, runs } = new Waiting();
    for (let n = 0; n < 8; n += 1) complaints.tell(lost('57P01'), { queue: 'letters' });
    expect({ lines, runs: runs.length }).toEqual({ lines: [], runs: 1 });
    runs[0]?.();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('collegamento interrotto');
    complaints.tell(new Error('Connection terminated unexpectedly'), { queue: 'messages' });
    runs[1]?.();
    expect(lines).toHaveLength(2);
  });

  it('is nothing when the program is being stopped, before or after', () => {
    const waiting = new Waiting();
    waiting.complaints.tell(lost('57P01'), { queue: 'letters' });
    waiting.complaints.hush();
    expect(waiting.cancelled).toBe(1);
    waiting.complaints.tell(lost('57P03'), { queue: 'letters' });
    waiting.complaints.tell(new Error('anything'), { queue: 'letters' });
    expect({ lines: waiting.lines, runs: waiting.runs.length }).toEqual({ lines: [], runs: 1 });
  });

  it('is said at once of any other fault, with the queue’s name and one line', () => {
    const { complaints, lines } = new Waiting();
    complaints.tell(new Error('first\nsecond'), { queue: 'letters' });
    expect(lines).toEqual(['coda letters: first']);
  });
});
