import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Server } from '@app/server';
import { SANDBOX_START } from '../../apps/server/src/options.js';
import { startSandboxServer, temporaryFolder } from '../support/sandbox-server.js';
import { SignedIn } from '../support/signed-in.js';

describe('a sandbox that begins anew', () => {
  const folder = temporaryFolder('restart');
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

  /** Asks until the page is there again: while the house is rebuilt the door answers 503. */
  async function page(path: string): Promise<string> {
    for (;;) {
      const answer = await officer.get(path);
      if (answer.status !== 503) return answer.text();
      expect(answer.headers.get('refresh')).toBe('2');
    }
  }

  const rows = async (table: string): Promise<number> => {
    const sql = `select count(*)::int as n from ${table}`;
    const [row] = (await server.environment.db.query(sql)) as { n: number }[];
    return row!.n;
  };

  /** The letters and facts of the first day, lived once more. */
  async function firstDay(): Promise<readonly unknown[]> {
    await officer.post('/prova/orologio', { azione: 'giorno', poi: '/' });
    while ((await officer.get('/prova/orologio?poi=/')).status !== 303);
    return (await server.environment.db.query(
      `select l.id, l.state, d.attempt, d.state as last from letter l left join dispatch d on d.letter = l.id order by l.id`,
    )) as unknown[];
  }

  it('asks first, waits for what runs, keeps who may sign in, and lives the same campaign again', async () => {
    const before = await firstDay();
    expect(before.length).toBeGreaterThan(0);
    expect(await page('/prova/ricomincia')).toContain('Si perde');
    expect((await officer.post('/prova/ricomincia', {})).status).toBe(400);
    expect(server.environment.clock.now() > SANDBOX_START).toBe(true);
    // While the clock is moving: the move ends first.
    await officer.post('/prova/orologio', { azione: 'giorno', poi: '/' });
    const asked = await officer.post('/prova/ricomincia', { conferma: 'si' });
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/']);
    const home = await page('/registro-attivita');
    expect(home).toContain('Prova ricominciata');
    expect(home).toContain('14/02/2022 09:00');
    await server.resumed;
    expect(await rows('reply')).toBe(0);
    expect(await firstDay()).toEqual(before);
  });

  it('is shown round once, and again when asked', async () => {
    expect(await page('/')).toContain('Un giro in sei passi');
    const away = await officer.post('/prova/visita', {});
    expect(away.headers.get('set-cookie')).toContain('visita=chiusa');
    expect(await page('/?visita=si')).toContain('Un giro in sei passi');
  });
});
