import {
  Body,
  Controller,
  Get,
  NotFoundException,
  Param,
  Post,
  Query,
  Render,
  Res,
} from '@nestjs/common';
import type { Response } from 'express';
import type { LocalDate, Survey } from '@app/domain';
import { Clock, Reference, ReplyDesk, States } from '@app/workflow';
import type { ReferenceData, ReplyInFull, Standing } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { actorOf } from '../../access/visitor.js';
import { refusalsOf } from '../../view/action-result.js';
import { dayOrNull } from '../../view/fields.js';
import { exportLinks } from '../../view/export-links.js';
import { links } from '../../view/links.js';
import type { MunicipalityAsked } from '../../view/municipality-choice.js';
import { municipalityAsked, municipalityFaults } from '../../view/municipality-choice.js';
import { oneOf, pageNumber, paging, queryText } from '../../view/paging.js';
import { Happenings } from '../clock/happenings.js';
import type { ReplyChoice } from './replies.js';
import {
  consequence,
  listAsked,
  REPLY_KINDS,
  REPLY_LISTS,
  replyLine,
  replyPage,
} from './replies.js';

const ROWS = 25;
type Form = Readonly<Record<string, unknown>>;

/** The inbox of the replies and its holding pen. */
@AllowedTo('lettore')
@Controller('risposte')
export class RepliesController {
  constructor(
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly states: States,
    private readonly desk: ReplyDesk,
    private readonly happenings: Happenings,
  ) {}

  @Get()
  @Render('risposte')
  async list(@Query() asked: Form) {
    const list = listAsked(asked['elenco']);
    const { municipalities } = await this.reference.load();
    const replies = (await this.desk.list(list.states)).reverse();
    const page = paging(replies.length, pageNumber(asked['pagina']), ROWS, '/risposte', {
      elenco: list.key,
    });
    const nameOf = (istat: string | null): string =>
      istat === null ? 'Comune non riconosciuto' : (municipalities.get(istat)?.name ?? istat);
    return {
      title: 'Risposte',
      lists: REPLY_LISTS.map(({ key, word }) => ({
        word,
        href: `/risposte?elenco=${key}`,
        current: key === list.key,
      })),
      pen: list.key === 'da-assegnare',
      done: asked['fatto'] === '1' ? 'La decisione è registrata.' : null,
      replies: replies
        .slice((page.page - 1) * ROWS, page.page * ROWS)
        .map((reply) => replyLine(reply, nameOf)),
      paging: page,
      exports: exportLinks('/risposte/esporta', { elenco: list.key }),
    };
  }

  @Get(':sha256')
  async view(
    @Param('sha256') sha256: string,
    @Query() asked: Form,
    @Res() response: Response,
  ): Promise<void> {
    const full = await this.#find(sha256);
    const { municipality, kind, rounds } = full.reply.reading;
    const { municipalities } = await this.reference.load();
    const written = queryText(asked['comune']);
    const read = full.reply.municipality ?? municipality;
    const place = municipalityAsked(written ?? read, municipalities);
    const choice = { municipality: place.chosen?.istat ?? null, kind, rounds };
    const faults = written === undefined ? [] : municipalityFaults(place);
    await this.#show(response, full, choice, place, faults);
  }

