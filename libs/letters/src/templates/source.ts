import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TemplateId } from '@app/domain';
import { LetterError } from '../errors.js';

/** The four parts of a template as their authors write them. */
export interface TemplateParts {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly letter: string;
}

/** A template with all that it needs to be rendered the same for ever: shared pieces and the layout of the paper too. */
export interface TemplateSet extends TemplateParts {
  readonly template: TemplateId;
  readonly version: string;
  readonly partials: Readonly<Record<string, string>>;
  /** Typst source of the headed paper. */
  readonly layout: string;
}

/** Where templates come from: files here, versions in the database elsewhere. */
export interface TemplateSource {
  /** @throws LetterError `template-not-found` when there is no such template or version */
  get(template: TemplateId, version?: string): Promise<TemplateSet>;
}

export const TEMPLATE_IDS: readonly TemplateId[] = [
  'opening',
  'reminder',
  'last-call',
  'overdue',
  'formal-notice',
  'correction',
  'exemption-granted',
  'exemption-lapsed',
  'extension-granted',
];

/** File names of the parts, as errors cite them. */
export const PART_FILES: Readonly<Record<keyof TemplateParts, string>> = {
  subject: 'subject.hbs',
  text: 'body.txt.hbs',
  html: 'body.html.hbs',
  letter: 'letter.hbs',
};

/**
 * The version of a template: first 12 hexadecimal digits of the SHA-256 over all its sources, each with name and length, so
 * that no two sets of sources can be confused.
 */
export const versionOf = (set: Omit<TemplateSet, 'version'>): string => {
  const hash = createHash('sha256');
  const add = (name: string, source: string): void => {
    hash.update(`${name}\0${Buffer.byteLength(source)}\0${source}\0`);
  };
  for (const part of Object.keys(PART_FILES).sort()) add(part, set[part as keyof TemplateParts]);
  for (const name of Object.keys(set.partials).sort()) add(`_${name}`, set.partials[name] ?? '');
  add('layout', set.layout);
  return hash.digest('hex').slice(0, 12);
};

/** `templates/letters` of this installation, from the compiled as from the source file. */
export const TEMPLATES_DIR = fileURLToPath(
  new URL('../../../../templates/letters/', import.meta.url),
);

const read = (path: string): string => readFileSync(path, 'utf8').replace(/\r\n/g, '\n');

/** Templates as files in a folder: `<template>/{subject,body.txt,body.html,letter}.hbs`, `_partials/*.hbs`, `_layout/letter.typ`. */
export class FileTemplateSource implements TemplateSource {
  private readonly sets = new Map<TemplateId, TemplateSet>();

  constructor(private readonly dir: string = TEMPLATES_DIR) {}

  get(template: TemplateId, version?: string): Promise<TemplateSet> {
    const set = this.read(template);
    if (version === undefined || version === set.version) return Promise.resolve(set);
    const reason = `versione «${version}» assente: nei file c’è la «${set.version}»`;
    const place = { template, line: null, name: 'versione' };
    return Promise.reject(new LetterError('template-not-found', place, reason));
  }

  /** The set at once: files need no waiting. Read once, kept for the life of the source. */
  read(template: TemplateId): TemplateSet {
    const known = this.sets.get(template);
    if (known) return known;
    const set = this.load(template);
    this.sets.set(template, set);
    return set;
  }

  private load(template: TemplateId): TemplateSet {
    if (!TEMPLATE_IDS.includes(template)) {
      const place = { template: String(template), line: null, name: 'modello' };
      const reason = `modello sconosciuto, atteso uno fra ${TEMPLATE_IDS.join(', ')}`;
      throw new LetterError('template-not-found', place, reason);
    }
    const part = (key: keyof TemplateParts): string =>
      read(join(this.dir, template, PART_FILES[key]));
    const set = {
      template,
      subject: part('subject').trim(),
      text: part('text'),
      html: part('html'),
      letter: part('letter'),
      partials: this.partials(),
      layout: read(join(this.dir, '_layout', 'letter.typ')),
    };
    return { ...set, version: versionOf(set) };
  }

  private partials(): Record<string, string> {
    const dir = join(this.dir, '_partials');
    const names = readdirSync(dir).filter((name) => name.endsWith('.hbs'));
    return Object.fromEntries(
      names.sort().map((name) => [name.slice(0, -'.hbs'.length), read(join(dir, name))]),
    );
  }
}
