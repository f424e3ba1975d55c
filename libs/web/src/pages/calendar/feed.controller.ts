import {
  Body,
  Controller,
  Get,
  NotFoundException,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import type { CalendarFeedRow } from '@app/persistence';
import { CalendarFeeds, Reference } from '@app/workflow';
import type { CalendarScope, ReferenceData } from '@app/workflow';
import { AllowedTo, mayAct } from '../../access/roles.js';
import { actorOf, visitorOf } from '../../access/visitor.js';
import { callerOf, tooMany } from '../../access/caller.js';
import type { FieldFault, FieldSpec, FieldValues } from '../../view/fields.js';
import { faultsOf, fieldViews, valuesOf } from '../../view/fields.js';
import { MOST_LISTED, municipalityAsked } from '../../view/municipality-choice.js';
import { sendFile } from '../../http/send-file.js';
import { siteOf } from '../../http/site.js';
import { icalText } from './ical.js';

const PAGE = '/calendario/abbonamenti';
const TOKEN = /^[\w-]{43}$/;

/** Calendars to subscribe to: made and ended from the page, read by whoever has the secret address. */
@Controller('calendario')
export class FeedController {
  constructor(
    private readonly reference: Reference,
    private readonly feeds: CalendarFeeds,
  ) {}

  @AllowedTo('lettore')
  @Get('abbonamenti')
  async list(@Query('fatto') done: unknown, @Res() response: Response): Promise<void> {
    const ended = 'Il calendario è revocato: il suo indirizzo non risponde più.';
    await this.#show(response, { done: done === 'revocato' ? ended : null });
  }

  @AllowedTo('operatore')
  @Post('abbonamenti')
  async create(
    @Body() form: Readonly<Record<string, unknown>>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const names = await this.reference.load();
    const fields = fieldsOver(names);
    const values = valuesOf(fields, form);
    const faults = [...faultsOf(fields, values), ...ownFaults(values)];
    if (faults.length > 0) return this.#show(response, { values, faults });
    const label = values['etichetta'] ?? '';
    const made = await this.feeds.create(scopeOf(values, names), label, actorOf(response));
    if ('refused' in made) {
      return this.#show(response, { values, faults: [{ field: 'che', message: made.message }] });
    }
    return this.#show(response, {
      link: siteOf(response).url(`/calendario/${made.token}.ics`, request),
      linkFor: label,
    });
  }

  @AllowedTo('operatore')
  @Post('abbonamenti/:id/revoca')
  async revoke(
    @Param('id') id: string,
    @Body('conferma') confirmed: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const feed = (await this.feeds.list()).find((one) => one.id === id && one.revokedAt === null);
    if (feed === undefined) throw new NotFoundException();
    if (confirmed === 'si') {
      await this.feeds.revoke(id, actorOf(response));
      response.redirect(303, `${PAGE}?fatto=revocato`);
      return;
    }
    const { label } = feed;
    response.render('conferma', {
      title: 'Conferma la revoca del calendario',
      heading: 'Revoca il calendario',
      subject: label,
      effect: `Chi ha l’indirizzo di «${label}» non lo riceve più, da subito. L’indirizzo non si può riattivare: se serve ancora se ne crea un altro.`,
      fields: [],
      button: 'Revoca',
      noBack: true,
      here: `${PAGE}/${id}/revoca`,
      back: PAGE,
      crumbs: [...CRUMBS, { word: 'Revoca' }],
    });
  }

  /** The calendar itself: no session, the address is the key. */
  @AllowedTo('public')
  @Get(':token.ics')
  async ics(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const content = TOKEN.test(token)
      ? await this.feeds.read(token, callerOf(request, response))
      : null;
    if (content === null) throw new NotFoundException();
    if ('wait' in content) throw tooMany(response, content.wait);
    const names = await this.reference.load();
    const name = `Sollecito – ${scopeWord(content.feed, names)}`;
    const text = icalText(name, content.entries, names, siteOf(response).url('', request));
    const bytes = Buffer.from(text, 'utf8');
    sendFile(response, bytes, 'sollecito.ics', 'text/calendar; charset=utf-8', 'inline');
  }

  async #show(
    response: Response,
    more: {
      values?: FieldValues;
      faults?: readonly FieldFault[];
      link?: string;
      linkFor?: string;
      done?: string | null;
    },
  ): Promise<void> {
    const names = await this.reference.load();
    const faults = more.faults ?? [];
    if (faults.length > 0) response.status(422);
    const all = (await this.feeds.list()).map((feed) => ({
      ...feed,
      scopeWord: scopeWord(feed, names),
    }));
    response.render('calendario-abbonamenti', {
      title: `${faults.length > 0 ? 'Errore: ' : ''}Calendari in abbonamento`,
      crumbs: CRUMBS,
      feeds: all.filter(({ revokedAt }) => revokedAt === null),
      ended: all.filter(({ revokedAt }) => revokedAt !== null),
      mayChange: mayAct(visitorOf(response)!.account.role, 'operatore'),
      errors: faults,
      fields: fieldViews(fieldsOver(names), more.values ?? null, faults),
      link: more.link,
      linkFor: more.linkFor,
      done: more.done ?? null,
    });
  }
}

