import { describe, expect, it } from '@jest/globals';
import { bodyFault } from './body-fault.js';

describe('what is no text in a form', () => {
  it.each([
    [{ motivo: 'riga uno\r\nriga due\tfine', n: 1, vero: true, nulla: null }],
    [{ nome: 'Giòvanni 𝄞 D’Aurìa' }],
    [{ elenco: ['a', 'b'], dentro: { altro: 'x' } }],
    [{}],
    [undefined],
  ])('is not in %j', (body) => expect(bodyFault(body)).toBeNull());

  it.each([
    [{ motivo: 'a\u0000b' }, 'Il campo «motivo» contiene un carattere di controllo (U+0000).'],
    [{ motivo: 'a\u000bb' }, 'Il campo «motivo» contiene un carattere di controllo (U+000B).'],
    [{ motivo: '\u007f' }, 'Il campo «motivo» contiene un carattere di controllo (U+007F).'],
    [{ comuni: ['a', '\u001b'] }, 'Il campo «comuni» contiene un carattere di controllo (U+001B).'],
    [
      { a: { b: '\ud800' } },
      'Il campo «b» contiene mezzo carattere (un surrogato Unicode spaiato).',
    ],
    [
      { 'x\u0000': 'y' },
      'Il nome del campo «x\u{FFFD}» contiene un carattere di controllo (U+0000).',
    ],
  ])('is found in %j', (body, fault) => expect(bodyFault(body)).toBe(fault));

  it('is found however deep it is', () => {
    let body: unknown = { fondo: '\u0000' };
    for (let depth = 0; depth < 50_000; depth += 1) body = [body];
    expect(bodyFault(body)).toContain('«fondo»');
  });
});
