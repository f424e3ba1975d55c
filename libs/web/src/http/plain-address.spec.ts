import { describe, expect, it } from '@jest/globals';
import { plainAddress } from './plain-address.js';

describe('the address of a page, in one form', () => {
  it.each([
    ['/', '/'],
    ['/piano', '/piano'],
    ['/piano/', '/piano'],
    ['//piano', '/piano'],
    ['///piano//anteprima///pdf/', '/piano/anteprima/pdf'],
    ['/./piano', '/piano'],
    ['/piano/.', '/piano'],
    ['/accesso/../sistema', '/sistema'],
    ['/../../sistema', '/sistema'],
    ['/accesso/%2e%2e/sistema', '/sistema'],
    ['/accesso/%2E./sistema', '/sistema'],
    ['/%73istema', '/sistema'],
    ['/%2573istema', '/%2573istema'],
    ['/comuni/caff%c3%a8', '/comuni/caff%C3%A8'],
    ['http://evil.example/sistema', '/sistema'],
    ['//evil.example/sistema', '/evil.example/sistema'],
    ['/sistema#a', '/sistema'],
    ['', '/'],
  ])('takes %s as %s', (target, path) => {
    expect(plainAddress(target)).toEqual({ path, query: '' });
    expect(plainAddress(path)).toEqual({ path, query: '' });
  });

  it('leaves the query as it is', () => {
    const query = '?q=citt%C3%A0+di/../x&da=2022-03-01&vuoto&c=%3D=';
    expect(plainAddress(`//cerca/${query}`)).toEqual({ path: '/cerca', query });
  });

  it.each([
    ['/comuni/%00', /indirizzo della pagina contiene un carattere di controllo \(U\+0000\)/],
    ['/comuni/%0a', /U\+000A/],
    ['/comuni/%7f', /U\+007F/],
    ['/comuni/%EF%BF%BF', /non è un carattere \(U\+FFFF\)/],
    ['/cerca?q=%F0%9F%BF%BE', /parametro «q» .*\(U\+1FFFE\)/],
    ['/%E0%A4%A', /indirizzo della pagina ha una codifica percentuale non valida/],
    ['/%ed%a0%80', /codifica percentuale non valida/],
    ['/100%', /codifica percentuale non valida/],
    ['/accesso%2f..%2fsistema', /barra codificata/],
    ['/accesso%5c..', /barra codificata/],
    ['/accesso\\..\\sistema', /rovesciata/],
    ['/cerca?q=a%00b', /parametro «q» contiene un carattere di controllo \(U\+0000\)/],
    ['/cerca?q=a%09b', /parametro «q».*U\+0009/],
    ['/cerca?a=1&q=%E0%A4%A', /parametro «q» ha una codifica percentuale non valida/],
    ['/cerca?a%00=1', /parametro «a\u{FFFD}» contiene/u],
    ['/cerca?%ZZ=1', /parametro «%ZZ» ha/],
  ])('refuses %s', (target, fault) => {
    expect(plainAddress(target)).toEqual({ fault: expect.stringMatching(fault) });
  });
});
