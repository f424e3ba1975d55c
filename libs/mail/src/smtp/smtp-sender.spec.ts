import { afterEach, describe, expect, it } from '@jest/globals';
import { ScriptedSmtp, type Act, type Point, type Script } from '../testing/scripted-smtp.js';
import { letter, SMALL, SmtpBench } from '../testing/smtp-bench.js';
import type { SubmitResult } from '../types.js';

/** More than the socket buffers of both ends hold: the end of the letter can't have left. */
const LARGE = Buffer.from('Subject: grande\r\n\r\n' + `${'x'.repeat(998)}\r\n`.repeat(30_000));

const bench = new SmtpBench();
afterEach(() => bench.closeAll());
const server = (script: Script) => bench.server(script);
const sender = (url: string, timeoutMs = 5000) => bench.sender(url, { timeoutMs });

async function outcome(script: Script, raw: Uint8Array = SMALL, timeoutMs = 5000) {
  const scripted = await server(script);
  return sender(scripted.url, timeoutMs).submit(letter(raw));
}

const CUT: Act = { cut: true };

describe('SmtpSender: what became of a letter', () => {
  it.each([false, true])(
    'submitted: the bytes arrive as given (pipelining %s)',
    async (pipelining) => {
      const scripted = await server({ pipelining });
      const result = await sender(scripted.url).submit(letter());
      expect(result).toEqual({ outcome: 'submitted', response: '250 2.0.0 queued as 42' });
      const dotUnstuffed = scripted.letters[0]!.toString('latin1').replace(/^\.\./gm, '.');
      expect(dotUnstuffed).toBe(SMALL.toString('latin1'));
      expect(scripted.commands.slice(-3).map((line) => line.replace(/ SIZE=.*/, ''))).toEqual([
        'MAIL FROM:<ater@pec.example.it>',
        'RCPT TO:<comune@pec.example.it>',
        'DATA',
      ]);
    },
  );

  const before: Point[] = ['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA'];
  it.each(before)('a connection cut at %s: surely not sent, retry', async (point) => {
    expect(await outcome({ at: { [point]: CUT } })).toMatchObject({
      outcome: 'retry',
      code: null,
      throttled: false,
    });
  });

  it.each(before)('a server silent at %s: surely not sent, retry', async (point) => {
    expect(await outcome({ at: { [point]: { silent: true } } }, SMALL, 150)).toMatchObject({
      outcome: 'retry',
      code: null,
    });
  });

  it.each([1, 1000, 100_000])(
    'cut after %d bytes of a large body: surely not sent, retry',
    async (bodyBytes) => {
      expect(await outcome({ at: { body: CUT }, bodyBytes }, LARGE)).toMatchObject({
        outcome: 'retry',
        code: null,
      });
    },
  );

  it('a refusal in the middle of the body: rejected, the end never left', async () => {
    const script: Script = { at: { body: { reply: '552 5.3.4 too big' } }, bodyBytes: 1000 };
    expect(await outcome(script, LARGE)).toMatchObject({ outcome: 'rejected', code: 552 });
  });

  it('an acceptance in the middle of the body is none: retry', async () => {
    const script: Script = { at: { body: { reply: '250 ok' } }, bodyBytes: 1000 };
    expect((await outcome(script, LARGE)).outcome).toBe('retry');
  });

  const after: [string, Act][] = [
    ['cut after the dot before any answer', CUT],
    ['cut after "25"', { cut: true, torn: '25' }],
    ['cut after "250 ok" without its line end', { cut: true, torn: '250 ok' }],
    ['cut after "550 no" without its line end', { cut: true, torn: '550 no' }],
    ['cut after "451 later" without its line end', { cut: true, torn: '451 later' }],
    ['an answer that is none', { reply: 'hello' }],
    ['an answer that belongs elsewhere', { reply: '354 go on' }],
    ['cut inside an answer of two lines', { cut: true, torn: '250-first\r\n' }],
  ];
  it.each(after)('%s: in doubt', async (_name, act) => {
    expect((await outcome({ at: { dot: act } })).outcome).toBe('in-doubt');
  });

  it('silence after the dot: in doubt', async () => {
    expect((await outcome({ at: { dot: { silent: true } } }, SMALL, 150)).outcome).toBe('in-doubt');
  });

  const answers: [Point, string, SubmitResult][] = [
    [
      'greeting',
      '554 5.3.2 no service',
      { outcome: 'retry', code: 554, response: '', throttled: false },
    ],
    ['greeting', '421 busy', { outcome: 'retry', code: 421, response: '', throttled: true }],
    ['MAIL', '553 5.7.1 sender differs', { outcome: 'rejected', code: 553, response: '' }],
    ['MAIL', '530 5.7.0 login first', { outcome: 'login-refused', response: '' }],
    ['MAIL', '421 closing', { outcome: 'retry', code: 421, response: '', throttled: true }],
    ['RCPT', '550 5.1.1 no such user', { outcome: 'rejected', code: 550, response: '' }],
    ['RCPT', '450 4.2.1 later', { outcome: 'retry', code: 450, response: '', throttled: true }],
    ['DATA', '554 5.5.1 no', { outcome: 'rejected', code: 554, response: '' }],
    ['DATA', '451 later', { outcome: 'retry', code: 451, response: '', throttled: true }],
    ['dot', '550 Too much traffic', { outcome: 'retry', code: 550, response: '', throttled: true }],
    ['dot', '550 5.7.1 refused', { outcome: 'rejected', code: 550, response: '' }],
    ['dot', '554 5.6.0 bad form', { outcome: 'rejected', code: 554, response: '' }],
    ['dot', '451 4.3.0 later', { outcome: 'retry', code: 451, response: '', throttled: true }],
    ['dot', '452 full', { outcome: 'retry', code: 452, response: '', throttled: true }],
    ['dot', '421 closing', { outcome: 'retry', code: 421, response: '', throttled: true }],
  ];
  it.each(answers)('answer at %s: %s', async (point, reply, expected) => {
    for (const pipelining of [false, true]) {
      const result = await outcome({ at: { [point]: { reply } }, pipelining });
      expect({ ...result, response: '' }).toEqual(expected);
      expect(result.response).toContain(reply.slice(4));
    }
  });

  it.each(['535 5.7.8 wrong', '534 no', '530 no'])(
    'login answered %s: refused, no letter tried',
    async (reply) => {
      const scripted = await server({ auth: true, at: { AUTH: { reply } } });
      const result = await sender(scripted.url).submit(letter());
      expect(result.outcome).toBe('login-refused');
      expect(scripted.commands.some((line) => line.startsWith('MAIL'))).toBe(false);
      expect(JSON.stringify(result)).not.toContain('segreto');
    },
  );

  it.each([
    ['454 4.7.0 later', 454],
    ['421 busy', 421],
  ])('login answered %s: retry, the account is not at fault', async (reply, code) => {
    const result = await outcome({ auth: true, at: { AUTH: { reply } } });
    expect(result).toMatchObject({ outcome: 'retry', code });
  });

  it('a letter larger than the server says that it takes: rejected, not tried', async () => {
    const scripted = await server({});
    const raw = Buffer.from(`${'x'.repeat(998)}\r\n`.repeat(32_000));
    expect(await sender(scripted.url).submit(letter(raw))).toMatchObject({
      outcome: 'rejected',
      code: 552,
    });
    expect(scripted.commands.some((line) => line.startsWith('MAIL'))).toBe(false);
  });

  it('a hook that fails before the final dot: the letter does not leave', async () => {
    const scripted = await server({});
    const one = sender(scripted.url);
    const failing = async () => {
      throw new Error('database away');
    };
    const result = await one.submit(letter(), { beforeFinalDot: failing });
    expect(result).toMatchObject({ outcome: 'retry', code: null });
    expect(scripted.letters).toEqual([]);
    expect((await one.submit(letter())).outcome).toBe('submitted');
  });

  it('a hook that waits: nothing of the end leaves before it is done', async () => {
    const scripted = await server({});
    let seen = -1;
    await sender(scripted.url).submit(letter(), {
      beforeFinalDot: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        seen = scripted.letters.length;
      },
    });
    expect([seen, scripted.letters.length]).toEqual([0, 1]);
  });

  it('a connection cut during login: retry', async () => {
    expect((await outcome({ auth: true, at: { AUTH: CUT } })).outcome).toBe('retry');
  });

  it('a port where nobody listens: retry', async () => {
    const scripted = await ScriptedSmtp.start();
    const { url } = scripted;
    await scripted.stop();
    expect(await sender(url).submit(letter())).toMatchObject({ outcome: 'retry', code: null });
  });
});
