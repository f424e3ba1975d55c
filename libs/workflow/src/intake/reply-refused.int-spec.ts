import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fact, LocalDate, ReplyKind } from '@app/domain';
import { replyById } from '@app/persistence';
import { officerFact } from '../officer/officer-desk.js';
import { ReplyDesk } from '../officer/reply-desk.js';
import { Bench } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import { aFact, ROUND } from '../testing/samples.js';

const NO_BASE =
  'Manca la base dell’esonero: agli atti non c’è una trasmissione ufficiale con almeno un alloggio, o una consistenza nulla, non respinta, con data di riferimento precedente.';
const ANSWERED = 'Il Comune ha già risposto per questo ciclo: il fatto non si applica.';
const SUBJECTS = {
  noChange:
    'Comune di Andria – Dichiarazione di nessuna variazione del patrimonio immobiliare ERP alla data del 31/12/2021',
  nil: 'Comune di Andria – Trasmissione consistenza patrimonio immobiliare – Numero Alloggi ERP in proprietà alla data del 31/12/2021: 0',
};

describe('a statement that would not be accepted', () => {
  let provider: TestProvider;
  let bench: Bench;
  let desk: ReplyDesk;

  beforeAll(async () => {
    provider = await TestProvider.open();
    bench = await Bench.open(provider);
    desk = new ReplyDesk(bench.db, bench.clock, bench.recorder);
  });
  afterAll(async () => {
    await bench.close();
    provider.close();
  });

  /** A certified reply of Andria, as it was read and what became of it. */
  async function replied(subject: string, text: string) {
    const raw = await provider.reply(subject, text, bench.minutes(1));
    await bench.arrive(raw);
    const reply = await replyById(bench.db, createHash('sha256').update(raw).digest('hex'));
    if (reply === null) throw new Error('no reply');
    return reply;
  }
  const decision = (kind: ReplyKind) => ({
    municipality: '110001',
    kind,
    survey: 'push-erp',
    rounds: [ROUND],
    reason: '',
  });

  it('in a reply is held, and the officer sees why, before and after trying', async () => {
    const reply = await replied(
      SUBJECTS.noChange,
      'Si dichiara che il patrimonio ERP non ha subito variazioni alla data del 31/12/2021.',
    );
    expect(reply).toMatchObject({ state: 'held', facts: [] });
    expect(reply.reading.reasons[0]).toBe(NO_BASE);
    expect(await bench.told()).toEqual([]);
    expect(await desk.refusals(reply, decision('no-change'), 'Rossi')).toEqual([NO_BASE]);
    expect(await desk.decide(reply, decision('no-change'), 'Rossi')).toMatchObject({
      refused: [{ refusal: { code: 'no-base', message: NO_BASE } }],
    });
    expect(await desk.refusals(reply, decision('other'), 'Rossi')).toEqual([]);
  });

  it('on a page is refused with the reason', async () => {
    const order = {
      type: 'no-change-declared',
      survey: 'push-erp',
      municipality: '110001',
      round: ROUND,
      payload: {},
    } as const;
    const fact = officerFact(order, 'Rossi', bench.clock.now());
    expect(await bench.recorder.refusals([fact])).toMatchObject([{ message: NO_BASE }]);
    expect(await bench.recorder.record([fact])).toMatchObject({ refused: [{}] });
    // A file of events tells what was said: it stays on record, and counts once there is a base.
    const told = { ...fact, id: 'told', source: 'events-file' } as Fact;
    expect(await bench.recorder.refusals([told])).toEqual([]);
  });

  it('is accepted in the same round once a base is on record', async () => {
    const history = aFact(
      'transmitted',
      '2021-03-10T10:00:00+01:00',
      { mode: 'flow', units: 12 },
      '2020-12-31' as LocalDate,
    );
    expect(await bench.recorder.record([history])).toMatchObject({ recorded: [{}] });
    const reply = await replied(
      SUBJECTS.noChange,
      'Si dichiara che il patrimonio ERP non ha subito variazioni alla data del 31/12/2021.\n',
    );
    await desk.decide(reply, decision('no-change'), 'Rossi');
    expect(await bench.told()).toContain('exemption-granted');
  });

  it('of a nil return for an answered duty is held with its reason, and stops no message', async () => {
    const sent = aFact('transmitted', bench.clock.now(), { mode: 'flow', units: 12 });
    await bench.recorder.record([sent]);
    const before = await bench.told();
    const reply = await replied(
      SUBJECTS.nil,
      'Si dichiara che il numero di alloggi ERP in proprietà alla data del 31/12/2021 è pari a zero.',
    );
    expect(reply).toMatchObject({ state: 'held', facts: [] });
    expect(await desk.refusals(reply, decision('nil-return'), 'Rossi')).toEqual([ANSWERED]);
    expect(await bench.told()).toEqual(before);
  });
});
