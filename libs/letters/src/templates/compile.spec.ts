import { describe, it, expect } from '@jest/globals';
import { LetterError } from '../errors.js';
import { compileTemplate, Written, type Writing } from './compile.js';

const render = (source: string, view: object, writing: Writing = 'text', partials = {}): string =>
  compileTemplate(source, 'prova/letter.hbs', writing, partials)(view);
const fault = (source: string, view: object, partials = {}): LetterError => {
  try {
    render(source, view, 'text', partials);
  } catch (error) {
    if (error instanceof LetterError) return error;
    throw error;
  }
  throw new Error('nessun errore');
};

describe('at rendering, an empty placeholder is an error with template, line and name', () => {
  it.each([undefined, null, '', '   ', []])('%p is empty', (vuoto) => {
    expect(fault('a\nb {{vuoto}}', { vuoto })).toMatchObject({
      code: 'empty-placeholder',
      place: { template: 'prova/letter.hbs', line: 2, name: 'vuoto' },
    });
  });

  it('a field that is not there, or of something that is not there', () => {
    expect(fault('\n\n{{assente}}', {}).place).toMatchObject({ line: 3, name: 'assente' });
    expect(fault('{{a.b}}', { a: {} }).code).toBe('empty-placeholder');
    expect(fault('x\n{{a.b}}', { a: null }).place).toMatchObject({ line: 2, name: 'a.b' });
    expect(fault('x\n{{data a.b}}', { a: null }).place).toMatchObject({ line: 2, name: 'a.b' });
    expect(render('{{#if a.b}}x{{/if}}.', { a: null })).toBe('.');
  });

  it('the argument of a helper', () => {
    expect(fault('x\n{{data giorno}}', { giorno: null }).place).toMatchObject({ line: 2, name: 'giorno' });
    expect(fault('{{elenco voci}}', { voci: [] }).place.name).toBe('voci');
  });

  it('the list of a loop without {{else}}', () => {
    expect(fault('{{#each voci}}a{{/each}}', { voci: [] }).place.name).toBe('voci');
    expect(render('{{#each voci}}a{{else}}nessuna{{/each}}', { voci: [] })).toBe('nessuna');
  });

  it('inside a shared piece, which is the one named', () => {
    expect(fault('{{> pezzo}}', { vuoto: '' }, { pezzo: 'a\n{{vuoto}}' }).place).toEqual({
      template: '_partials/pezzo.hbs',
      line: 2,
      name: 'vuoto',
    });
  });

  it('zero is a value, and so is a condition that is not met', () => {
    expect(render('{{n}} {{numero n}}{{#if no}}x{{/if}}', { n: 0, no: false })).toBe('0 0');
  });
});

describe('at rendering, a helper that can’t do its work tells where', () => {
  it('a day that does not exist', () => {
    expect(fault('a\n{{data giorno}}', { giorno: '2022-06-31' })).toMatchObject({
      code: 'wrong-arguments',
      place: { template: 'prova/letter.hbs', line: 2, name: 'data' },
    });
  });
});

describe('values are written for their medium', () => {
  const view = { v: `<b>"L'&"</b>`, righe: 'a\nb' };

  it('as they are in text, escaped in HTML and in the markup of the letter', () => {
    expect(render('{{v}}', view)).toBe(view.v);
    expect(render('{{v}}', view, 'html')).toBe('&lt;b&gt;&quot;L&#39;&amp;&quot;&lt;/b&gt;');
    expect(render('{{v}}', view, 'letter')).toBe('&lt;b&gt;&quot;L&#39;&amp;&quot;&lt;/b&gt;');
  });

  it('with their line ends marked in the markup alone', () => {
    expect(render('{{righe}}', view)).toBe('a\nb');
    expect(render('{{righe}}', view, 'letter')).toBe('a\u2028b');
  });

  it('never a template themselves', () => {
    expect(render('{{v}}', { v: '{{comune.nome}} {{{x}}}' })).toBe('{{comune.nome}} {{{x}}}');
  });

  it('what this library has written stays as written', () => {
    expect(render('{{v}}', { v: new Written('<p>a</p>') }, 'html')).toBe('<p>a</p>');
  });

  it('of the prototype are not there', () => {
    expect(fault('{{constructor}}', {}).code).toBe('empty-placeholder');
    expect(fault('{{a.__proto__}}', { a: {} }).code).toBe('empty-placeholder');
  });
});
