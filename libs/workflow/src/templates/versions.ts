import { Injectable } from '@nestjs/common';
import type { Refusal, TemplateId } from '@app/domain';
import { romeDate } from '@app/domain';
import type { LetterError } from '@app/letters';
import { checkTemplate, TEMPLATE_IDS, versionOf } from '@app/letters';
import type {
  TemplateOrigin,
  TemplateSources,
  TemplateVersionRow,
  TemplateVersionSummary,
} from '@app/persistence';
import { addTemplateVersion, templateByNumber, templateVersions } from '@app/persistence';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { Reference } from '../reference.js';
import { WorkflowSettings } from '../settings.js';
import { DatabaseTemplateSource } from './database-source.js';
import { sampleModels } from './samples.js';
import type { SourceDiff } from './source-diff.js';
import { sourceDiff } from './source-diff.js';

/** What an officer changes of a template; what is absent stays as it is in force. */
export type TemplateChange = Partial<Omit<TemplateSources, 'layout'>>;

/** Who changes it, why, and which version was on the screen. */
export interface TemplateEdit {
  readonly author: string;
  readonly note: string;
  /** Number of the version that the author read: a newer one means that somebody else was first. */
  readonly basedOn: number;
}

export type SaveResult =
  | { readonly saved: TemplateVersionSummary }
  | { readonly errors: readonly LetterError[] }
  | Refusal;

/** The longest source of one part: ten times the longest that was ever needed. */
const LONGEST = 60_000;

const refusal = (code: string, message: string): Refusal => ({ refused: true, code, message });

const meanwhile = (): Refusal =>
  refusal(
    'changed-meanwhile',
    'Nel frattempo un’altra persona ha salvato una nuova versione: il testo scritto qui è conservato; confrontarlo con quella in vigore e salvare di nuovo.',
  );

/** Reads and writes the versions of the templates. Nothing is ever overwritten. */
@Injectable()
export class TemplateVersions {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: WorkflowSettings,
    private readonly reference: Reference,
    private readonly source: DatabaseTemplateSource,
  ) {}

  /** The version in force of every template. */
  async inForce(): Promise<TemplateVersionSummary[]> {
    const found: TemplateVersionSummary[] = [];
    for (const template of TEMPLATE_IDS) found.push(await this.source.current(template));
    return found;
  }

  /** All versions of a template, the one in force first. */
  async versions(template: TemplateId): Promise<TemplateVersionSummary[]> {
    await this.source.current(template);
    return templateVersions(this.db, template);
  }

  /** A version with its sources, the one in force unless a number is given; null when there is none of that number. */
  async version(template: TemplateId, number?: number): Promise<TemplateVersionRow | null> {
    if (number === undefined) return this.source.currentRow(template);
    return templateByNumber(this.db, template, number);
  }

  /** What a version changed of the one before; the first one has nothing before it. */
  async diff(template: TemplateId, number: number): Promise<readonly SourceDiff[] | null> {
    const version = await templateByNumber(this.db, template, number);
    if (version === null) return null;
    const before = await templateByNumber(this.db, template, number - 1);
    return before === null ? [] : sourceDiff(template, before.sources, version.sources);
  }

  /** All faults of a change as it would be saved, with template, line and name. */
  async check(template: TemplateId, change: TemplateChange): Promise<readonly LetterError[]> {
    const current = await this.source.currentRow(template);
    return this.#faults(template, merged(current.sources, change));
  }

  /** Saves a change as the next version, if it is sound. */
  async save(template: TemplateId, change: TemplateChange, edit: TemplateEdit): Promise<SaveResult> {
    const current = await this.source.currentRow(template);
    if (current.number !== edit.basedOn) return meanwhile();
    const sources = merged(current.sources, change);
    return this.#add(template, sources, { ...edit, origin: 'officer', restores: null }, current);
  }

  /** Puts an older version in force again, as a new one. */
  async restore(template: TemplateId, number: number, edit: TemplateEdit): Promise<SaveResult> {
    const older = await templateByNumber(this.db, template, number);
    if (older === null) {
      return refusal('unknown-version', `Il modello «${template}» non ha una versione ${number}.`);
    }
    const current = await this.source.currentRow(template);
    if (current.number !== edit.basedOn) return meanwhile();
    const entry = { ...edit, origin: 'restored' as const, restores: number };
    return this.#add(template, older.sources, entry, current);
  }

  async #add(
    template: TemplateId,
    sources: TemplateSources,
    entry: TemplateEdit & { readonly origin: TemplateOrigin; readonly restores: number | null },
    current: TemplateVersionRow,
  ): Promise<SaveResult> {
    const long = Object.values({ ...sources, ...sources.partials }).some(
      (source) => typeof source === 'string' && source.length > LONGEST,
    );
    if (long) return refusal('too-long', `Una parte supera i ${LONGEST} caratteri.`);
    const digest = versionOf({ template, ...sources });
    if (digest === current.digest) {
      return refusal('no-change', 'Il testo è uguale a quello in vigore: non c’è nulla da salvare.');
    }
    const errors = await this.#faults(template, sources);
    if (errors.length > 0) return { errors };
    const { author, note, origin, restores } = entry;
    const recordedAt = this.clock.now();
    const row = { template, digest, origin, sources, author, recordedAt, note, restores };
    const added = await addTemplateVersion(this.db, row, current.number);
    return added ? { saved: await this.source.current(template) } : meanwhile();
  }

  /** Tried on letters with the words of every survey in force. */
  async #faults(template: TemplateId, sources: TemplateSources): Promise<readonly LetterError[]> {
    const { surveys, municipalities } = await this.reference.load();
    const municipality = [...municipalities.values()][0];
    const day = romeDate(this.clock.now());
    const { from } = this.settings;
    const samples =
      municipality === undefined
        ? []
        : [...surveys.values()].flatMap((survey) =>
            sampleModels(template, { survey, municipality, day, from }),
          );
    const { partials, layout, ...parts } = sources;
    return checkTemplate(parts, { template, base: { partials, layout }, samples });
  }
}

/** Line ends as the files have them: a browser's form sends CRLF. */
const tidy = (text: string): string => text.replace(/\r\n?/g, '\n');

function merged(current: TemplateSources, change: TemplateChange): TemplateSources {
  const part = (name: 'text' | 'html' | 'letter'): string => tidy(change[name] ?? current[name]);
  const given = Object.entries(change.partials ?? {}).filter(([name]) =>
    Object.hasOwn(current.partials, name),
  );
  return {
    subject: tidy(change.subject ?? current.subject).trim(),
    text: part('text'),
    html: part('html'),
    letter: part('letter'),
    partials: {
      ...current.partials,
      ...Object.fromEntries(given.map(([name, source]) => [name, tidy(source)])),
    },
    layout: current.layout,
  };
}
