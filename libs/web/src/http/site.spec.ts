import { describe, expect, it } from '@jest/globals';
import type { Request } from 'express';
import { Site } from './site.js';

const AT_3000 = { socket: { localPort: 3000 } } as unknown as Request;

describe('where the pages are', () => {
  it.each([
    [null, 'http://localhost:3000/piano', 'sollecito', '/', false],
    ['http://10.0.0.5:8080', 'http://10.0.0.5:8080/piano', 'sollecito', '/', false],
    ['https://s.ente.it/', 'https://s.ente.it/piano', '__Host-sollecito', '/', true],
    [...['https://ente.it/a/b', 'https://ente.it/a/b/piano', '__Secure-sollecito', '/a/b'], true],
  ] as const)('%s: %s, cookie %s on %s', (publicUrl, url, name, path, secure) => {
    const site = new Site(publicUrl);
    expect(site.url('/piano', AT_3000)).toBe(url);
    expect(site.cookie('sollecito')).toEqual({
      name,
      options: { httpOnly: true, sameSite: 'lax', secure, path },
    });
  });

  it('puts the prefix before its own addresses in a page, and before nothing else', () => {
    const page = `<a href="/">/</a> <form action="/piano?a=%2F"><input value="/piano" name="href">
      <a href="https://ente.it/">x</a><a href="?b=1">y</a><img src="//altri.example/">&quot; href=&quot;/&quot;`;
    expect(new Site('https://ente.it/s').html(page)).toBe(
      page.replace('href="/">', 'href="/s/">').replace('action="/', 'action="/s/'),
    );
    expect(new Site(null).html(page)).toBe(page);
  });

  it.each([
    ['/s/piano', '/piano'],
    ['/s', '/'],
    ['/piano', '/piano'],
    ['/sistema', '/sistema'],
    ['/S/piano', '/S/piano'],
    ['/s/s/piano', '/s/piano'],
  ])('takes the prefix off: %s is %s inside', (path, inside) => {
    expect(new Site('https://ente.it/s').inside(path)).toBe(inside);
  });

  it.each([
    ['http://localhost:3000', false, true],
    ['http://127.0.0.1:3000', false, true],
    ['http://[::1]:3000', false, true],
    ['http://localhost:8080', false, false],
    // Through a tunnel the port is another: the browser knows that it is the page’s own.
    ['http://localhost:8080', true, true],
    ['https://localhost:3000', true, false],
    ['http://evil.example:3000', true, false],
    ['http://localhost.evil.example:3000', true, false],
    ['null', true, false],
    ['', true, false],
  ])(
    'without an address of its own, %s (said by the browser: %s) is ours: %s',
    (origin, said, own) => {
      expect(new Site(null).isOwn(origin, AT_3000, said)).toBe(own);
    },
  );
});
