import { readFileSync } from 'node:fs';
import { Body, Controller, Get, NotFoundException, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { CursorRow } from '@app/persistence';
import type { HealthTone } from '@app/workflow';
import { Health, healthChecks, MailboxDesk, metricsText, WorkflowSettings } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { actorOf } from '../../access/visitor.js';
import type { StatusWord } from '../../vocabulary.js';
import type { FieldFault } from '../../view/fields.js';
import { queryText } from '../../view/paging.js';
import { Happenings } from '../clock/happenings.js';

const TONES: Readonly<Record<HealthTone, StatusWord>> = {
  good: { word: 'A posto', icon: 'it-check-circle', tone: 'success' },
  watch: { word: 'Da guardare', icon: 'it-warning-circle', tone: 'warning' },
  bad: { word: 'Da rimediare', icon: 'it-error', tone: 'danger' },
  idle: { word: 'Nulla da segnalare', icon: 'it-minus-circle', tone: 'secondary' },
};

const ORDER: readonly HealthTone[] = ['bad', 'watch', 'good', 'idle'];
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

const { version: VERSION } = JSON.parse(
  readFileSync(new URL('../../../../../package.json', import.meta.url), 'utf8'),
) as { version: string };

/** How the system stands, in words, for whoever looks after it; and in figures, for what watches it. */
@AllowedTo('amministratore')
@Controller()
export class SystemController {
  constructor(
    private readonly health: Health,
    private readonly mailbox: MailboxDesk,
    private readonly settings: WorkflowSettings,
    private readonly happenings: Happenings,
  ) {}

  @Get('sistema')
  async view(@Query('fatto') done: unknown, @Res() response: Response): Promise<void> {
    await this.#show(response, {
      done:
        done === 'ripresa'
          ? 'La sospensione è tolta: le lettere in attesa ripartono. Se l’accesso è ancora rifiutato, la casella si sospende di nuovo.'
          : done === 'messaggio'
            ? 'Il messaggio non letto è chiuso, con la motivazione agli atti: non si riprova più.'
            : null,
    });
  }

  /** Lets the mailbox send again, after a person has looked at its password. */
  @Post('sistema/casella/riprendi')
  async resume(
    @Body() form: Readonly<Record<string, unknown>>,
    @Res() response: Response,
  ): Promise<void> {
    const reason = queryText(form['motivo'], 2_000);
    if (reason === undefined) {
      response.status(422);
      const message = '«Che cosa è stato controllato» manca: resta agli atti.';
      await this.#show(response, { errors: [{ field: 'motivo', message }] });
      return;
    }
    if (!(await this.mailbox.resume({ by: actorOf(response), reason }))) {
      response.status(409);
      const message = 'La casella non è più sospesa: qualcun altro ha già tolto la sospensione.';
      await this.#show(response, { errors: [{ field: '', message }] });
      return;
    }
    await this.happenings.afterRecording();
    response.redirect(303, '/sistema?fatto=ripresa');
  }

  /** A person has seen to a message that can't be read: on the webmail, or by uploading it. */
  @Post('sistema/casella/non-letto')
  async closeUnread(
    @Body() form: Readonly<Record<string, unknown>>,
    @Res() response: Response,
  ): Promise<void> {
    const reason = queryText(form['esito'], 2_000);
    if (reason === undefined) {
      response.status(422);
      const message = '«Che cosa conteneva, e che cosa si è fatto» manca: resta agli atti.';
      await this.#show(response, { errors: [{ field: 'esito', message }] });
      return;
    }
    const place = placeOf(String(form['messaggio']));
    const who = { by: actorOf(response), reason };
    if (place === null || !(await this.mailbox.closeUnread(place, who))) {
      response.status(409);
      const message =
        'Il messaggio non è più tra quelli non letti: è stato letto o chiuso da altri.';
      await this.#show(response, { errors: [{ field: '', message }] });
      return;
    }
    response.redirect(303, '/sistema?fatto=messaggio');
  }

  /** For a program on this machine, and nobody else: a request that came through a proxy is not from here. */
  @AllowedTo('public')
  @Get('metrics')
  async metrics(@Req() request: Request, @Res() response: Response): Promise<void> {
    const forwarded = request.get('x-forwarded-for') ?? request.get('forwarded');
    const isHere = LOOPBACK.has(request.socket.remoteAddress ?? '') && forwarded === undefined;
    if (!isHere) throw new NotFoundException();
    response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
    response.end(metricsText(await this.health.facts()));
  }

  async #show(
    response: Response,
    more: { readonly done?: string | null; readonly errors?: readonly FieldFault[] },
  ): Promise<void> {
    const facts = await this.health.facts();
    const checks = healthChecks(facts)
      .map((one) => ({ ...one, status: TONES[one.tone] }))
      .sort((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone));
    response.render('sistema', {
      title: `${(more.errors ?? []).length > 0 ? 'Errore: ' : ''}Sistema`,
      ...more,
      error: more.errors?.find(({ field }) => field === 'motivo')?.message ?? null,
      unreadError: more.errors?.find(({ field }) => field === 'esito')?.message ?? null,
      unread: facts.unread,
      unreadOptions: facts.unread.map(({ folder, uidValidity, uid }) => ({
        value: `${uidValidity}/${uid}/${folder}`,
        word: `cartella ${folder}, UID ${uid}`,
      })),
      checks,
      bad: checks.filter(({ tone }) => tone === 'bad').length,
      watch: checks.filter(({ tone }) => tone === 'watch').length,
      suspended: facts.mailbox.suspended,
      address: this.settings.from,
      versions: [
        { label: 'Sollecito', text: VERSION },
        { label: 'Modalità', text: this.settings.sandbox ? 'prova' : 'esercizio' },
        { label: 'Node.js', text: process.versions.node },
        { label: 'PostgreSQL', text: facts.database.version },
        { label: 'Schema della base dati', text: facts.database.migration },
      ],
    });
  }
}

/** The message that a form names: UIDVALIDITY, UID, and the folder, whose name may hold anything. */
function placeOf(text: string): Omit<CursorRow, 'mailbox'> | null {
  const [, uidValidity, uid, folder] = /^([^/]+)\/(\d{1,15})\/(.+)$/.exec(text) ?? [];
  if (uidValidity === undefined || folder === undefined) return null;
  return { uidValidity, uid: Number(uid), folder };
}
