import { Injectable } from '@nestjs/common';
import type {
  Fact,
  Instant,
  IstatCode,
  LocalDate,
  Municipality,
  Refusal,
  Survey,
  SurveyId,
  TemplateId,
} from '@app/domain';
import {
  addressOn,
  faultSentence,
  foldMunicipality,
  guarded,
  italianCalendar,
  obligationId,
  romeDate,
  romeInstant,
  targetDay,
} from '@app/domain';
import type { LetterModel, RenderedLetter, TemplateSet } from '@app/letters';
import { letterToken } from '@app/evidence';
import { LetterError, LetterRenderer, notReady, renderWith, typstPrinter, versionOf } from '@app/letters';
import { loadFacts } from '@app/persistence';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { letterModel } from '../letter-model/letter-model.js';
import { Reference } from '../reference.js';
import { WorkflowSettings } from '../settings.js';
import { DatabaseTemplateSource } from './database-source.js';
import { completed } from './completed.js';
import type { TemplateChange } from './versions.js';

/** What is asked to be seen. */
export interface PreviewOrder {
  readonly template: TemplateId;
  readonly survey: SurveyId;
  readonly municipality: IstatCode;
  readonly round: LocalDate;
  /** Digest of a version; the one in force unless given. */
  readonly version?: string | undefined;
  /** A text that is not saved yet, over the version. */
  readonly change?: TemplateChange | undefined;
}

export interface Preview {
  readonly letter: RenderedLetter;
  readonly model: LetterModel;
  /** Parts of the letter for which the record has nothing: made-up data stand there. */
  readonly invented: readonly string[];
  /** Why it could not leave as it stands. */
  readonly notReady: readonly Refusal[];
}

export type PreviewResult = Preview | { readonly errors: readonly LetterError[] } | Refusal;

/** Shows any template as the letter to any municipality about any round, without recording anything. */
@Injectable()
export class TemplatePreview {
  #print: ReturnType<typeof typstPrinter> | null = null;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: WorkflowSettings,
    private readonly reference: Reference,
    private readonly source: DatabaseTemplateSource,
    private readonly renderer: LetterRenderer,
  ) {}

  async of(order: PreviewOrder): Promise<PreviewResult> {
    const { surveys, municipalities } = await this.reference.load();
    const survey = surveys.get(order.survey);
    const municipality = municipalities.get(order.municipality);
    if (survey === undefined || municipality === undefined) {
      return refusal('unknown', 'Ricognizione o Comune sconosciuti.');
    }
    const all = (await loadFacts(this.db, [municipality.istat])).get(municipality.istat) ?? [];
    const facts = all.filter((fact) => fact.survey === survey.id);
    let fault: string | null = null;
    const read = (): LetterModel | null => this.#model(survey, municipality, facts, order);
    const model = guarded(municipality, read, (one) => (fault = faultSentence(one)));
    if (fault !== null) return refusal('unreadable-record', fault);
    if (model === null) {
      const message = `Il Comune di ${municipality.name} non ha un adempimento con dati al ${order.round}.`;
      return refusal('no-obligation', message);
    }
    const whole = completed(model);
    try {
      const letter = await this.#render(order, whole.model);
      return { letter, model: whole.model, invented: whole.invented, notReady: notReady(model) };
    } catch (error) {
      if (error instanceof LetterError) return { errors: [error] };
      throw error;
    }
  }

  async #render(order: PreviewOrder, model: LetterModel): Promise<RenderedLetter> {
    if (order.change === undefined) return this.renderer.render(model, order.version);
    const base = await this.source.get(order.template, order.version);
    const { partials = {}, ...parts } = order.change;
    const set = { ...base, ...parts, partials: { ...base.partials, ...partials } };
    this.#print ??= typstPrinter();
    return renderWith({ ...set, version: versionOf(set) } satisfies TemplateSet, model, this.#print);
  }

  #model(
    survey: Survey,
    municipality: Municipality,
    facts: readonly Fact[],
    { template, round }: PreviewOrder,
  ): LetterModel | null {
    const obligation = obligationId(survey.id, round);
    const now = this.clock.now();
    const at = this.#moment(survey, municipality, facts, template, obligation, now);
    if (at === null) return null;
    const to = addressOn(municipality, romeDate(at))?.address ?? '(nessun indirizzo PEC valido)';
    const model = letterModel(survey, municipality, facts, {
      template,
      rung: survey.rungs.find((rung) => rung.template === template)?.id ?? template,
      obligations: [obligation],
      at,
      letter: `anteprima/${obligation}`,
      to,
      from: this.settings.from,
      token: letterToken(`${survey.id}/${municipality.istat}/${romeDate(at)}`),
      protocol: null,
      sandbox: this.settings.sandbox,
    });
    return model.obligations.length === 0 ? null : model;
  }

  /** The moment at which the letter would leave by the ladder, or now for letters that follow an event. */
  #moment(
    survey: Survey,
    municipality: Municipality,
    facts: readonly Fact[],
    template: TemplateId,
    obligation: string,
    now: Instant,
  ): Instant | null {
    const states = foldMunicipality(survey, municipality, facts, { asOf: now, knownOn: now });
    const state = states.find((one) => one.obligation === obligation);
    if (state === undefined) return null;
    const rung = survey.rungs.find((one) => one.template === template);
    if (rung === undefined) return now;
    const calendar = italianCalendar({ asOfLaw: romeDate(now), saturday: survey.saturday });
    const target = targetDay(survey, calendar, municipality, rung, state.due.date);
    // As it would be now when its day is past: what the record says since then belongs to it.
    const planned = romeInstant(target, survey.sendTime);
    return rung.offset > 0 && planned < now ? now : planned;
  }
}

const refusal = (code: string, message: string): Refusal => ({ refused: true, code, message });
