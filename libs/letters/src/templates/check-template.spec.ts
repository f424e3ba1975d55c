import { describe, it, expect } from '@jest/globals';
import type { TemplateId } from '@app/domain';
import { renderWith } from '../renderer.js';
import { CASES } from '../testing/cases.js';
import { obligation } from '../testing/models.js';
import { sampleOf } from '../testing/samples.js';
import type { LetterModel } from '../types.js';
import { checkTemplate } from './check-template.js';
import { FileTemplateSource, TEMPLATE_IDS, type TemplateParts } from './source.js';

const shipped = new FileTemplateSource().read('opening');
const faults = (parts: Partial<TemplateParts>): string[] =>
  checkTemplate(parts, { template: 'opening', samples: [sampleOf('opening')] }).map(({ message }) => message);
const codes = (parts: Partial<TemplateParts>): string[] =>
  checkTemplate(parts, { template: 'opening', samples: [sampleOf('opening')] }).map(({ code }) => code);

const samplesOf = (template: TemplateId) =>
  CASES.filter(({ letter }) => letter.template === template).map(({ letter }) => letter);

describe('the templates that are shipped', () => {
  it.each(TEMPLATE_IDS)('«%s» is sound with every sample and says all that a letter must', (template) => {
    const samples = [sampleOf(template), ...samplesOf(template)];
    expect(checkTemplate({}, { template, samples }).map(String)).toEqual([]);
  });
});

describe('at saving, an unknown name is an error with template, line and name', () => {
  it('in each of the four parts', () => {
    const bad = 'uno\n{{scadnza}}';
    for (const [part, file] of [
      ['subject', 'subject.hbs'],
      ['text', 'body.txt.hbs'],
      ['html', 'body.html.hbs'],
      ['letter', 'letter.hbs'],
    ] as const) {
      const [first] = checkTemplate({ [part]: bad }, { template: 'opening' });
      expect(first).toMatchObject({
        code: 'unknown-placeholder',
        place: { template: `opening/${file}`, line: 2, name: 'scadnza' },
      });
    }
  });

  it('also in a branch that no letter reaches', () => {
    expect(faults({ subject: '{{#if prova}}{{nonEsiste}}{{/if}}x' })[0]).toContain('«nonEsiste»: segnaposto sconosciuto');
    expect(faults({ subject: '{{#if prova}}a{{else}}{{nonEsiste}}{{/if}}' })[0]).toContain('«nonEsiste»');
  });

  it('all of them at once, and says what could have been meant', () => {
    const found = faults({ subject: '{{comune.nom}} {{prot}}\n{{dataLunga giorno}}' });
    expect(found).toHaveLength(3);
    expect(found[0]).toBe('opening/subject.hbs, riga 1, «comune.nom»: segnaposto sconosciuto: si può usare nome');
    expect(found[1]).toContain('«prot»: segnaposto sconosciuto: si può usare prova, protocollo, prorogati');
    expect(found[2]).toContain('opening/subject.hbs, riga 2, «dataLunga»: funzione sconosciuta: si può usare data, dataEstesa');
  });

  it.each([
    ['{{constructor}}', 'unknown-placeholder'],
    ['{{comune.__proto__}}', 'unknown-placeholder'],
    ['{{comune.nome.length}}', 'unknown-placeholder'],
    ['{{@root.comune.nome}}', 'unknown-placeholder'],
    ['{{@index}}', 'unknown-placeholder'],
    ['{{../comune.nome}}', 'unknown-placeholder'],
    ['{{lookup comune "nome"}}', 'unknown-helper'],
    ['{{log comune}}', 'unknown-helper'],
    ['{{#with comune}}{{nome}}{{/with}}', 'unknown-helper'],
    ['{{#comune}}{{nome}}{{/comune}}', 'unknown-helper'],
    ['{{> inesistente}}', 'unknown-placeholder'],
    ['{{> oggetto x=1}}', 'wrong-arguments'],
    ['{{#> oggetto}}a{{/oggetto}}', 'template-syntax'],
    ['{{#*inline "a"}}b{{/inline}}', 'template-syntax'],
  ])('%s', (subject, code) => {
    expect(codes({ subject })).toContain(code);
  });

  it('inside a loop, where the names of the item hold and the others need ../', () => {
    expect(faults({ subject: '{{#each adempimenti}}{{data riferimento}}{{/each}} {{comune.conTitolo}} {{codice}}' })).toEqual([]);
    expect(codes({ subject: '{{#each adempimenti}}{{codice}}{{/each}}' })).toEqual(['unknown-placeholder']);
    expect(faults({ subject: '{{#each adempimenti}}{{../codice}} {{../comune.conTitolo}}{{/each}}' })).toEqual([]);
  });
});

