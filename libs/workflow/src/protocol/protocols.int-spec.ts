import { afterEach, describe, expect, it } from '@jest/globals';
import { defaultMunicipalities } from '@app/contract';
import type { Instant } from '@app/domain';
import { holdOf, sendableLetters } from '@app/persistence';
import type { Office, OfficeOptions } from '../going-out/testing/office.js';
import { anOffice } from '../going-out/testing/office.js';
import type { ProtocolAnswer, ProtocolRequest } from './client.js';
import { ProtocolApiError } from './client.js';
import { importProtocols } from './import.js';
import { Protocols } from './protocols.js';
import { ProtocolSystem } from './system.js';

const ENTRY = { number: '0001234', date: '14/02/2022', aoo: 'AOO_080' };
const BY = { by: 'rossi', source: 'officer' } as const;
const SIGNED = Buffer.from('%PDF-1.7\n<</Type/Sig/ByteRange [0 1 2 3]>>\n%%EOF\n', 'latin1');
const segnaturaOf = (number: string): Buffer =>
  Buffer.from(
    `<Segnatura><Intestazione><Identificatore><NumeroRegistrazione>${number}</NumeroRegistrazione></Identificatore></Intestazione></Segnatura>`,
  );

class ScriptedSystem extends ProtocolSystem {
  readonly asked: ProtocolRequest[] = [];
  constructor(private readonly answers: (ProtocolAnswer | ProtocolApiError)[]) {
    super();
  }
  override async register(request: ProtocolRequest): Promise<ProtocolAnswer> {
    this.asked.push(request);
    const answer = this.answers.shift();
    if (answer instanceof Error) throw answer;
    if (answer === undefined) throw new Error('not expected');
    return answer;
  }
}

