import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { prepareWeb, WebModule } from '@app/web';
import { Accounts, LANES, Readers, readWith } from '@app/workflow';
import type { Office } from '../../libs/workflow/src/going-out/testing/office.js';
import { anOffice } from '../../libs/workflow/src/going-out/testing/office.js';
import { cells, ods, xlsx } from '../../libs/workflow/src/untrusted/testing/hostile.js';
import type { Compiled } from '../support/compiled.js';
import { compiled } from '../support/compiled.js';
import { SignedIn } from '../support/signed-in.js';

describe('a hostile file, handed in by the page', () => {
  let office: Office;
  let app: NestExpressApplication;
  let code: Compiled;
  let officer: SignedIn;

  beforeAll(async () => {
    code = compiled('libs/workflow/src');
    const lanes = { ...LANES, files: { ...LANES.files, seconds: 2 } };
    readWith(new Readers(pathToFileURL(`${code.folder}/untrusted/child.js`), lanes));
    office = await anOffice({ over: (workflow) => [WebModule.over(workflow)] });
    app = office.module.createNestApplication<NestExpressApplication>({ logger: false });
    await prepareWeb(app);
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const link = await office.get(Accounts).firstLink();
    officer = await SignedIn.by(url, `${url}/accesso/${link ?? ''}`);
  });
  afterAll(async () => {
    readWith(new Readers(null));
    await app.close();
    await office.close();
    code.remove();
  });

  const handedIn = async (bytes: Uint8Array | string) => {
    const form = { tipo: 'consistenza' };
    const page = await officer.send('/patrimonio/importa', form, [{ name: 'f.xlsx', bytes }]);
    return { status: page.status, text: await page.text() };
  };
  const kept = async (): Promise<unknown> =>
    office.db.query(
      'select (select count(*) from fact)::int as facts, (select count(*) from imported_file)::int as files',
    );

  it('is refused with a sentence that names the limit, and changes nothing', async () => {
    const before = await kept();
    const { status, text } = await handedIn(xlsx(cells('A1', 'XFD300000')));
    expect([status, text]).toEqual([422, expect.stringMatching(/16\.384 colonne, al massimo 200/)]);
    expect(await kept()).toEqual(before);
  });

  it('leaves the other pages to others, and the next file to be read', async () => {
    const answered: string[] = [];
    const bomb = handedIn(ods(1_048_576, 16_384)).then(({ status, text }) => {
      answered.push(`file ${status}`);
      return text;
    });
    const next = handedIn('comune;stato\n110001;venduto\n');
    answered.push(`status ${(await officer.get('/status')).status}`);
    expect(await bomb).toMatch(/la lettura è stata fermata perché supera il limite di/);
    expect(answered).toEqual(['status 200', 'file 422']);
    expect(await next).toEqual({ status: 422, text: expect.stringContaining('colonna mancante') });
  });
});
