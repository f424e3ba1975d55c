import { describe, it, expect } from '@jest/globals';
import type { TemplateId } from '@app/domain';
import { TemplateLetterRenderer, templateVersion } from '../renderer.js';
import { model } from '../testing/models.js';
import { FileTemplateSource, TEMPLATE_IDS, versionOf, type TemplateSet, type TemplateSource } from './source.js';

const files = new FileTemplateSource();

describe('the version of a template', () => {
  it('is a short digest, its own for each template', () => {
    const versions = TEMPLATE_IDS.map(templateVersion);
    for (const version of versions) expect(version).toMatch(/^[0-9a-f]{12}$/);
    expect(new Set(versions).size).toBe(TEMPLATE_IDS.length);
  });

  it('changes with any source: a part, a shared piece, the layout', () => {
    const set = files.read('opening');
    const changed = [
      { ...set, subject: `${set.subject} ` },
      { ...set, text: `${set.text} ` },
      { ...set, html: `${set.html} ` },
      { ...set, letter: `${set.letter} ` },
      { ...set, partials: { ...set.partials, nulla: '' } },
      { ...set, layout: `${set.layout} ` },
      { ...set, subject: set.text, text: set.subject },
    ].map(versionOf);
    expect(new Set([set.version, ...changed]).size).toBe(8);
    expect(versionOf({ ...set })).toBe(set.version);
  });
});

describe('FileTemplateSource', () => {
  it('gives the version at hand and refuses another', async () => {
    const { version } = files.read('opening');
    await expect(files.get('opening', version)).resolves.toMatchObject({ template: 'opening', version });
    await expect(files.get('opening', '0123456789ab')).rejects.toMatchObject({ code: 'template-not-found' });
  });

  it('refuses a template that is none, a path included', () => {
    for (const name of ['altro', '../opening', '_partials']) {
      expect(() => files.read(name as TemplateId)).toThrow(/modello sconosciuto, atteso uno fra opening, /);
    }
  });
});

/** Versions kept as data, as a database keeps them. */
class KeptVersions implements TemplateSource {
  constructor(private readonly kept: readonly TemplateSet[]) {}

  get(template: TemplateId, version?: string): Promise<TemplateSet> {
    const found = this.kept.find((one) => one.template === template && (version === undefined || one.version === version));
    return found ? Promise.resolve(found) : Promise.reject(new Error('assente'));
  }
}

describe('a renderer on templates given as data', () => {
  const old = files.read('opening');
  const next: TemplateSet = { ...old, version: 'v2', subject: 'Nuovo oggetto {{codice}}' };
  const renderer = new TemplateLetterRenderer(new KeptVersions([next, old]), () => new Uint8Array([1]));

  it('uses the latest, or the version asked for, and says which', async () => {
    await expect(renderer.render(model('opening'))).resolves.toMatchObject({ subject: 'Nuovo oggetto PUSH-7F3K-2Q9D', templateVersion: 'v2' });
    const again = await renderer.render(model('opening'), old.version);
    expect(again.subject).toContain('Richiesta dati');
    expect(again.templateVersion).toBe(old.version);
    await expect(renderer.subject(model('opening'))).resolves.toBe('Nuovo oggetto PUSH-7F3K-2Q9D');
  });

  it('checks a source before it is used, whoever kept it', async () => {
    const broken = new KeptVersions([{ ...old, version: 'v3', letter: '<p>{{{comune.nome}}}</p>' }]);
    await expect(new TemplateLetterRenderer(broken, () => new Uint8Array()).render(model('opening'))).rejects.toMatchObject({
      code: 'unescaped',
      place: { template: 'opening/letter.hbs', line: 1 },
    });
  });
});
