import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { batScript } from './script/bat.js';
import { dissect, type Anatomy } from './testing/anatomy.js';
import { Bench, START, USER } from './testing/harness.js';
import { faultsAgainstTable, kindOf } from './testing/table.js';
import type { WorldEvent } from './world.js';
import { romeEpoch, romeTime } from './zone.js';

// Making RSA keys on a busy machine takes its time.
jest.setTimeout(120_000);

/** The campaign of 2022 with the letters that a plain ladder would send to everybody. */
describe('the campaign of the ten comuni', () => {
  let bench: Bench;
  const told: WorldEvent[] = [];
  let messages: { at: string; anatomy: Anatomy }[];

  beforeAll(async () => {
    bench = await Bench.open(batScript());
    bench.sandbox.onWorldEvent((event) => {
      told.push(event);
    });
    const addresses = (batScript().municipalities ?? []).map(({ address }) => address);
    for (const [day, reference] of [
      ['2022-02-14', '31/12/2021'],
      ['2022-03-16', '31/12/2021'],
      ['2022-03-25', '31/12/2021'],
      ['2022-08-16', '30/06/2022'],
    ] as const) {
      bench.now = romeEpoch(day, '09:00');
      await bench.sandbox.advanceTo(bench.now);
      for (const to of addresses) {
        await bench.send({ to, subject: `Dati al ${reference}`, text: `Dati al ${reference}.` });
      }
    }
    bench.now = romeEpoch('2022-10-31', '09:00');
    await bench.sandbox.advanceTo(bench.now);
    messages = (await bench.inbox()).map(({ name, raw }) => ({
      at: stamp(Number(name.split('.')[0]) * 1000),
      anatomy: dissect(raw),
    }));
  });
  afterAll(() => bench.close());

  const stamp = (at: number): string => {
    const { iso, time } = romeTime(at);
    return `${iso} ${time.slice(0, 5)}`;
  };

  const replies = (address: string): string[] =>
    messages
      .filter(
        ({ anatomy }) =>
          kindOf(anatomy) === 'envelope' &&
          anatomy.daticert?.value('intestazione/mittente') === address,
      )
      .map(({ at, anatomy }) => `${at} ${anatomy.subject.replace('POSTA CERTIFICATA: ', '')}`);

  it('starts on Monday 14 February 2022 at 09:00', () => {
    expect(romeEpoch('2022-02-14', '09:00')).toBe(START);
  });

  it('tells of transmissions, variations and snapshots at their time', () => {
    expect(
      told.map((event) => `${stamp(event.at)} ${event.municipality} ${event.type} ${event.round}`),
    ).toEqual([
      '2022-03-10 10:30 110001 transmitted 2021-12-31',
      '2022-03-14 10:00 110001 validated 2021-12-31',
      '2022-03-18 09:50 110004 transmitted 2021-12-31',
      '2022-03-21 10:00 110005 typed 2021-12-31',
      '2022-03-22 10:00 110004 validated 2021-12-31',
      '2022-03-24 10:00 110010 transmitted 2021-12-31',
      '2022-03-28 10:10 110008 transmitted 2021-12-31',
      '2022-03-28 10:15 110008 snapshot 2021-12-31',
      '2022-03-30 16:20 110003 transmitted 2021-12-31',
      '2022-04-12 11:40 110002 transmitted 2021-12-31',
      '2022-04-28 13:00 110009 transmitted 2021-12-31',
      '2022-06-06 11:00 110001 variation null',
      '2022-07-15 10:15 110008 snapshot 2022-06-30',
      '2022-09-08 10:00 110010 transmitted 2022-06-30',
      '2022-09-12 10:30 110001 transmitted 2022-06-30',
      '2022-09-20 11:40 110002 transmitted 2022-06-30',
      '2022-09-29 15:10 110003 transmitted 2022-06-30',
      '2022-10-10 13:00 110009 transmitted 2022-06-30',
    ]);
  });

  it('has Minervino Murge return a nil two days after the first letter, with the exact subject', () => {
    expect(replies('comune.minervinomurge@legpec.it')).toEqual([
      '2022-02-16 11:01 Comune di Minervino Murge – Trasmissione consistenza patrimonio immobiliare – Numero Alloggi ERP in proprietà alla data del 31/12/2021',
    ]);
  });

  it('has Canosa declare no change in August, Trani ask for an extension in March', () => {
    expect(replies('protocollo@pec.comune.canosa.bt.it')).toEqual([
      '2022-08-22 10:01 Comune di Canosa di Puglia – Dichiarazione di nessuna variazione del patrimonio immobiliare ERP alla data del 30/06/2022',
    ]);
    expect(replies('sportello.sociale@cert.comune.trani.bt.it')).toEqual([
      '2022-03-17 12:01 Re: Dati al 31/12/2021',
    ]);
  });

  it('has Trinitapoli’s protocol software confirm every letter and write anew', () => {
    const subjects = replies('protocollo@pec.vivitrinitapoli.info');
    expect(subjects.filter((text) => text.includes('Conferma di ricezione'))).toHaveLength(4);
    expect(subjects.filter((text) => /Prot\. N\.\d{7}\/2022 - Comune di/.test(text))).toHaveLength(
      2,
    );
  });

  it('has Bisceglie out of office and Barletta write from another mailbox', () => {
    expect(
      replies('dirigenterip.sociassistenziale@cert.comune.bisceglie.bt.it').map((text) =>
        text.slice(0, 35),
      ),
    ).toEqual([
      '2022-02-14 09:02 Risposta automatic',
      '2022-03-17 11:01 R: Dati al 31/12/2',
      '2022-08-16 09:02 Risposta automatic',
    ]);
    expect(replies('ufficio.patrimonio@cert.comune.barletta.bt.it')).toHaveLength(1);
  });

  const about = (address: string, kind: string): Anatomy[] =>
    messages
      .map(({ anatomy }) => anatomy)
      .filter(
        (anatomy) =>
          kindOf(anatomy) === kind && anatomy.daticert?.value('dati/consegna') === address,
      );

  it('finds Spinazzola’s mailbox full once, and delivers from the second letter on', () => {
    expect(about('comune.spinazzola@pec.it', 'delivery-failure')).toHaveLength(1);
    expect(about('comune.spinazzola@pec.it', 'delivery')).toHaveLength(3);
  });

  it('never delivers to Margherita di Savoia, whose address is no PEC; it writes by ordinary mail', () => {
    const address = 'ufficio.segreteria@comunemargheritadisavoia.it';
    expect(about(address, 'delivery')).toEqual([]);
    expect(messages.filter(({ anatomy }) => kindOf(anatomy) === 'anomaly')).toHaveLength(1);
  });

  it('never hears from San Ferdinando di Puglia, though every letter is delivered', () => {
    const address = 'protocollo@pec.comune.sanferdinandodipuglia.bt.it';
    expect(replies(address)).toEqual([]);
    expect(about(address, 'delivery')).toHaveLength(4);
    expect(about(address, 'delivery-timeout-notice')).toHaveLength(1);
  });

  it(`writes to ${USER} nothing that departs from the table`, () => {
    expect(messages.flatMap(({ anatomy }) => faultsAgainstTable(anatomy))).toEqual([]);
  });
});
