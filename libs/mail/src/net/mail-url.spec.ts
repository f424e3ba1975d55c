import { describe, expect, it } from '@jest/globals';
import { mailServer } from './mail-url.js';

describe('mailServer', () => {
  it('reads host, port, TLS, user and password', () => {
    expect(mailServer('smtps://ater%40pec.example.it:p%3Aw%2F@pec.example.it', 'smtp')).toEqual({
      host: 'pec.example.it',
      port: 465,
      secure: true,
      user: 'ater@pec.example.it',
      pass: 'p:w/',
    });
  });

  it.each([
    ['smtp://h', 'smtp', 587, false],
    ['smtp://h:2525', 'smtp', 2525, false],
    ['imap://[::1]', 'imap', 143, false],
    ['imaps://h', 'imap', 993, true],
  ] as const)('%s: port %3$d', (url, kind, port, secure) => {
    expect(mailServer(url, kind)).toMatchObject({ port, secure, user: null, pass: null });
  });

  it.each(['', 'smtps:', 'imaps://h', 'https://h', 'smtp:// h'])('refuses %p as SMTP', (url) => {
    expect(() => mailServer(url, 'smtp')).toThrow(expect.objectContaining({ code: 'mail-url' }));
  });

  it('never repeats a password in its message', () => {
    expect(() => mailServer('http://user:segreto@h', 'smtp')).toThrow(/^(?!.*segreto)/);
  });

  it('refuses an escape that is none', () => {
    expect(() => mailServer('smtp://a%ZZ:b@h', 'smtp')).toThrow(
      expect.objectContaining({ code: 'mail-url' }),
    );
  });
});
