import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import { prepareWeb, WebModule } from '@app/web';
import { Accounts } from '@app/workflow';
import type { Office } from '../../libs/workflow/src/going-out/testing/office.js';
import { anOffice } from '../../libs/workflow/src/going-out/testing/office.js';
import type { ReverseProxy } from '../support/reverse-proxy.js';
import { reverseProxy, Visitor } from '../support/reverse-proxy.js';

const PASSWORD = 'quattro parole messe in fila';

describe('failed sign-ins behind a proxy that is trusted', () => {
  let office: Office;
  let app: NestExpressApplication;
  let proxy: ReverseProxy;
  let accounts: Accounts;

  beforeAll(async () => {
    office = await anOffice({ over: (workflow) => [WebModule.over(workflow)] });
    app = office.module.createNestApplication<NestExpressApplication>({ logger: false });
    await prepareWeb(app, {
      publicUrl: 'https://sollecito.regione.example',
      trustProxy: ['127.0.0.0/8'],
    });
    await app.listen(0, '127.0.0.1');
    proxy = await reverseProxy((app.getHttpServer().address() as AddressInfo).port);
    accounts = office.get(Accounts);
    await accounts.firstLink();
  }, 120_000);

  afterAll(async () => {
    await proxy?.close();
    await app?.close();
    await office?.close();
  });

  /** An account with a password. */
  async function account(id: string): Promise<void> {
    await accounts.add(id, id, 'lettore');
    await accounts.changePassword((await accounts.byId(id))!, PASSWORD, '');
  }

  const passwords = async (
    times: number,
    utente: string,
    client: string,
    password = 'sbagliata di sicuro',
  ): Promise<number[]> => {
    const visitor = new Visitor(proxy.port, { 'x-test-client': client });
    const one = () => visitor.post(`/accesso`, { utente, password });
    const answers = await Promise.all(Array.from({ length: times }, one));
    return answers.map(({ status }) => status);
  };
  const tally = (statuses: readonly number[], status: number): number =>
    statuses.filter((one) => one === status).length;

  it('sixty at once on one account from one place are five that are looked at', async () => {
    await account('sessanta');
    const statuses = await passwords(60, 'sessanta', '198.51.100.1');
    expect({ looked: tally(statuses, 422), told: tally(statuses, 429) }).toEqual({
      ...{ looked: 5, told: 55 },
    });
    // The right password too must wait there, and only there: the others at the proxy are not he.
    expect(await passwords(1, 'sessanta', '198.51.100.1', PASSWORD)).toEqual([429]);
    expect(await passwords(1, 'sessanta', '198.51.100.2', PASSWORD)).toEqual([303]);
  });

  it('those of one person lock nobody else out, at the same address either', async () => {
    await account('collega');
    for (let round = 0; round < 4; round += 1) await passwords(15, 'distratto', '198.51.100.3');
    expect(await passwords(1, 'collega', '198.51.100.3', PASSWORD)).toEqual([303]);
  });

  it('many accounts tried from one address make that address wait, and no other', async () => {
    await account('vicino');
    const visitor = new Visitor(proxy.port, { 'x-test-client': '198.51.100.4' });
    const one = (n: number) => visitor.post(`/accesso`, { utente: `nome${n}`, password: 'x' });
    const statuses = (await Promise.all(Array.from({ length: 60 }, (_, n) => one(n)))).map(
      ({ status }) => status,
    );
    expect(tally(statuses, 422)).toBe(50);
    expect(await passwords(1, 'vicino', '198.51.100.4', PASSWORD)).toEqual([429]);
    expect(await passwords(1, 'vicino', '198.51.100.5', PASSWORD)).toEqual([303]);
    // What a client claims of itself is not what the proxy saw.
    const liar = new Visitor(proxy.port, {
      ...{ 'x-test-client': '198.51.100.4', 'x-forwarded-for': '198.51.100.77' },
    });
    const form = { utente: 'vicino', password: PASSWORD };
    expect((await liar.post(`/accesso`, form)).status).toBe(429);
  });

  it('an account tried from everywhere opens to the browser that signed in before', async () => {
    await account('bersaglio');
    const known = new Visitor(proxy.port, { 'x-test-client': '198.51.100.6' });
    const form = { utente: 'bersaglio', password: PASSWORD };
    expect((await known.post(`/accesso`, form)).status).toBe(303);
    const everywhere = await Promise.all(
      Array.from({ length: 40 }, (_, n) => passwords(1, 'bersaglio', `203.0.113.${n}`)),
    );
    expect(tally(everywhere.flat(), 422)).toBe(20);
    expect(await passwords(1, 'bersaglio', '198.51.100.7', PASSWORD)).toEqual([429]);
    expect((await known.post(`/accesso`, form)).status).toBe(303);
    // A minute later there is one attempt again for anybody.
    await office.db.query(`update attempt set used_until = used_until - interval '61 seconds'`);
    expect(await passwords(1, 'bersaglio', '198.51.100.7', PASSWORD)).toEqual([303]);
  });

  it('a long name, a repeated one, one in other letters are each the account that they write', async () => {
    expect(await passwords(1, 'è'.repeat(10_000), '198.51.100.8')).toEqual([422]);
    await passwords(5, 'maiuscolo', '198.51.100.9');
    expect(await passwords(1, ' MAIUSCOLO ', '198.51.100.9')).toEqual([429]);
  });

  it('guesses at links and calendars are counted too, by address', async () => {
    const guess = (n: number) => `${'x'.repeat(40)}${String(n).padStart(3, '0')}`;
    const visitor = new Visitor(proxy.port, { 'x-test-client': '198.51.100.10' });
    const paths = [
      (n: number) => visitor.get(`/accesso/${guess(n)}`),
      (n: number) => visitor.post(`/accesso/${guess(n)}`),
      (n: number) => visitor.get(`/calendario/${guess(n)}.ics`),
    ];
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => paths[n % 3]!(n)));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
    const { headers, text } = answers.find(({ status }) => status === 429)!;
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(text).toContain('Troppi tentativi');
    const link = await accounts.newLink('amministratore');
    const elsewhere = new Visitor(proxy.port, { 'x-test-client': '198.51.100.11' });
    expect((await elsewhere.get(`/accesso/${link}`)).status).toBe(200);
  });
});
