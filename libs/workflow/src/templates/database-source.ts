import { Injectable } from '@nestjs/common';
import type { TemplateId } from '@app/domain';
import type { TemplateSet, TemplateSource } from '@app/letters';
import { FileTemplateSource, LetterError, versionOf } from '@app/letters';
import type { TemplateVersionRow, TemplateVersionSummary } from '@app/persistence';
import {
  addTemplateVersion,
  currentTemplate,
  currentTemplateSummary,
  templateByDigest,
} from '@app/persistence';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';

/** Author of the versions that come with the program. */
export const SHIPPED_AUTHOR = 'di serie';

/** Sets in memory: nine in force, and some older ones that somebody looks at. */
const KEEP = 32;

/**
 * Templates as versions in the database. Those that come with the program are the first version, taken from the files
 * when they are first wanted; a newer program's take their place only where no officer has written another.
 */
@Injectable()
export class DatabaseTemplateSource implements TemplateSource {
  readonly #sets = new Map<string, TemplateSet>();
  readonly #files = new FileTemplateSource();

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @throws LetterError `template-not-found` */
  async get(template: TemplateId, version?: string): Promise<TemplateSet> {
    const digest = version ?? (await this.current(template)).digest;
    const key = `${template}/${digest}`;
    const known = this.#sets.get(key);
    if (known !== undefined) return known;
    const row = await templateByDigest(this.db, template, digest);
    if (row === null) {
      const place = { template, line: null, name: 'versione' };
      throw new LetterError('template-not-found', place, `versione «${digest}» assente`);
    }
    const set = setOf(row);
    if (this.#sets.size >= KEEP) this.#sets.delete(this.#sets.keys().next().value ?? '');
    this.#sets.set(key, set);
    return set;
  }

  /** The version in force, without its sources. */
  async current(template: TemplateId): Promise<TemplateVersionSummary> {
    const shipped = this.#files.read(template);
    const found = await currentTemplateSummary(this.db, template);
    const outdated = found?.origin === 'shipped' && found.digest !== shipped.version;
    if (found !== null && !outdated) return found;
    await this.#ship(shipped, found?.number ?? 0);
    const current = await currentTemplateSummary(this.db, template);
    if (current === null) throw new Error(`template ${template}: the first version is not there`);
    return current;
  }

  /** The version in force with its sources. */
  async currentRow(template: TemplateId): Promise<TemplateVersionRow> {
    await this.current(template);
    const row = await currentTemplate(this.db, template);
    if (row === null) throw new Error(`template ${template}: the version in force is gone`);
    return row;
  }

  /** What comes with this version of the program. */
  shipped(template: TemplateId): TemplateSet {
    return this.#files.read(template);
  }

  async #ship(set: TemplateSet, after: number): Promise<void> {
    const { template, version, subject, text, html, letter, partials, layout } = set;
    const note = after === 0 ? 'Versione di serie.' : 'Versione di serie aggiornata col programma.';
    await addTemplateVersion(
      this.db,
      {
        template,
        digest: version,
        origin: 'shipped',
        sources: { subject, text, html, letter, partials, layout },
        author: SHIPPED_AUTHOR,
        recordedAt: this.clock.now(),
        note,
        restores: null,
      },
      after,
    );
  }
}

/**
 * A version as its set. The digest is computed again: sources that were altered behind our back are no version.
 *
 * @throws Error when the sources are not those of the digest
 */
export function setOf(row: Pick<TemplateVersionRow, 'template' | 'sources' | 'digest'>): TemplateSet {
  const set = { template: row.template, ...row.sources };
  const version = versionOf(set);
  if (version === row.digest) return { ...set, version };
  throw new Error(`template ${row.template}: the sources are of ${version}, on record as ${row.digest}`);
}
