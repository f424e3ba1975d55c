import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyEvidence } from '@app/evidence';
import type { Server } from '@app/server';
import { zipSync } from 'fflate';
import { startSandboxServer, temporaryFolder } from '../support/sandbox-server.js';
import { SignedIn } from '../support/signed-in.js';

const HEAD = 'comune;data_riferimento;codice_alloggio;stato\n';

/** What an officer does by forms alone: files, messages, decisions, and the record of it all. */
describe('an office', () => {
  const folder = temporaryFolder('office');
  let server: Server;
  let officer: SignedIn;

  beforeAll(async () => {
    server = await startSandboxServer(folder.path);
    const url = `http://localhost:${server.port ?? 0}`;
    officer = await SignedIn.by(url, `${url}/accesso/${server.firstLink ?? ''}`);
  }, 300_000);

  afterAll(async () => {
    await server?.close();
    folder.remove();
  });

  const text = async (path: string): Promise<string> => (await officer.get(path)).text();
  const count = async (type: string): Promise<number> => {
    const sql = 'select count(*)::int as n from fact where type = $1';
    const [row] = (await server.environment.db.query(sql, [type])) as { n: number }[];
    return row!.n;
  };

  /** Moves the simulated clock and looks until it has arrived. */
  async function moveClock(form: Readonly<Record<string, string>>): Promise<void> {
    await officer.post('/prova/orologio', { ...form, poi: '/' });
    while ((await officer.get('/prova/orologio?poi=/')).status !== 303);
  }

  async function importFile(tipo: string, name: string, bytes: string): Promise<Response> {
    const checked = await officer.send('/patrimonio/importa', { tipo }, [{ name, bytes }]);
    const digest = /action="(\/patrimonio\/importa\/[0-9a-f]{64})"/.exec(
      await checked.clone().text(),
    );
    return digest === null ? checked : officer.post(digest[1]!, { tipo });
  }

  it('refuses a file with its faults by row and column, and records nothing of it', async () => {
    const bytes = `${HEAD}110001;30/06/2021;A-1;in proprietà\n110001;31/02/2021;A-2;venduto\n`;
    const refused = await importFile('consistenza', 'errori.csv', bytes);
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(page).toContain('«31/02/2021»');
    expect(page).toContain('data_riferimento');
    expect(page).toContain('Non è stato registrato nulla');
    expect(await count('snapshot')).toBe(0);
  });

  it('records two snapshots that it confirms, and shows their difference dwelling by dwelling', async () => {
    const june = `${HEAD}110001;30/06/2021;A-1;in proprietà\n110001;30/06/2021;A-2;in proprietà\n`;
    const december = `${HEAD}110001;31/12/2021;A-1;venduto\n110001;31/12/2021;A-3;in proprietà\n`;
    for (const [name, bytes] of [
      ['giugno.csv', june],
      ['dicembre.csv', december],
    ] as const) {
      const done = await importFile('consistenza', name, bytes);
      expect([done.status, done.headers.get('location')]).toEqual([
        303,
        '/patrimonio?registrati=1',
      ]);
    }
    const csv = await text('/patrimonio/esporta?comune=andria&formato=csv');
    expect(csv.match(/^110001;Andria;.*?;\d+;/gm)).toEqual([
      '110001;Andria;30/06/2021;2;',
      '110001;Andria;31/12/2021;2;',
    ]);
    expect(await text('/patrimonio/variazioni/esporta?formato=csv')).toMatch(
      /^.?Data;Codice ISTAT;/,
    );
    const page = await text('/patrimonio/confronto?comune=110001');
    expect(page.match(/Sparito: anomalia|Cessato|Nuovo/g)).toEqual([
      'Sparito: anomalia',
      'Cessato',
      'Nuovo',
    ]);
    const digest = /messaggi\/([0-9a-f]{64})/.exec(page)![1]!;
    const file = await officer.get(`/messaggi/${digest}`);
    expect(await file.text()).toBe(june);
    expect(file.headers.get('content-disposition')).toContain('giugno.csv');
  });

  it('takes messages from files and ZIPs, says of each what became of it, and shows what can’t be read', async () => {
    const broken = Uint8Array.from([0, 255, 13, 10, 0]);
    const mail = 'From: a@example.it\r\nSubject: Domanda\r\n\r\nBuongiorno\r\n';
    const zip = zipSync({ 'domanda.eml': Buffer.from(mail), 'foto.png': broken });
    const files = [
      { name: 'rotto.eml', bytes: broken },
      { name: 'posta.zip', bytes: zip },
    ];
    const sent = await officer.send('/messaggi/carica', {}, files);
    expect(sent.status).toBe(303);
    const report = await text(sent.headers.get('location')!);
    expect(report).toContain('2 messaggi nuovi');
    expect(report).toContain('«foto.png» non è un file .eml');
    expect(report.match(/In quarantena|Da assegnare|Conservato|Archiviata/g)).toEqual([
      'In quarantena',
      'Da assegnare',
    ]);
    const retry = /action="(\/messaggi\/quarantena\/[0-9a-f]{64}\/riprova)"/;
    const path = retry.exec(await text('/messaggi/quarantena'))![1]!;
    expect((await officer.post(path, {})).headers.get('location')).toContain('fatto=ancora');
    const filing = path.replace('riprova', 'archivia');
    expect((await officer.post(filing, { motivo: '' })).status).toBe(422);
    expect((await officer.post(filing, { motivo: 'rumore' })).status).toBe(303);
    expect(await text('/messaggi/quarantena')).toContain('La quarantena è vuota');
    expect((await officer.post(path, {})).status).toBe(409);
  });

  it('asks what to do with a letter in doubt, with what is known, and records who decided', async () => {
    const { db } = server.environment;
    await moveClock({ azione: 'giorno' });
    const [letter] = (await db.query(
      `select l.id, d.message_id as attempt from letter l join dispatch d on d.letter = l.id
       order by l.id limit 1`,
    )) as { id: string; attempt: string }[];
    await db.query(`update letter set state = 'queued' where id = $1`, [letter!.id]);
    await db.query(`update dispatch set state = 'in-doubt' where message_id = $1`, [
      letter!.attempt,
    ]);
    const path = `/invii/${letter!.id}/incerto`;
    expect(await text(`/invii/${letter!.id}`)).toContain(path);
    expect(await text(path)).toContain('Che cosa si sa');
    const bare = await officer.post(path, { scelta: 'has-left', motivo: '' });
    expect([bare.status, await bare.text()]).toEqual([
      422,
      expect.stringContaining('«Perché» manca'),
    ]);
    const form = { scelta: 'has-left', motivo: 'è fra le inviate' };
    expect(await (await officer.post(path, form)).text()).toContain('Tieni per inviata');
    const done = await officer.post(path, { ...form, conferma: 'si' });
    expect(done.headers.get('location')).toBe(`/invii/${letter!.id}?fatto=has-left`);
    const acts = (await db.query(
      `select actor, detail from act where act = 'doubt-decided'`,
    )) as unknown[];
    expect(acts).toEqual([
      { actor: 'amministratore', detail: expect.objectContaining({ decision: 'has-left' }) },
    ]);
    expect((await officer.get(path)).headers.get('location')).toBe(`/invii/${letter!.id}`);
  });

  it('extends a due date and tells the municipality, by a letter that it can read before', async () => {
    const actions = '/adempimenti/110009/push-erp/2021-12-31/azioni';
    const confirmed = (action: string, form: Readonly<Record<string, string>>) =>
      officer.post(`${actions}/${action}`, { ...form, conferma: 'si' });
    const early = await officer.post(`${actions}/comunica-proroga`, { motivo: 'richiesta' });
    expect([early.status, await early.text()]).toEqual([
      409,
      expect.stringContaining('Non c’è una proroga da comunicare'),
    ]);
    const form = { scadenza: '2022-05-31', motivo: 'richiesta del Comune' };
    expect((await confirmed('proroga', form)).status).toBe(303);
    expect(await text(actions.replace('/azioni', ''))).toContain('Comunica la proroga al Comune');
    const told = { motivo: 'accolta la richiesta' };
    const shown = await (await officer.post(`${actions}/comunica-proroga`, told)).text();
    expect(shown).toContain('Comunicazione di proroga');
    expect((await confirmed('comunica-proroga', told)).status).toBe(303);
    await moveClock({ azione: 'giorno' });
    const [letter] = (await server.environment.db.query(
      `select id, state, subject from letter where rung = 'extension-granted'`,
    )) as { id: string; state: string; subject: string }[];
    expect(letter).toMatchObject({
      state: 'delivered',
      subject: expect.stringContaining('roroga'),
    });
    expect(await text(`/invii/${letter!.id}`)).toContain('31 maggio 2022');
    const again = await officer.post(`${actions}/comunica-proroga`, told);
    expect([again.status, await again.text()]).toEqual([
      409,
      expect.stringContaining('è già partita'),
    ]);
  });

  it('shows how the system stands, lifts a suspension once, and gives figures to programs on this machine', async () => {
    const { db, settings, clock } = server.environment;
    const suspended = { since: clock.now(), response: '535 no' };
    await db.query(`update setting set value = value || $2::jsonb where key = $1`, [
      `mailbox/${settings.mailbox}`,
      JSON.stringify({ suspended }),
    ]);
    expect(await text('/sistema')).toContain('Togli la sospensione');
    const path = '/sistema/casella/riprendi';
    expect((await officer.post(path, { motivo: '' })).status).toBe(422);
    expect((await officer.post(path, { motivo: 'password provata' })).status).toBe(303);
    expect((await officer.post(path, { motivo: 'due volte' })).status).toBe(409);
    expect(await text('/sistema')).not.toContain('Togli la sospensione');
    await db.query(
      `insert into mailbox_unread values ($1, 'Posta/PEC', '7', 42, 900, 'il server risponde «NO»', now(), 3, null)`,
      [settings.mailbox],
    );
    expect(await text('/sistema')).toMatch(/Messaggi non letti[^]*Posta\/PEC[^]*42[^]*«NO»/);
    const close = (fields: Record<string, string>) =>
      officer.post('/sistema/casella/non-letto', { messaggio: '7/42/Posta/PEC', ...fields });
    expect((await close({ esito: '' })).status).toBe(422);
    expect((await close({ esito: 'era pubblicità' })).status).toBe(303);
    expect((await close({ esito: 'due volte' })).status).toBe(409);
    expect(await text('/sistema')).not.toContain('Messaggi non letti');
    const url = `http://localhost:${server.port ?? 0}/metrics`;
    const figures = await fetch(url);
    expect(figures.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await figures.text()).toMatch(/^sollecito_facts \d+$/m);
    const forwarded = await fetch(url, { headers: { 'x-forwarded-for': '10.0.0.1' } });
    expect(forwarded.status).toBe(404);
  });

  it('tells what was done and by whom, and that the chains hold', async () => {
    expect((await officer.post('/registro-attivita/verifica', {})).status).toBe(303);
    const page = await text('/registro-attivita');
    expect(page).toContain('Nulla è stato cambiato, tolto o riordinato');
    expect(page).toContain('Sospensione della casella tolta');
    expect(page).toContain('Invio incerto: tenuta per inviata');
  });

  it('shows what the evidence file holds, checked as it is made, and gives the same file', async () => {
    const base = '/adempimenti/110001/push-erp/2021-12-31/fascicolo';
    const page = await text(base);
    expect(page).toContain(
      'ogni originale ha l’impronta registrata; firme, ricevute, fatti e catena tornano',
    );
    expect(page).toContain('Ricevuta di accettazione');
    expect(page).toContain('sha256sum -c SHA256SUMS');
    const zip = await officer.get(`${base}.zip`);
    expect(zip.headers.get('content-type')).toBe('application/zip');
    const head = /[0-9a-f]{64}/.exec(page.slice(page.indexOf('id="testa"')))![0];
    const report = verifyEvidence(new Uint8Array(await zip.arrayBuffer()), { head });
    expect(report).toMatchObject({ ok: true, problems: [] });
  });

  it('gives no evidence file over an original that was overwritten, and says which', async () => {
    const base = '/adempimenti/110001/push-erp/2021-12-31/fascicolo';
    const { db } = server.environment;
    const [receipt] = (await db.query(
      `select r.sha256, r.bytes from raw_message r join dispatch d on d.message_id = r.dispatch
         join letter l on l.id = d.letter where l.municipality = '110001' limit 1`,
    )) as { sha256: string; bytes: Buffer }[];
    const overwrite = 'update raw_message set bytes = $2 where sha256 = $1';
    await db.query(overwrite, [receipt!.sha256, Buffer.from('un’altra ricevuta')]);
    try {
      const page = await text(base);
      expect(page).toContain('un originale manca o non corrisponde a quanto è registrato');
      expect(page).toContain(receipt!.sha256);
      expect(page).not.toContain('Scarica il fascicolo');
      const zip = await officer.get(`${base}.zip`);
      expect([zip.status, zip.headers.get('content-type')]).toEqual([
        409,
        expect.stringContaining('text/html'),
      ]);
    } finally {
      await db.query(overwrite, [receipt!.sha256, receipt!.bytes]);
    }
  });

  it.each(['csv', 'xlsx', 'ods'])('gives models in %s', async (format) => {
    const model = await officer.get(`/patrimonio/modelli/consistenza.${format}`);
    expect([model.status, model.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringContaining(`consistenza.${format}`),
    ]);
    expect((await officer.get(`/patrimonio/modelli/altro.${format}`)).status).toBe(404);
  });
});
