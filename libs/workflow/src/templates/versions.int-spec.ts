import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '@app/domain';
import { LetterRenderer, TEMPLATE_IDS, templateVersion } from '@app/letters';
import type { Office } from '../going-out/testing/office.js';
import { anOffice } from '../going-out/testing/office.js';
import { DatabaseTemplateSource } from './database-source.js';
import { TemplatePreview } from './preview.js';
import type { SaveResult } from './versions.js';
import { TemplateVersions } from './versions.js';

const ORDER = {
  survey: 'push-erp',
  municipality: '110001',
  round: localDate('2021-12-31'),
} as const;

const outcome = (result: SaveResult): string =>
  'saved' in result ? `saved ${result.saved.number}` : 'errors' in result ? 'errors' : result.code;

describe('the versions of a template', () => {
  let office: Office;
  let versions: TemplateVersions;

  beforeAll(async () => {
    office = await anOffice();
    versions = office.get(TemplateVersions);
  });
  afterAll(() => office.close());

  const edit = (basedOn: number, note = 'prova') => ({ author: 'rossi', note, basedOn });
  const subjectOf = async (): Promise<string> =>
    (await versions.version('reminder'))!.sources.subject;

  it('begin with the one that comes with the program', async () => {
    const inForce = await versions.inForce();
    expect(inForce.map(({ template }) => template)).toEqual(TEMPLATE_IDS);
    for (const { template, number, digest, author } of inForce) {
      expect({ number, digest, author }).toEqual({
        number: 1,
        digest: templateVersion(template),
        author: 'di serie',
      });
    }
  });

  it('grow by each change, with author, date, note and the lines that changed', async () => {
    const subject = await subjectOf();
    const result = await versions.save('reminder', { subject: `Avviso – ${subject}` }, edit(1));
    expect(outcome(result)).toBe('saved 2');
    expect((await versions.versions('reminder'))[0]).toMatchObject({
      number: 2,
      author: 'rossi',
      note: 'prova',
      recordedAt: office.clock.now(),
      origin: 'officer',
    });
    expect(await versions.diff('reminder', 2)).toEqual([
      {
        place: 'reminder/subject.hbs',
        lines: [
          { kind: 'removed', text: subject, before: 1, after: null },
          { kind: 'added', text: `Avviso – ${subject}`, before: null, after: 1 },
        ],
      },
    ]);
  });

  it('are what letters are written with, the older ones too', async () => {
    const preview = await office.get(TemplatePreview).of({ ...ORDER, template: 'reminder' });
    if (!('letter' in preview)) throw new Error('no preview');
    expect(preview.letter.subject).toMatch(/^Avviso – /);
    const older = await office.get(LetterRenderer).render(preview.model, templateVersion('reminder'));
    expect(older.subject).not.toMatch(/^Avviso/);
    expect(older.templateVersion).toBe(templateVersion('reminder'));
  });

  it.each([
    ['an unknown placeholder', '{{scadnza}}', 'reminder/subject.hbs', 1, 'scadnza'],
    ['an unescaped value', '{{{codice}}}', 'reminder/subject.hbs', 1, 'codice'],
    ['a day that is written raw', '{{giorno}}', 'reminder/subject.hbs', 1, 'giorno'],
  ])('refuse %s with template, line and name', async (_what, more, template, line, name) => {
    const change = { subject: `${await subjectOf()} ${more}` };
    const result = await versions.save('reminder', change, edit(2));
    expect(result).toMatchObject({ errors: [{ place: { template, line, name } }] });
    expect((await versions.versions('reminder'))[0]?.number).toBe(2);
  });

  it('refuse a letter that no longer says what every letter must', async () => {
    const letter = '<h1>{{ricognizione.titolo}}</h1><p>Si sollecita.</p>';
    const result = await versions.save('reminder', { letter }, edit(2));
    expect(result).toMatchObject({ errors: expect.arrayContaining([expect.anything()]) });
    expect('errors' in result && result.errors[0]?.message).toMatch(/^reminder\/.*manca dal modello/);
  });

  it('are not written over what another person saved meanwhile', async () => {
    const change = { subject: `Nota – ${await subjectOf()}` };
    expect(outcome(await versions.save('reminder', change, edit(1)))).toBe('changed-meanwhile');
    const both = await Promise.all([
      versions.save('reminder', change, edit(2)),
      versions.save('reminder', { subject: `Altra ${change.subject}` }, edit(2)),
    ]);
    expect(both.map(outcome).sort()).toEqual(['changed-meanwhile', 'saved 3']);
  });

  it('go back to an older one by a new one', async () => {
    const result = await versions.restore('reminder', 1, edit(3, 'torna la versione di serie'));
    expect(outcome(result)).toBe('saved 4');
    expect((await versions.versions('reminder'))[0]).toMatchObject({
      number: 4,
      origin: 'restored',
      restores: 1,
      digest: templateVersion('reminder'),
    });
    expect(outcome(await versions.restore('reminder', 1, edit(4)))).toBe('no-change');
    expect(outcome(await versions.restore('reminder', 9, edit(4)))).toBe('unknown-version');
  });

  it('take a browser’s line ends for no change', async () => {
    const { letter } = (await versions.version('overdue'))!.sources;
    const change = { letter: letter.replaceAll('\n', '\r\n') };
    expect(outcome(await versions.save('overdue', change, edit(1)))).toBe('no-change');
  });

  it('can change a shared piece for one template alone', async () => {
    const current = (await versions.version('opening'))!.sources;
    const nulla = current.partials['nulla']!.replace('obbligatoriamente', 'in ogni caso');
    const result = await versions.save('opening', { partials: { nulla, altro: 'x' } }, edit(1));
    expect(outcome(result)).toBe('saved 2');
    expect((await versions.diff('opening', 2))?.map(({ place }) => place)).toEqual([
      '_partials/nulla.hbs',
    ]);
    expect((await versions.version('last-call'))!.sources.partials['nulla']).toBe(
      current.partials['nulla'],
    );
  });

  it.each(['update template_version set note = \'x\'', 'delete from template_version'])(
    'are never rewritten: %s',
    async (sql) => {
      await expect(office.db.query(sql)).rejects.toThrow('never changed or removed');
    },
  );

  it('show every kind of letter on any municipality and round, in e-mail and PDF', async () => {
    for (const template of TEMPLATE_IDS) {
      const preview = await office.get(TemplatePreview).of({ ...ORDER, template });
      if (!('letter' in preview)) throw new Error(`${template}: ${JSON.stringify(preview)}`);
      const { letter } = preview;
      expect(letter.text).toContain('Andria');
      expect(Buffer.from(letter.pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    }
  }, 120_000);

  it('say in a preview what is made up because the record has nothing of it', async () => {
    const preview = await office.get(TemplatePreview).of({ ...ORDER, template: 'formal-notice' });
    expect(preview).toMatchObject({ invented: ['dati dello sblocco della diffida', 'lettere precedenti e loro consegna'],
    });
    const other = await office.get(TemplatePreview).of({ ...ORDER, template: 'opening' });
    expect(other).toMatchObject({ invented: [], notReady: [] });
  });

  it('show a text that is not saved, and its faults', async () => {
    const order = { ...ORDER, template: 'overdue' } as const;
    const preview = office.get(TemplatePreview);
    const drafted = await preview.of({ ...order, change: { subject: 'Bozza {{codice}}' } });
    expect('letter' in drafted && drafted.letter.subject).toMatch(/^Bozza SOL-/);
    const wrong = await preview.of({ ...order, change: { subject: '{{niente}}' } });
    expect(wrong).toMatchObject({ errors: [{ place: { name: 'niente' } }] });
  });

  it('know a set whose sources were altered behind our back', async () => {
    await office.db.query('alter table template_version disable trigger all');
    await office.db.query(
      `update template_version set sources = jsonb_set(sources, '{subject}', '"altro"') where template = 'correction'`,
    );
    await office.db.query('alter table template_version enable trigger all');
    const { setOf } = await import('./database-source.js');
    const row = await office.get(DatabaseTemplateSource).currentRow('correction');
    expect(() => setOf(row)).toThrow('template correction: the sources are of');
  });
});
