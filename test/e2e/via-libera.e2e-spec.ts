import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultSurvey } from '@app/contract';
import type { Instant } from '@app/domain';
import { addSurveyVersion } from '@app/persistence';
import type { Server } from '@app/server';
import { Batches, TimeMachine } from '@app/workflow';
import { startSandboxServer, temporaryFolder } from '../support/sandbox-server.js';
import { SignedIn } from '../support/signed-in.js';

const EVENING = '2022-03-15T17:00:00.000Z' as Instant;
const WEDNESDAY = '2022-03-16T17:00:00.000Z' as Instant;
const SURVEY = defaultSurvey();

describe('the pages «Modelli» and «Via libera»', () => {
  const folder = temporaryFolder('via-libera');
  let server: Server;
  let officer: SignedIn;
  let url: string;

  const page = async (path: string, status = 200): Promise<string> => {
    const response = await officer.get(path);
    const text = await response.text();
    expect({ path, status: response.status }).toEqual({ path, status });
    return text.replaceAll('&#x27;', '’');
  };
  const sent = async (): Promise<number> => {
    const [row] = await server.environment.db.query(
      `select count(*)::int as n from letter where rung = 'reminder-1' and state not in ('queued', 'withdrawn', 'stopped')`,
    );
    return row.n;
  };

  beforeAll(async () => {
    server = await startSandboxServer(folder.path);
    url = `http://127.0.0.1:${server.port}`;
    officer = await SignedIn.by(url, `${url}/accesso/${server.firstLink}`);
    await server.app.get(TimeMachine, { strict: false }).moveTo(EVENING);
    const { version } = SURVEY;
    const asking = {
      ...SURVEY,
      version: version + 1,
      requiresProtocol: true,
      requiresFourEyes: true,
    };
    await addSurveyVersion(server.environment.db, asking, EVENING, 'admin');
    await server.app.get(TimeMachine, { strict: false }).moveTo(WEDNESDAY);
  }, 480_000);

  afterAll(async () => {
    await server.close();
    folder.remove();
  }, 60_000);

  it('show each waiting letter with its reason, and what can be prepared', async () => {
    const text = await page('/via-libera');
    expect(text).toContain('In attesa di approvazione');
    expect(text).toContain('chiede che una persona prepari l’invio e un’altra lo approvi');
    expect(text).toContain('Primo sollecito');
    expect(await sent()).toBe(0);
    const letter = await page(
      /href="(\/invii\/[^"]+)"/.exec(text.slice(text.indexOf('attesa')))![1]!,
    );
    expect(letter).toContain('In attesa di approvazione: «Ricognizione');
  });

  it('are no place where letters wait unseen: first page, menu and plan say so, and for what', async () => {
    const dashboard = await page('/');
    const tiles = dashboard.slice(dashboard.indexOf('class="riquadri"'));
    expect(tiles.indexOf('Lettere in attesa di qualcuno')).toBeLessThan(
      tiles.indexOf('In scadenza entro'),
    );
    expect(tiles).toMatch(/\d+ in attesa di approvazione/);
    expect(dashboard).toMatch(
      /class="conteggio">\d+<span class="visually-hidden"> letter[ae] in attesa/,
    );
    expect(dashboard).not.toContain('Tutto a posto');
    expect(dashboard).not.toContain('parte nessuna lettera');
    const plan = await page('/piano');
    expect(plan).toContain('In attesa di qualcuno');
    expect(plan).toContain('Prima serve l’approvazione di una seconda persona');
    expect(await page('/piano/esporta?formato=csv')).toContain('In attesa di approvazione');
    const preview = /href="(\/piano\/anteprima[^"]+)"/
      .exec(plan)![1]!
      .replaceAll('&#x3D;', '=')
      .replaceAll('&amp;', '&');
    expect(await page(preview)).toContain('Non parte da sola');
  });

  it('refuse the approval of whoever prepared, and take another person’s', async () => {
    const form = { ricognizione: SURVEY.id, ciclo: '2021-12-31', gradino: 'reminder-1' };
    const prepared = await officer.post('/via-libera/prepara', form);
    expect(prepared.status).toBe(303);
    const batch = prepared.headers.get('location')!.replace(/\?.*/, '');
    expect(await page(batch)).toContain('lo approva un’altra persona');
    const own = await officer.post(`${batch}/approva`, {});
    expect(own.status).toBe(409);
    expect(await own.text()).toContain('Chi ha preparato l’invio non può approvarlo');
    const id = batch.split('/').at(-1)!;
    const other = { id: 'bianchi', approver: true };
    await server.app.get(Batches, { strict: false }).approve(id, other, new Set());
    expect(await page(batch)).toContain('bianchi');
    // The evening of the approval: those let go are said to leave, with the moment.
    expect(await page('/')).toMatch(/\d+ letter[ae] in partenza, dal \d\d\/\d\d\/2022, ore /);
    const plan = await page('/piano');
    expect(plan).toContain('In partenza: ');
    expect(plan).toContain('Partono poi: ');
  });

  it('let the letters go with their numbers once both have acted', async () => {
    await server.app
      .get(TimeMachine, { strict: false })
      .moveTo('2022-03-17T17:00:00.000Z' as Instant);
    expect(await sent()).toBeGreaterThan(3);
    const text = await page('/via-libera');
    expect(text).toContain('Approvato');
    expect(text).not.toContain('Prepara<span class="visually-hidden"> Primo sollecito,');
  });

  it('show the protocol of a letter, refuse a wrong number and keep what was typed', async () => {
    const [letter] = await server.environment.db.query(
      `select id from letter where rung = 'reminder-1' and state <> 'withdrawn' limit 1`,
    );
    expect(await page(`/via-libera/lettere/${letter.id}`)).toContain('sistema di protocollo');
    const late = await officer.post(`/via-libera/lettere/${letter.id}/protocollo`, {
      numero: '42',
      data: '2022-03-17',
    });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('già partita');
    await page('/via-libera/lettere/push-erp/110001/1999-01-01', 404);
  });

  it('take a number by hand, a signed PDF and a ready Segnatura for a letter that waits', async () => {
    await server.app
      .get(TimeMachine, { strict: false })
      .moveTo('2022-03-25T17:00:00.000Z' as Instant);
    const [letter] = await server.environment.db.query(
      `select id from letter where rung = 'reminder-2' and state = 'queued' order by id limit 1`,
    );
    const self = `/via-libera/lettere/${letter.id}`;
    const wrong = await officer.post(`${self}/protocollo`, { numero: 'X-1', data: '2022-03-26' });
    expect(wrong.status).toBe(409);
    const again = await wrong.text();
    expect(again).toContain('nel futuro');
    expect(again).toContain('value="X-1"');
    const right = { numero: 'X-1', data: '2022-03-25', firma: 'si' };
    expect((await officer.post(`${self}/protocollo`, right)).status).toBe(303);
    const before = await page(self);
    const token = /name="_csrf" value="([^"]+)"/.exec(before)![1]!;
    const { cookie } = officer as unknown as { cookie: string };
    const upload = (bytes: string, csrf: string, kind = 'signed-pdf'): Promise<Response> => {
      const form = new FormData();
      form.set('_csrf', csrf);
      form.set('tipo', kind);
      form.set('file', new Blob([bytes]), kind === 'segnatura' ? 'pronta.xml' : 'così.pdf');
      return fetch(`${url}${self}/allegati`, {
        method: 'POST',
        body: form,
        headers: { cookie },
        redirect: 'manual',
      });
    };
    const unsigned = await upload('%PDF-1.7\n%%EOF', token);
    expect(unsigned.status).toBe(409);
    expect(await unsigned.text()).toContain('non contiene una firma');
    const signed = '%PDF-1.7\n<</ByteRange [0 1 2 3]>>\n%%EOF';
    expect((await upload(signed, 'un altro')).status).toBe(403);
    expect((await upload('x'.repeat(10 * 1024 * 1024 + 1), token)).status).toBe(413);
    expect((await upload(signed, token)).status).toBe(303);
    expect(await page(self)).toContain('PDF firmato (così.pdf)');
    const segnatura = (number: string): string =>
      `<Segnatura><Intestazione><Identificatore><NumeroRegistrazione>${number}</NumeroRegistrazione></Identificatore></Intestazione></Segnatura>`;
    const other = await upload(segnatura('X-2'), token, 'segnatura');
    expect(other.status).toBe(409);
    expect((await upload(segnatura('X-1'), token, 'segnatura')).status).toBe(303);
    // It leaves under the one name that recipients look for, whatever the file was called.
    expect(await page(self)).toContain('Segnatura.xml (Segnatura.xml)');
  });

  it('check a CSV first, and register it when asked once more', async () => {
    await page('/via-libera/protocolli');
    const csv = 'lettera;numero;data\nniente;1;17/03/2022\n';
    const checked = await officer.post('/via-libera/protocolli', { testo: csv });
    expect(checked.status).toBe(422);
    expect(await checked.text()).toContain('Nessuna lettera ha questo codice');
  });

  it('list the first week, go to trial with a reason, and back by the list that was read', async () => {
    const path = '/via-libera/esercizio';
    expect(await page(path)).toContain('Torna al collaudo');
    const silent = await officer.post(`${path}/collaudo`, { motivo: '' });
    expect(silent.status).toBe(409);
    expect((await officer.post(`${path}/collaudo`, { motivo: 'prova' })).status).toBe(303);
    const bad = await officer.post(`${path}/indirizzi`, { indirizzi: 'Comune di Andria' });
    expect(bad.status).toBe(409);
    expect(await bad.text()).toContain('Comune di Andria');
    await officer.post(`${path}/indirizzi`, { indirizzi: 'prova@pec.example' });
    const trial = await page(path);
    expect(trial).toContain('prova@pec.example');
    expect((await officer.post(`${path}/avvia`, { elenco: 'altro' })).status).toBe(409);
    const digest = /name="elenco" value="([^"]+)"/.exec(trial)![1]!;
    expect((await officer.post(`${path}/avvia`, { elenco: digest })).status).toBe(303);
    expect(await page('/via-libera')).toContain('Messo in esercizio l’invio');
  });

  it('list the templates, their versions and texts', async () => {
    expect(await page('/modelli')).toContain('Ultimo avviso');
    const text = await page('/modelli/reminder');
    expect(text).toContain('Versione di serie.');
    await page('/modelli/nessuno', 404);
    await page('/modelli/reminder/versioni/99', 404);
    expect(await page('/modelli/reminder/versioni/1')).toContain('È la prima versione');
  });

  it('keep the typed text after an error, with template, line and name', async () => {
    const wrong = await officer.post('/modelli/reminder/modifica', {
      subject: 'Testo mio {{scadnza}}',
      nota: 'prova',
      versione: '1',
    });
    expect(wrong.status).toBe(422);
    const text = await wrong.text();
    expect(text).toContain('Testo mio {{scadnza}}');
    expect(text).toContain('reminder/subject.hbs, riga 1, «scadnza»');
    expect(text).toContain('href="#campo-subject"');
  });

  it('save a new version, show its difference, and go back by another', async () => {
    const form = await page('/modelli/reminder/modifica');
    const subject = /<textarea id="campo-subject"[^>]*>([^<]*)</
      .exec(form)![1]!
      .replaceAll('&gt;', '>');
    const plain = subject
      .replaceAll('&quot;', '"')
      .replaceAll('&#x3D;', '=')
      .replaceAll('&amp;', '&');
    const change = { subject: `Avviso – ${plain}`, nota: 'più chiaro', versione: '1' };
    expect((await officer.post('/modelli/reminder/modifica', change)).status).toBe(303);
    expect(await page('/modelli/reminder/versioni/2')).toContain('+ Avviso –');
    const stale = await officer.post('/modelli/reminder/modifica', { ...change, subject: 'Altro' });
    expect(stale.status).toBe(409);
    const back = await officer.post('/modelli/reminder/versioni/1/ripristina', { versione: '2' });
    expect(back.status).toBe(303);
    expect(await page('/modelli/reminder')).toContain('rimessa in vigore');
  });

  it('preview any template on any municipality and round, saved or only typed, in e-mail and PDF', async () => {
    const query = '?comune=110002&ciclo=push-erp%2F2021-12-31';
    expect(await page(`/modelli/overdue/anteprima${query}`)).toContain('Barletta');
    const pdf = await officer.get(`/modelli/overdue/anteprima/pdf${query}`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const draft = await officer.post('/modelli/overdue/anteprima', { subject: 'Bozza {{codice}}' });
    expect(await draft.text()).toContain('Bozza SOL-');
    const drawn = await officer.post('/modelli/overdue/anteprima', {
      subject: 'Bozza {{codice}}',
      azione: 'pdf',
    });
    expect(drawn.headers.get('content-type')).toBe('application/pdf');
    const nobody = '/modelli/overdue/anteprima?comune=999999&ciclo=push-erp%2F2021-12-31';
    expect(await page(nobody, 422)).toContain('Nessun Comune si chiama «999999»');
  });

  it('are closed to strangers', async () => {
    const stranger = await fetch(`${url}/via-libera`, { redirect: 'manual' });
    expect(stranger.status).toBe(303);
    const post = await fetch(`${url}/via-libera/esercizio/avvia`, { method: 'POST' });
    expect(post.status).toBe(401);
  });

  it('send a failed letter once more by its own page, once however often one clicks', async () => {
    const [failed] = await server.environment.db.query(
      `select id, obligation, municipality from letter where state = 'failed' order by decided_at desc limit 1`,
    );
    expect(await page(`/invii/${failed.id}`)).toContain(`href="/invii/${failed.id}/rispedisci"`);
    expect(await page('/')).toContain(`href="/invii/${failed.id}/rispedisci"`);
    const way = await officer.get(`/invii/${failed.id}/rispedisci`);
    const form = new URL(way.headers.get('location')!, url);
    const self = `/adempimenti/${failed.municipality}/${failed.obligation}`;
    expect([form.pathname, form.searchParams.get('lettera')]).toEqual([
      `${self}/azioni/rispedisci`,
      failed.id,
    ]);
    expect(await page(form.pathname + form.search)).toContain(`value="${failed.id}" selected`);
    const asked = { lettera: failed.id, motivo: 'Casella svuotata' };
    const confirm = await officer.post(form.pathname, asked);
    const shown = await confirm.text();
    expect(confirm.ok).toBe(true);
    expect(shown).toContain('Rispedizione, disposta dall');
    expect(shown).toContain('approvazione di una seconda persona');
    const clicks = await Promise.all(
      [1, 2].map(() => officer.post(form.pathname, { ...asked, conferma: 'si' })),
    );
    expect(clicks.map(({ status }) => status)).toEqual([303, 303]);
    const [count] = await server.environment.db.query(
      `select count(*)::int as n from fact where type = 'resend-requested'`,
    );
    expect(count.n).toBe(1);
    expect(await page(`${self}?fatto=rispedisci&gia=si`)).toContain('nulla di nuovo');
    expect(await page(`/invii/${failed.id}`)).not.toContain('>Rispedisci<');
    const other = await officer.post(form.pathname, { ...asked, lettera: 'x', conferma: 'si' });
    expect(other.status).toBe(422);
  });
});