describe('the protocol of a letter', () => {
  let office: Office;
  const open = async (options: OfficeOptions = {}): Promise<Protocols> => {
    office = await anOffice({ survey: { requiresProtocol: true }, ...options });
    await office.send();
    return office.get(Protocols);
  };
  afterEach(() => office.close());
  const id = async (): Promise<string> => (await office.letter()).id;

  it('is asked of the system by itself, with the letter’s subject, and the letter leaves with it', async () => {
    const system = new ScriptedSystem([{ number: '0000007', date: '2022-02-14', aoo: 'AOO' }]);
    await open({ protocol: system });
    expect(system.asked).toMatchObject([
      { id: await id(), direction: 'uscita', day: '2022-02-14', recipient: { istat: '110001' } },
    ]);
    expect(system.asked[0]?.subject).toContain('Comune di Andria');
    expect(await office.letter()).toMatchObject({
      state: 'sent',
      subject: expect.stringContaining('Prot. n. 0000007 del 14/02/2022'),
    });
  });

  it('keeps the letter when the system fails, rests five minutes, and asks again then', async () => {
    const down = new ProtocolApiError('non risponde in tempo', false);
    const system = new ScriptedSystem([down, { number: '8', date: '2022-02-14' }]);
    await open({ protocol: system, municipalities: defaultMunicipalities().slice(0, 1) });
    const hold = await holdOf(office.db, await id());
    expect(hold).toMatchObject({ code: 'protocol-failed', retryAt: '2022-02-14T08:05:00.000Z' });
    expect(hold?.reason).toContain('il sistema di protocollo non risponde in tempo');
    expect(await sendableLetters(office.db, office.clock.now())).toEqual([]);
    await office.send();
    expect(system.asked).toHaveLength(1);
    office.clock.moveTo('2022-02-14T08:05:00.000Z' as Instant);
    expect(await sendableLetters(office.db, office.clock.now())).toEqual([await id()]);
    await office.send();
    expect((await office.letter()).state).toBe('sent');
  });

  it('is not taken from an answer with a date in the future', async () => {
    await open({ protocol: new ScriptedSystem([{ number: '9', date: '2022-02-15' }]) });
    const hold = await holdOf(office.db, await id());
    expect(hold?.reason).toContain('nel futuro');
    expect(office.sent).toHaveLength(0);
  });

  it('is corrected by a new entry while the letter is here, and never after', async () => {
    const protocols = await open();
    await protocols.record(await id(), ENTRY, BY);
    await protocols.record(await id(), ENTRY, BY);
    await protocols.record(await id(), { ...ENTRY, number: '0001235' }, BY);
    expect((await protocols.of(await id())).map(({ number }) => number)).toEqual([
      '0001234',
      '0001235',
    ]);
    await office.send();
    expect((await office.letter()).subject).toContain('0001235');
    const late = await protocols.record(await id(), { ...ENTRY, number: '0001236' }, BY);
    expect(late).toMatchObject({ refused: true, code: 'letter-left' });
  });

  it('lets the letter wait for its signed PDF, which then leaves byte for byte with the Segnatura', async () => {
    const protocols = await open();
    await protocols.record(await id(), ENTRY, { ...BY, awaitSigned: true });
    await office.send();
    expect(await holdOf(office.db, await id())).toMatchObject({ code: 'signature-missing' });
    const unsigned = { name: 'a.pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF') };
    expect(await protocols.attach(await id(), 'signed-pdf', unsigned, 'rossi')).toMatchObject({
      code: 'pdf-not-signed',
    });
    const other = { name: 's.xml', bytes: segnaturaOf('9999') };
    expect(await protocols.attach(await id(), 'segnatura', other, 'rossi')).toMatchObject({
      code: 'other-number',
    });
    const own = { name: 's.xml', bytes: segnaturaOf('1234') };
    await protocols.attach(await id(), 'segnatura', own, 'rossi');
    await protocols.attach(await id(), 'signed-pdf', { name: 'a.pdf', bytes: SIGNED }, 'rossi');
    await office.send();
    const mime = Buffer.from(office.sent[0]!.raw).toString('latin1').replace(/\s/g, '');
    expect(mime).toContain(SIGNED.toString('base64'));
    expect(mime).toContain(own.bytes.toString('base64').replace(/=+$/, '').slice(0, 60));
    expect(mime).toContain('Segnatura.xml');
  });

  it('stands at the earlier letters that a later one cites', async () => {
    const protocols = await open();
    await protocols.record(await id(), ENTRY, BY);
    await office.send();
    const { departingModel } = await import('../going-out/departing-model.js');
    const { protocolsTo, loadFacts } = await import('@app/persistence');
    const { Reference } = await import('../reference.js');
    const { surveys, municipalities } = await office.get(Reference).load();
    const survey = surveys.get('push-erp')!;
    const municipality = municipalities.get('110001')!;
    const facts = (await loadFacts(office.db, ['110001'])).get('110001') ?? [];
    const letter = {
      ...(await office.letter()),
      id: 'next',
      rung: 'overdue-1',
      template: 'overdue',
    };
    const now = '2022-04-04T07:00:00.000Z' as Instant;
    const check = { obligations: letter.obligations, address: municipality.addresses[0]! };
    const departing = { survey, municipality, facts, letter: letter as never, check, now };
    const sender = { from: 'a@b.it', sandbox: true };
    const model = departingModel(departing, sender, await protocolsTo(office.db, '110001'));
    expect(model.protocol).toBeNull();
    expect(model.obligations[0]?.earlier).toMatchObject([
      { rung: 'opening', protocol: { number: '0001234', date: '2022-02-14', aoo: 'AOO_080' } },
    ]);
  });

  it('is imported for all letters of a CSV, or for none with what is wrong in each row', async () => {
    await open({ municipalities: defaultMunicipalities().slice(0, 2) });
    const [andria, barletta] = defaultMunicipalities().map(({ istat }) => istat);
    const how = { by: 'cli', now: office.clock.now(), dryRun: false };
    const row = (istat: string, number: string, date = '14/02/2022'): string =>
      `${istat};opening;2021-12-31;${number};${date};AOO`;
    const head = 'comune;gradino;ciclo;numero;data;aoo';
    const bad = [head, row(andria!, '1'), row('999999', '2'), row(barletta!, '3', '15/02/2022')];
    expect(await importProtocols(office.db, bad.join('\n'), how)).toMatchObject({
      rows: 3,
      accepted: 1,
      letters: [],
      errors: [
        { row: 3, column: 'comune', value: '999999' },
        { row: 4, column: 'data', value: '15/02/2022' },
      ],
    });
    expect(await office.get(Protocols).of(await id())).toEqual([]);
    const good = [head, row(andria!, '1'), row(barletta!, '2')].join('\n');
    const dry = await importProtocols(office.db, good, { ...how, dryRun: true });
    expect(dry).toEqual({ rows: 2, accepted: 2, errors: [], letters: [] });
    expect(await office.get(Protocols).of(await id())).toEqual([]);
    const done = await importProtocols(office.db, good, how);
    expect(done).toMatchObject({ rows: 2, accepted: 2, errors: [] });
    expect(done.letters).toHaveLength(2);
    expect(await sendableLetters(office.db, office.clock.now())).toHaveLength(2);
    const again = await importProtocols(office.db, good, how);
    expect(again).toEqual({ rows: 2, accepted: 2, errors: [], letters: [] });
    const twice = [head, row(andria!, '1'), row(andria!, '9')].join('\n');
    expect((await importProtocols(office.db, twice, how)).errors).toMatchObject([
      { row: 3, message: 'La stessa lettera è già alla riga 2.' },
    ]);
    // A letter that was sent once more is a second one of its rung.
    await office.db.query(
      `insert into letter select (jsonb_populate_record(l, '{"id": "push-erp/110001/di-nuovo"}')).* from letter l where l.id = $1`,
      [await id()],
    );
    expect((await importProtocols(office.db, good, how)).errors).toMatchObject([
      { row: 2, column: 'comune', message: expect.stringContaining('push-erp/110001/di-nuovo') },
    ]);
  });
});