describe('at saving, a value can only be written protected and in its form', () => {
  it.each(['{{{comune.nome}}}', '{{&comune.nome}}', '{{{data giorno}}}'])('%s is refused', (source) => {
    expect(codes({ letter: `<p>\n${source}</p>` })).toEqual(['unescaped']);
    expect(faults({ letter: `<p>\n${source}</p>` })[0]).toContain('opening/letter.hbs, riga 2');
  });

  it.each([
    ['{{giorno}}', 'è un giorno: usare {{data …}}'],
    ['{{prova}}', 'è una condizione: usare {{#if …}}'],
    ['{{comune}}', 'è un gruppo'],
    ['{{data comune.nome}}', 'si attende un giorno'],
    ['{{data}}', 'attesi un giorno; trovati 0'],
    ['{{data giorno giorno}}', 'attesi un giorno; trovati 2'],
    ['{{elenco adempimenti}}', 'si attende un elenco di testi'],
    ['{{giorni adempimenti "per" "riferimento"}}', 'una preposizione fra virgolette'],
    ['{{giorni adempimenti "al" "riferimeto"}}', 'il nome di un campo'],
    ['{{quanti adempimenti "a" "b"}}', 'si attende un numero'],
    ['{{#each comune}}x{{/each}}', 'non è un elenco'],
    ['{{"testo"}}', 'atteso il nome di un segnaposto'],
  ])('%s: %s', (subject, reason) => {
    expect(faults({ subject })[0]).toContain(reason);
  });

  it('a syntax error tells its line', () => {
    expect(faults({ letter: '<p>a</p>\n<p>{{#if prova}}</p>' })[0]).toMatch(/opening\/letter.hbs, riga 2, .*sintassi non valida/);
    expect(codes({ subject: '{{comune.nome' })).toEqual(['template-syntax']);
  });

  it('a shared piece that calls itself is refused', () => {
    const base = { layout: shipped.layout, partials: { ...shipped.partials, oggetto: '{{> oggetto}}' } };
    const [first] = checkTemplate({}, { template: 'opening', base });
    expect(first?.message).toContain('_partials/oggetto.hbs, riga 1, «> oggetto»: la parte comune richiama sé stessa');
  });
});

describe('at saving, the letter is tried on samples', () => {
  it('an empty placeholder is found', () => {
    const samples = [sampleOf('opening', { protocol: null })];
    const found = checkTemplate({ subject: '{{protocollo.numero}} {{comune.conTitolo}} {{codice}}' }, { template: 'opening', samples });
    expect(found[0]).toMatchObject({ code: 'empty-placeholder', place: { template: 'opening/subject.hbs', line: 1 } });
  });

  it('markup that the paper can’t show is found', () => {
    expect(faults({ letter: `${shipped.letter}\n<div>x</div>` })[0]).toContain('«div»');
  });

  it('remote content in the HTML is found', () => {
    const html = shipped.html.replace('{{lettera}}', '{{lettera}}\n<img src="https://a.it/x.png" />');
    expect(codes({ html })).toContain('remote-content');
  });

  it('a statement that would be refused is not invited, by no template, not even by one saved before the rule', () => {
    const letter = `${shipped.letter}\n{{#each adempimenti}}\n<p>{{oggettoInvariato}}</p>\n{{/each}}`;
    const refusing = sampleOf('opening', {
      obligations: [obligation({ accepts: { nilReturn: true, noChange: false } })],
    });
    const check = (sample: LetterModel) =>
      checkTemplate({ letter }, { template: 'opening', samples: [sample] });
    expect(check(sampleOf('opening'))).toEqual([]);
    expect(check(refusing)).toMatchObject([
      { code: 'refused-offer', place: { template: 'opening/letter.hbs', name: 'oggettoInvariato' } },
    ]);
    const old = { ...shipped, letter };
    expect(() => renderWith(old, refusing, () => new Uint8Array())).toThrow(
      expect.objectContaining({ code: 'refused-offer' }),
    );
  });

  it('what a letter must say and doesn’t is found, by its name', () => {
    const letter = shipped.letter.replace('{{> modalita}}', '').replace('{{> assistenza}}', '');
    const missing = checkTemplate({ letter }, { template: 'opening', samples: [sampleOf('opening')] })
      .filter(({ code, place }) => code === 'missing-part' && place.template === 'opening/letter.hbs')
      .map(({ place }) => place.name);
    expect(missing).toEqual([
      'ammettonoNulla.oggettoNulla',
      'ammettonoInvariato.oggettoInvariato',
      'caricamento manuale',
      'trasmissione dei flussi',
      'consistenza nulla',
      'esonero',
      'paragrafo 2.4.2',
      'paragrafo 2.4.5',
      'ricognizione.contatti',
      'ricognizione.contatti',
      'codice',
    ]);
  });
});
