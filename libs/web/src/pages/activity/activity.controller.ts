import { Controller, Get, Post, Query, Render, Res } from '@nestjs/common';
import type { Response } from 'express';
import { COUNTED } from '@app/persistence';
import type { ChainReport } from '@app/workflow';
import { Activity, ChainCheck, Reference } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { actorOf } from '../../access/visitor.js';
import { dayOrNull } from '../../view/fields.js';
import {
  municipalityAsked,
  municipalityChoice,
  municipalityFaults,
} from '../../view/municipality-choice.js';
import { oneOf, queryText, withQuery } from '../../view/paging.js';
import { activityWords } from './act-words.js';
import { placeAsked, placeText } from './activity-place.js';

const ROWS = 30;
const PATH = '/registro-attivita';

const KINDS = {
  fact: 'Fatti sui Comuni',
  act: 'Atti dell’ufficio e del sistema',
} as const;

/** What was done and by whom, and whether the record still is what was recorded. */
@AllowedTo('lettore')
@Controller('registro-attivita')
export class ActivityController {
  constructor(
    private readonly activity: Activity,
    private readonly chain: ChainCheck,
    private readonly reference: Reference,
  ) {}

  @Get()
  @Render('registro-attivita')
  async list(@Query() asked: Readonly<Record<string, unknown>>) {
    const { surveys, municipalities } = await this.reference.load();
    const staff = await this.activity.staff();
    const place = municipalityAsked(asked['comune'], municipalities);
    const filter = {
      actor: oneOf(asked['chi'], staff),
      origin: oneOf(asked['cosa'], ['fact', 'act'] as const),
      municipality: place.chosen?.istat,
      from: dayOrNull(queryText(asked['da']) ?? '') ?? undefined,
      to: dayOrNull(queryText(asked['a']) ?? '') ?? undefined,
    };
    const everyone = asked['tutti'] === 'si';
    const [older, newer] = [placeAsked(asked['prima']), placeAsked(asked['dopo'])];
    const question = { ...filter, everyone, limit: ROWS, older, newer };
    const { total, rows, ...neighbours } = await this.activity.search(question);
    const query = {
      chi: filter.actor,
      cosa: filter.origin,
      comune: filter.municipality,
      da: filter.from,
      a: filter.to,
      tutti: everyone ? 'si' : undefined,
    };
    const option = (chosen: string | undefined) => (value: string, word: string) => ({
      value,
      word,
      selected: value === chosen,
    });
    return {
      title: 'Registro attività',
      errors: municipalityFaults(place),
      check: checkView(
        await this.chain.last(),
        (istat) => municipalities.get(istat)?.name ?? istat,
      ),
      checked: asked['verificato'] === 'si',
      rows: rows.map((row) => ({
        ...row,
        ...activityWords(row, surveys),
        name:
          row.municipality === null ? null : (municipalities.get(row.municipality)?.name ?? null),
        file: row.evidence === null ? null : `/messaggi/${row.evidence}`,
      })),
      total: total > COUNTED ? null : total,
      counted: COUNTED,
      older: neighbours.older && withQuery(PATH, { ...query, prima: placeText(neighbours.older) }),
      newer: neighbours.newer && withQuery(PATH, { ...query, dopo: placeText(neighbours.newer) }),
      latest: neighbours.newer && withQuery(PATH, query),
      filter,
      everyone,
      filtered: everyone || Object.values(filter).some((value) => value !== undefined),
      people: [
        option(filter.actor)('', 'Tutti'),
        ...staff.map((id) => option(filter.actor)(id, id)),
      ],
      kinds: [
        option(filter.origin)('', 'Tutto'),
        ...Object.entries(KINDS).map(([value, word]) => option(filter.origin)(value, word)),
      ],
      municipalities: municipalityChoice(municipalities, place, 'Tutti'),
    };
  }

  /** Checks every chain now. Anyone who reads may ask: it changes nothing but when it was last done. */
  @Post('verifica')
  async verify(@Res() response: Response): Promise<void> {
    await this.chain.run(actorOf(response));
    response.redirect(303, `${PATH}?verificato=si`);
  }
}

function checkView(report: ChainReport | null, nameOf: (istat: string) => string) {
  if (report === null) return null;
  return {
    ...report,
    ok: report.broken.length === 0,
    broken: report.broken.map((one) => ({
      ...one,
      name: one.chain === 'atti' ? 'Atti dell’ufficio' : nameOf(one.chain),
    })),
  };
}