  @AllowedTo('operatore')
  @Post(':sha256')
  async decide(
    @Param('sha256') sha256: string,
    @Body() form: Form,
    @Res() response: Response,
  ): Promise<void> {
    const full = await this.#find(sha256);
    const reference = await this.reference.load();
    const { choice, place, faults } = choiceOf(form, reference);
    if (faults.length > 0 || form['torna'] !== undefined || form['mostra'] !== undefined) {
      // Whoever only looks for the duties of a municipality has not chosen the rest yet.
      const looking = form['torna'] !== undefined || form['mostra'] !== undefined;
      const shown = looking ? municipalityFaults(place) : faults;
      await this.#show(response, full, choice, place, shown);
      return;
    }
    const survey = firstSurvey(reference);
    const reason = queryText(form['motivo'], 2_000);
    const decision = { ...choice, survey: survey.id, reason: reason ?? '' };
    const confirmed = form['conferma'] === 'si';
    const refusals = confirmed
      ? refusalsOf(await this.desk.decide(full.reply, decision, actorOf(response)))
      : await this.desk.refusals(full.reply, decision, actorOf(response));
    if (refusals.length > 0) {
      response.status(409);
      const errors = refusals.map((message) => ({ field: '', message }));
      await this.#show(response, full, choice, place, errors);
      return;
    }
    if (!confirmed) {
      response.render('risposta-conferma', {
        title: 'Conferma la decisione sulla risposta',
        crumbs: [
          { href: '/risposte', word: 'Risposte' },
          { href: links.reply(sha256), word: 'Risposta' },
          { word: 'Conferma' },
        ],
        self: links.reply(sha256),
        choice,
        name: place.chosen?.name,
        consequence: consequence(choice),
        reason,
        correcting: full.reply.state !== 'held',
      });
      return;
    }
    await this.happenings.afterRecording();
    response.redirect(303, '/risposte?fatto=1');
  }

  async #show(
    response: Response,
    full: ReplyInFull,
    choice: ReplyChoice,
    place: MunicipalityAsked,
    errors: readonly { field: string; message: string }[],
  ): Promise<void> {
    if (errors.length > 0 && response.statusCode < 400) response.status(422);
    const reference = await this.reference.load();
    const standing = await this.#standing(firstSurvey(reference), choice.municipality);
    const page = replyPage(full, reference.municipalities, standing, choice, place);
    const decision = { ...choice, survey: firstSurvey(reference).id, reason: '' };
    const refused =
      errors.length > 0 || choice.municipality === null
        ? []
        : await this.desk.refusals(full.reply, decision, actorOf(response));
    response.render('risposta', {
      title: `${errors.length > 0 ? 'Errore: ' : ''}Risposta – ${page.name ?? 'Comune non riconosciuto'}`,
      crumbs: [{ href: '/risposte', word: 'Risposte' }, { word: page.subject }],
      errors,
      refused,
      self: links.reply(full.reply.sha256),
      ...page,
    });
  }

  async #standing(survey: Survey, istat: string | null): Promise<Standing | null> {
    if (istat === null) return null;
    const [standing] = await this.states.standings(survey, { asOf: this.clock.now() }, [istat]);
    return standing ?? null;
  }

  async #find(sha256: string): Promise<ReplyInFull> {
    const full = /^[0-9a-f]{64}$/.test(sha256) ? await this.desk.byId(sha256) : null;
    if (full === null) throw new NotFoundException();
    return full;
  }
}

function firstSurvey({ surveys }: ReferenceData): Survey {
  const survey = [...surveys.values()][0];
  if (survey === undefined) throw new NotFoundException();
  return survey;
}

/** What the form says; a municipality and a round are asked for when the message is to answer something. */
function choiceOf(
  form: Form,
  { municipalities }: ReferenceData,
): {
  choice: ReplyChoice;
  place: MunicipalityAsked;
  faults: { field: string; message: string }[];
} {
  const place = municipalityAsked(form['comune'], municipalities);
  const municipality = place.chosen?.istat ?? null;
  const kind = oneOf(form['tipo'], REPLY_KINDS);
  const said = Array.isArray(form['cicli']) ? form['cicli'] : [form['cicli']];
  const rounds = said.flatMap((text): LocalDate[] => {
    const day = typeof text === 'string' ? dayOrNull(text) : null;
    return day === null ? [] : [day];
  });
  const faults = [
    ...(kind === undefined
      ? [{ field: 'tipo', message: 'Scegliere che cosa è questo messaggio.' }]
      : []),
    ...municipalityFaults(place),
    ...(municipality === null && place.problem === null && rounds.length > 0
      ? [{ field: 'comune', message: 'Scegliere il Comune a cui assegnare la risposta.' }]
      : []),
    ...(municipality !== null &&
    rounds.length === 0 &&
    (kind === 'nil-return' || kind === 'no-change')
      ? [
          {
            field: 'cicli',
            message: 'Scegliere almeno un adempimento a cui la dichiarazione risponde.',
          },
        ]
      : []),
  ];
  return { choice: { municipality, kind: kind ?? 'other', rounds }, place, faults };
}
