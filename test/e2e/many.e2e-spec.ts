import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultMunicipalities } from '@app/contract';
import { saveMunicipalities } from '@app/persistence';
import type { Server } from '@app/server';
import { startSandboxServer, temporaryFolder } from '../support/sandbox-server.js';
import { SignedIn } from '../support/signed-in.js';

/** With more municipalities than a list can be looked through, one writes the name, without JavaScript too. */
describe('a municipality among many', () => {
  const folder = temporaryFolder('many');
  let server: Server;
  let officer: SignedIn;

  beforeAll(async () => {
    server = await startSandboxServer(folder.path, { role: 'api' });
    const [first] = defaultMunicipalities();
    const more = Array.from({ length: 400 }, (_, n) => ({
      ...first!,
      istat: String(200_001 + n),
      name: `Comune di prova ${n + 1}`,
      belfiore: null,
      latitude: 37 + (n % 90) / 10,
      longitude: 8 + (n % 97) / 10,
      closingDays: ['03-17'],
    }));
    await saveMunicipalities(server.environment.db, more);
    const url = `http://localhost:${server.port ?? 0}`;
    officer = await SignedIn.by(url, `${url}/accesso/${server.firstLink ?? ''}`);
  }, 300_000);

  afterAll(async () => {
    await server?.close();
    folder.remove();
  });

  const text = async (path: string): Promise<string> => (await officer.get(path)).text();
  const FIELDS = [
    ...['/calendario', '/calendario/chiusure', '/calendario/abbonamenti', '/registro-attivita'],
    ...['/patrimonio/variazioni', '/patrimonio/confronto', '/modelli/reminder'],
  ];

  it.each(FIELDS)('is written in a field on %s, which lists nobody by itself', async (path) => {
    const page = await text(path);
    expect(page).toContain('<input type="text" id="campo-comune" name="comune"');
    expect(page).not.toContain('>Comune di prova 7</option>');
  });

  it.each(['/calendario', '/registro-attivita', '/patrimonio/variazioni', '/patrimonio/confronto'])(
    'that nobody knows is an error on %s, which keeps what was written',
    async (path) => {
      const page = await text(`${path}?comune=Atlantide`);
      expect(page).toContain('Nessun Comune si chiama «Atlantide»');
      expect(page).toContain('value="Atlantide"');
    },
  );

  it('is found by its name, and stands there by its name', async () => {
    const page = await text('/calendario?mese=2022-03&comune=trani');
    expect(page).toContain('value="Trani"');
    expect(page).toContain('href="/adempimenti/110009/push-erp/2021-12-31"');
  });

  it('is offered while one writes', async () => {
    expect(await text('/cerca/comuni?comune=prova+399')).toBe(
      '<option value="Comune di prova 399">ISTAT 200399</option>\n',
    );
    expect((await text('/cerca/comuni?comune=prova')).match(/<option/g)).toHaveLength(10);
  });

  it('is seen by name before a closing day is recorded; one that may be several is not guessed', async () => {
    const form = { comune: 'trani', giorno: '2022-05-02', quando: 'solo' };
    const wrong = await officer.post('/calendario/chiusure', { ...form, comune: 'prova' });
    expect(wrong.status).toBe(422);
    const again = await wrong.text();
    expect(again).toContain('«prova» può essere più di un Comune');
    expect(again).toContain('value="prova"');
    const asked = await (await officer.post('/calendario/chiusure', form)).text();
    expect(asked).toContain('<dd>Trani</dd>');
    expect(asked).toContain('<input type="hidden" name="comune" value="110009">');
  });

  it('has a calendar of its own only where that was chosen', async () => {
    const form = { che: 'municipality', comune: '', etichetta: 'Agenda' };
    const path = '/calendario/abbonamenti';
    const bare = await officer.post(path, form);
    expect([bare.status, (await bare.text()).includes('«Comune» manca')]).toEqual([422, true]);
    const both = await officer.post(path, { ...form, che: 'all', comune: 'Trani' });
    expect(await both.text()).toContain('È scritto un Comune, ma il calendario non è solo suo');
    const made = await (await officer.post(path, { ...form, comune: 'Trani' })).text();
    expect(made).toContain('Indirizzo di «Agenda»');
    expect(made).toContain('<td>Trani</td>');
  });

  it('stands on the map in a square with its neighbours, which leads to them', async () => {
    const map = (await text('/mappa')).replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    expect(map).toContain('Mappa dei Comuni, per zone');
    const [, area] = /href="(\/mappa\?[^"]*area=[^"]+)" aria-label="\d+ Comuni/.exec(map) ?? [];
    const page = await text(area!);
    expect(page).toContain('Una zona della mappa');
    expect(page).toContain('della zona, dati al');
    expect(page).toContain('role="region" aria-label="Mappa dei Comuni"');
    expect(await text('/mappa?area=99-99')).toContain('Mappa dei Comuni, per zone');
  });

  it('closes with others: the month counts them and leads to their list', async () => {
    expect(await text('/calendario?mese=2022-03')).toContain('chiusi: 400 Comuni');
    const list = await text('/calendario/chiusure?giorno=2022-03-17&nome=prova+399');
    expect(list).toContain('1 giorno di chiusura<');
  });

  it('that nobody knows has no preview; the choice comes back with what was written', async () => {
    const path = '/modelli/overdue/anteprima?ciclo=push-erp%2F2021-12-31&comune=';
    const wrong = await officer.get(`${path}Atlantide`);
    const page = await wrong.text();
    expect([wrong.status, page.includes('value="Atlantide"')]).toEqual([422, true]);
    expect(await text(`${path}barletta`)).toContain('Anteprima: ');
  });
});
