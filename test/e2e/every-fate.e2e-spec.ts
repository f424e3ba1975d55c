import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultMunicipalities } from '@app/contract';
import { type Instant, localDate } from '@app/domain';
import { fate, type SandboxScript } from '@app/pec-sandbox';
import type { Server } from '@app/server';
import { EvidenceFile, TimeMachine } from '@app/workflow';
import { startSandboxServer, temporaryFolder } from '../support/sandbox-server.js';

type Fate = Extract<
  NonNullable<SandboxScript['recipients']>[number]['fate'],
  { readonly do: string }
>;

/** Every fate that the sandbox has, for the letters to each municipality in turn. */
const FATES: Readonly<Record<string, readonly Fate[]>> = {
  '110001': [{ do: 'delivered', takenInCharge: true }, { do: 'duplicate-receipts' }],
  '110002': [{ do: 'not-certified' }],
  '110003': [{ do: 'missing-mailbox' }, { do: 'delivered' }],
  '110004': [{ do: 'missing-domain' }, { do: 'delivered' }],
  '110005': [{ do: 'full' }, { do: 'delivered' }],
  '110006': [{ do: 'notice-12h-then-delivery' }, { do: 'delivered' }],
  '110007': [{ do: 'notice-12h-24h' }, { do: 'delivered' }],
  '110008': [{ do: 'virus', notice: true }, { do: 'delivered' }],
  '110009': [{ do: 'no-acceptance' }, { do: 'no-acceptance', delivery: true }],
  '110010': [{ do: 'non-acceptance' }, { do: 'out-of-order-receipts' }],
};
const addressOf = new Map(defaultMunicipalities().map((m) => [m.istat, m.addresses[0]!.address]));
const SCRIPT: SandboxScript = {
  version: 1,
  recipients: Object.entries(FATES).map(([istat, fate]) => ({
    address: addressOf.get(istat)!,
    fate: [...fate],
  })),
};

