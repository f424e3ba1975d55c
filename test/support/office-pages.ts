import { expect } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import supertest from 'supertest';
import { prepareWeb, WebModule } from '@app/web';
import { Accounts } from '@app/workflow';
import type { Office, OfficeOptions } from '../../libs/workflow/src/going-out/testing/office.js';
import { anOffice } from '../../libs/workflow/src/going-out/testing/office.js';

/** The pages over an office in which the opening letters are due, read as an officer's browser would. */
export class OfficePages {
  private constructor(
    readonly office: Office,
    private readonly app: NestExpressApplication,
    private readonly cookie: string,
  ) {}

  static async open(options: OfficeOptions): Promise<OfficePages> {
    const office = await anOffice({ ...options, over: (workflow) => [WebModule.over(workflow)] });
    const app = office.module.createNestApplication<NestExpressApplication>({ logger: false });
    await prepareWeb(app);
    await app.init();
    const link = await office.get(Accounts).firstLink();
    const entered = await supertest(app.getHttpServer()).post(`/accesso/${link ?? ''}`);
    return new OfficePages(office, app, String(entered.headers['set-cookie']?.[0]).split(';')[0]!);
  }

  async get(path: string) {
    const response = await supertest(this.app.getHttpServer()).get(path).set('cookie', this.cookie);
    return { ...response, text: (response.text ?? '').replaceAll('&#x27;', '’') };
  }

  /** Sends a form. */
  async post(path: string, form: Readonly<Record<string, string>>) {
    const page = await this.get('/profilo');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const sent = supertest(this.app.getHttpServer()).post(path).set('cookie', this.cookie);
    return sent.type('form').send({ ...form, _csrf: token });
  }

  /** The words of a page, as they are read. */
  async words(path: string): Promise<string> {
    const { status, text } = await this.get(path);
    expect({ path, status }).toEqual({ path, status: 200 });
    return text
      .slice(text.indexOf('<main'))
      .replace(/<[^>]+>/g, ' ')
      .replace(/&quot;/g, '"')
      .replace(/\s+/g, ' ');
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.office.close();
  }
}