const CRUMBS = [{ href: '/calendario', word: 'Calendario' }, { word: 'Abbonamenti' }];

const ONE = 'municipality';

function fieldsOver({ surveys, municipalities }: ReferenceData): readonly FieldSpec[] {
  const many = municipalities.size > MOST_LISTED;
  const place: FieldSpec = {
    ...{ name: 'comune', label: 'Comune', type: 'municipality' as const, required: false },
    municipalities,
    hint: 'Nome o codice ISTAT, se il calendario è di un Comune soltanto.',
  };
  return [
    {
      name: 'che',
      label: 'Che cosa mostra',
      type: 'select',
      required: true,
      initial: 'all',
      options: [
        { value: 'all', word: 'Tutto' },
        ...[...surveys.values()].map((one) => ({
          value: `survey/${one.id}`,
          word: `Solo: ${one.shortTitle}`,
        })),
        ...(many
          ? [{ value: ONE, word: 'Solo un Comune, quello scritto qui sotto' }]
          : [...municipalities.values()].map((one) => ({
              value: `${ONE}/${one.istat}`,
              word: `Solo il Comune: ${one.name}`,
            }))),
      ],
    },
    ...(many ? [place] : []),
    {
      name: 'etichetta',
      label: 'Per chi è',
      type: 'text',
      required: true,
      hint: 'Per esempio «Agenda della Sezione»: serve a riconoscerlo quando lo si vuole revocare.',
    },
  ];
}

/** A municipality that is written but not asked for, or asked for but not written, is nobody's calendar. */
function ownFaults({ che, comune = '' }: FieldValues): FieldFault[] {
  if (che === ONE && comune === '') return [{ field: 'comune', message: '«Comune» manca.' }];
  if (che === ONE || comune === '') return [];
  const message = `È scritto un Comune, ma il calendario non è solo suo: scegliere «Solo un Comune» o cancellare «${comune}».`;
  return [{ field: 'che', message }];
}

function scopeOf({ che = '', comune }: FieldValues, names: ReferenceData): CalendarScope {
  const [kind, target] = che.split('/');
  if (che === ONE) {
    const { chosen } = municipalityAsked(comune, names.municipalities);
    return { kind: ONE, target: chosen?.istat ?? null };
  }
  if (kind === 'survey' || kind === 'municipality') return { kind, target: target ?? null };
  return { kind: 'all', target: null };
}

function scopeWord({ scope, target }: CalendarFeedRow, names: ReferenceData): string {
  if (scope === 'survey') return names.surveys.get(target ?? '')?.shortTitle ?? target ?? '';
  if (scope === 'municipality') return names.municipalities.get(target ?? '')?.name ?? target ?? '';
  return 'Tutto';
}