describe('every fate of the sandbox, lived', () => {
  const folder = temporaryFolder('fates');
  let server: Server;
  const rows = async <T>(sql: string): Promise<T[]> => server.environment.db.query(sql);

  beforeAll(async () => {
    server = await startSandboxServer(folder.path, { sandboxScript: SCRIPT });
    await server.app
      .get(TimeMachine, { strict: false })
      .moveTo('2022-03-18T17:00:00.000Z' as Instant);
  }, 300_000);
  afterAll(async () => {
    await server.close();
    folder.remove();
  }, 60_000);

  const letters = (): Promise<{ line: string }[]> =>
    rows(`
      select concat_ws(' ', l.municipality, l.rung, l.state) || ': ' || coalesce(string_agg(r.kind, ', '
        order by r.certified_at, r.position), 'nessuna ricevuta') as line
      from letter l join dispatch d on d.letter = l.id
        left join raw_message r on r.dispatch = d.message_id and r.verdict = 'valid'
      group by l.id, l.municipality, l.rung, l.state, l.decided_at order by l.decided_at, l.municipality`);
  const facts = (): Promise<{ line: string }[]> =>
    rows(`
      select concat_ws(' ', municipality, rung) || ': ' || string_agg(told, ', ' order by occurred_at, position) as line
      from (select municipality, payload->>'rung' as rung, occurred_at, position, concat_ws(' ', type, payload->>'class',
          to_char(occurred_at at time zone 'Europe/Rome', 'DD/MM HH24:MI:SS')) as told
        from fact where type not in ('queued')) f
      group by municipality, rung order by min(occurred_at), municipality`);
  const alerts = (): Promise<{ line: string }[]> =>
    rows(`
      select substr(subject, 10, 6) || ' ' || kind || ' ' || to_char(raised_at at time zone 'Europe/Rome', 'DD/MM HH24:MI')
        || case when closed_at is null then '' else ' (risolto)' end || ': ' || message as line
      from alert order by raised_at, subject`);

  const linesOf = async (told: Promise<{ line: string }[]>): Promise<string[]> =>
    (await told).map(({ line }) => line);

  it('letter by letter, with every receipt that came (the same bytes twice are one)', async () => {
    expect(await linesOf(letters())).toEqual([
      '110001 opening delivered: acceptance, taken-in-charge, delivery',
      '110002 opening failed: acceptance',
      '110003 opening failed: acceptance, delivery-failure',
      '110004 opening failed: acceptance, delivery-failure',
      '110005 opening failed: acceptance, delivery-failure',
      '110006 opening delivered: acceptance, delivery-timeout-notice, delivery',
      '110007 opening failed: acceptance, delivery-timeout-notice, delivery-timeout-notice',
      '110008 opening failed: acceptance, virus-notice, delivery-failure',
      '110009 opening sent: nessuna ricevuta',
      '110010 opening failed: non-acceptance',
      '110001 reminder-1 delivered: acceptance, acceptance, delivery, delivery',
      '110002 reminder-1 failed: acceptance',
      '110003 reminder-1 delivered: acceptance, delivery',
      '110004 reminder-1 delivered: acceptance, delivery',
      '110005 reminder-1 delivered: acceptance, delivery',
      '110006 reminder-1 delivered: acceptance, delivery',
      '110007 reminder-1 delivered: acceptance, delivery',
      '110008 reminder-1 delivered: acceptance, delivery',
      '110009 reminder-1 delivered: delivery',
      '110010 reminder-1 delivered: acceptance, delivery',
    ]);
  });

  it('fact by fact: a failure never beats a delivery, a notice of 12 hours is not the end', async () => {
    expect(await linesOf(facts())).toEqual([
      '110001 opening: sent 14/02 09:00:00, accepted 14/02 09:00:02, accepted 14/02 09:00:55, delivered 14/02 09:01:00',
      '110002 opening: sent 14/02 09:00:00, accepted 14/02 09:00:02, delivery-failed fix-address 14/02 09:00:02',
      '110003 opening: sent 14/02 09:00:00, accepted 14/02 09:00:02, delivery-failed fix-address 14/02 09:01:00',
      '110004 opening: sent 14/02 09:00:00, accepted 14/02 09:00:02, delivery-failed fix-address 14/02 09:01:00',
      '110005 opening: sent 14/02 09:00:00, accepted 14/02 09:00:02, delivery-failed retry-later 14/02 09:01:00',
      '110006 opening: sent 14/02 09:01:00, accepted 14/02 09:01:02, delivery-failed retry-later 14/02 21:01:00, delivered 15/02 00:01:00',
      '110007 opening: sent 14/02 09:01:00, accepted 14/02 09:01:02, delivery-failed retry-later 14/02 21:01:00, delivery-failed other-channel 15/02 09:01:00',
      '110008 opening: sent 14/02 09:01:00, accepted 14/02 09:01:02, accepted 14/02 09:01:55, delivery-failed look 14/02 09:02:00',
      '110009 opening: sent 14/02 09:01:00',
      '110010 opening: sent 14/02 09:01:00, delivery-failed look 14/02 09:01:02',
      '110001 reminder-1: sent 16/03 09:00:00, accepted 16/03 09:00:02, accepted 16/03 09:00:07, delivered 16/03 09:01:00, delivered 16/03 09:01:05',
      '110002 reminder-1: sent 16/03 09:00:00, accepted 16/03 09:00:02, delivery-failed fix-address 16/03 09:00:02',
      '110003 reminder-1: sent 16/03 09:00:00, accepted 16/03 09:00:02, delivered 16/03 09:01:00',
      '110004 reminder-1: sent 16/03 09:00:00, accepted 16/03 09:00:02, delivered 16/03 09:01:00',
      '110005 reminder-1: sent 16/03 09:00:00, accepted 16/03 09:00:02, delivered 16/03 09:01:00',
      '110006 reminder-1: sent 16/03 09:01:00, accepted 16/03 09:01:02, delivered 16/03 09:02:00',
      '110007 reminder-1: sent 16/03 09:01:00, accepted 16/03 09:01:02, delivered 16/03 09:02:00',
      '110008 reminder-1: sent 16/03 09:01:00, accepted 16/03 09:01:02, delivered 16/03 09:02:00',
      '110009 reminder-1: sent 16/03 09:01:00, delivered 16/03 09:02:00',
      '110010 reminder-1: sent 16/03 09:01:00, accepted 16/03 09:01:02, delivered 16/03 09:02:00',
    ]);
  });

  it('alert by alert, once each, in words that say what to do', async () => {
    expect(await linesOf(alerts())).toEqual([
      '110002 delivery-failed 14/02 09:00: Mancata consegna a dirigente.servizisociali@cert.comune.barletta.bt.it (l’accettazione dichiara il destinatario non certificato). L’indirizzo non esiste o non è una casella PEC: cercare quello giusto in IndicePA, correggerlo in «Comune» e rispedire.',
      '110003 delivery-failed 14/02 09:01 (risolto): Mancata consegna a dirigenterip.sociassistenziale@cert.comune.bisceglie.bt.it (5.1.1 - Gestore di prova C S.r.l. - indirizzo non valido). L’indirizzo non esiste o non è una casella PEC: cercare quello giusto in IndicePA, correggerlo in «Comune» e rispedire.',
      '110004 delivery-failed 14/02 09:01 (risolto): Mancata consegna a protocollo@pec.comune.canosa.bt.it (5.1.2 - GESTORE DI PROVA A S.p.A. - dominio del destinatario non valido). L’indirizzo non esiste o non è una casella PEC: cercare quello giusto in IndicePA, correggerlo in «Comune» e rispedire.',
      '110005 delivery-failed 14/02 09:01 (risolto): Mancata consegna a ufficio.segreteria@comunemargheritadisavoia.it (5.2.2 - Gestore di prova B S.p.A. - casella piena). Una casella piena non è una consegna: avvisare il Comune per telefono e rispedire fra qualche giorno.',
      '110010 delivery-failed 14/02 09:01 (risolto): Mancata consegna a protocollo@pec.vivitrinitapoli.info (il messaggio non rispetta i controlli formali). Virus, controllo formale o motivo insolito: leggere la ricevuta e decidere.',
      '110008 delivery-failed 14/02 09:02 (risolto): Mancata consegna a comune.spinazzola@pec.it (5.5.1 - Gestore di prova C S.r.l. - EICAR-Test-File). Virus, controllo formale o motivo insolito: leggere la ricevuta e decidere.',
      '110009 no-acceptance 14/02 09:31: Da oltre 30 minuti manca la ricevuta di accettazione della lettera per sportello.sociale@cert.comune.trani.bt.it: controllare la webmail del gestore.',
      '110007 delivery-failed 15/02 09:01 (risolto): Mancata consegna a protocollo@pec.comune.sanferdinandodipuglia.bt.it (5.4.1 - GESTORE DI PROVA A S.p.A. - il messaggio non è stato consegnato nelle ventiquattro ore successive al suo invio). Il gestore del destinatario non ha preso la lettera entro i termini: usare un altro canale (protocollo, raccomandata) o riprovare quando la casella risponde.',
      '110002 delivery-failed 16/03 09:00: Mancata consegna a dirigente.servizisociali@cert.comune.barletta.bt.it (l’accettazione dichiara il destinatario non certificato). L’indirizzo non esiste o non è una casella PEC: cercare quello giusto in IndicePA, correggerlo in «Comune» e rispedire.',
    ]);
  });

  it('with nothing unread, nothing stray and one attempt a letter', async () => {
    const [left] = await rows(`
      select (select count(*)::int from raw_message where state <> 'processed' or dispatch is null) as unread,
        (select count(*)::int from dispatch) as attempts, (select count(*)::int from letter) as letters`);
    expect(left).toEqual({ unread: 0, attempts: 20, letters: 20 });
  });

  it('so that each fact follows again from the originals of an evidence file', async () => {
    const evidence = server.app.get(EvidenceFile, { strict: false });
    const anchors = [server.environment.sandbox?.caPem ?? ''];
    const duty = { round: localDate('2021-12-31'), at: '2022-03-18T17:00:00.000Z' as Instant };
    for (const municipality of Object.keys(FATES)) {
      const made = await evidence.write({ municipality, ...duty, anchors });
      expect(made).not.toHaveProperty('faults');
    }
  });

  it('is every fate that there is', () => {
    const known = fate.options.map((option) => option.shape.do.value);
    const lived = Object.values(FATES).flatMap((one) => one.map((each) => each.do));
    expect([...new Set(lived)].sort()).toEqual([...known].sort());
  });
});
